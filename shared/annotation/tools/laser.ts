import { type FramePoint, type FrameSize, nearFrame } from '../frame-point';
import { haloHex, type Ink, inkHex, markSizes } from '../ink';
import type { DrawCommand } from '../outline';
import { chainPath, circlePath } from '../path';

/** How long a laser pointer's trail takes to fade, in milliseconds. */
export const laserFadeMs = 900;

interface LaserPoint {
  readonly at: FramePoint;
  /** When it was pointed at, in milliseconds on the clock of the side that draws it. */
  readonly time: number;
}

/** What a laser pointer leaves for a moment; no element, never kept and never undone. */
export interface LaserTrail {
  readonly kind: 'laser';
  readonly frame: FrameSize;
  readonly colour: Ink;
  /** Oldest first. */
  readonly points: readonly LaserPoint[];
}

/** Switches the pointer on. */
export function beginLaser(frame: FrameSize, colour: Ink): LaserTrail {
  return { kind: 'laser', frame, colour, points: [] };
}

/** Extends the trail and forgets what has faded by `time`. */
export function extendLaser(trail: LaserTrail, places: readonly FramePoint[], time: number): LaserTrail {
  const fresh = places.map((at) => ({ at: nearFrame(at, trail.frame), time }));
  return { ...trail, points: [...faded(trail, time).points, ...fresh] };
}

/** Returns the trail without what has faded by `now`; empty when all has. */
export function faded(trail: LaserTrail, now: number): LaserTrail {
  const first = trail.points.findIndex(({ time }) => now - time < laserFadeMs);
  if (first === 0) return trail;
  return { ...trail, points: first === -1 ? [] : trail.points.slice(first) };
}

/** Returns how the trail looks at `now`: thinning and fading behind a dot. */
export function drawLaser(trail: LaserTrail, now: number): readonly DrawCommand[] {
  const { points } = faded(trail, now);
  const { stroke, halo } = markSizes('medium', trail.frame);
  const colour = inkHex[trail.colour];
  const commands: DrawCommand[] = [];
  points.forEach(({ at, time }, index) => {
    const before = points[index - 1];
    if (before === undefined) return;
    const left = freshness(time, now);
    const path = chainPath([before.at, at]);
    commands.push({ kind: 'stroke', path, width: stroke * (0.4 + 0.6 * left), colour, opacity: left });
  });
  const last = points.at(-1);
  if (last === undefined) return commands;
  const opacity = freshness(last.time, now);
  const outline = haloHex(trail.colour);
  commands.push(
    { kind: 'fill', path: circlePath(last.at, stroke * 1.2 + halo), colour: outline, opacity },
    { kind: 'fill', path: circlePath(last.at, stroke * 1.2), colour, opacity },
  );
  return commands;
}

function freshness(time: number, now: number): number {
  return Math.min(1, Math.max(0, 1 - (now - time) / laserFadeMs));
}
