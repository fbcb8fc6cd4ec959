import { type FrameSize, type InkPoint, inkPoint } from './frame-point';
import { frameUnit } from './ink';

/** Where the pointer was: the point with its pressure, and when, in milliseconds on any steady clock. */
export interface TimedPoint {
  readonly point: InkPoint;
  readonly time: number;
}

/** What the smoothing remembers from one sample to the next. */
export interface Smoothing {
  readonly last: TimedPoint;
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
  /** In frame units per second, smoothed. */
  readonly speedX: number;
  readonly speedY: number;
}

/** At rest the pen is steadied to changes slower than this, in hertz. */
const restCutoff = 6;
/** What each frame unit per second adds to the cutoff, in hertz: a quick pen does not lag. */
const cutoffPerSpeed = 0.05;
const speedCutoff = 4;

/** Begins a smoothed stroke at its first sample. */
export function beginSmoothing(first: TimedPoint): Smoothing {
  const { x, y, pressure } = first.point;
  return { last: first, x, y, pressure, speedX: 0, speedY: 0 };
}

/** Smooths the next sample (a one-euro filter): the same samples always give the same points. */
export function smooth(state: Smoothing, next: TimedPoint, frame: FrameSize): Smoothing {
  const unit = frameUnit(frame);
  // Coalesced samples may carry the same time.
  const seconds = Math.min(0.1, Math.max(0.001, (next.time - state.last.time) / 1000));
  const speedShare = shareOf(speedCutoff, seconds);
  const rawX = (next.point.x - state.last.point.x) / unit / seconds;
  const rawY = (next.point.y - state.last.point.y) / unit / seconds;
  const speedX = state.speedX + speedShare * (rawX - state.speedX);
  const speedY = state.speedY + speedShare * (rawY - state.speedY);
  const share = shareOf(restCutoff + cutoffPerSpeed * Math.hypot(speedX, speedY), seconds);
  return {
    last: next,
    x: state.x + share * (next.point.x - state.x),
    y: state.y + share * (next.point.y - state.y),
    pressure: state.pressure + share * (next.point.pressure - state.pressure),
    speedX,
    speedY,
  };
}

/** Returns the point that represents the last sample. */
export function smoothedPoint({ x, y, pressure }: Smoothing): InkPoint {
  return inkPoint(x, y, Math.min(1, Math.max(0, pressure)));
}

/** Returns how much of a step a low-pass filter of `cutoff` hertz takes in `seconds`. */
function shareOf(cutoff: number, seconds: number): number {
  const turn = 2 * Math.PI * cutoff * seconds;
  return turn / (turn + 1);
}
