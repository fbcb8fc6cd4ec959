import {
  type FramePoint,
  type FrameSize,
  type InkPoint,
  inkPoint,
} from '../../shared/annotation/frame-point';
import type { Ink } from '../../shared/annotation/ink';
import { annotationLimits } from '../../shared/annotation/limits';
import { beginLaser, extendLaser, faded, type LaserTrail } from '../../shared/annotation/tools/laser';
import type { StrokeInMotion } from './stroke-sender';

/** A pointer held still is shown again after this, in milliseconds, so that it does not fade. */
const holdMs = 200;
/** Short of the most points that one stroke may have. */
const pointsPerStroke = annotationLimits.samplesPerStroke - annotationLimits.pointsPerBatch;

/** The laser pointer of this side: its trail here, and the stroke that shows it on the other side. */
export class LaserPointer {
  readonly #newId: () => string;
  #trail: LaserTrail | null = null;
  #points: InkPoint[] = [];
  #strokeId = '';
  #frameId: string | null = null;
  #lastAt = 0;
  #isHeld = false;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** The trail as it is at `now` (milliseconds on a steady clock); null once it has faded. */
  trail(now: number): LaserTrail | null {
    if (this.#trail === null) return null;
    this.#trail = faded(this.#trail, now);
    if (this.#trail.points.length === 0 && !this.#isHeld) this.#trail = null;
    return this.#trail;
  }

  /** Switches it on over a frozen frame, or with null over what is live. */
  begin(frameId: string | null, frame: FrameSize, colour: Ink, at: FramePoint, now: number): StrokeInMotion {
    this.#trail = beginLaser(frame, colour);
    this.#frameId = frameId;
    this.#isHeld = true;
    this.#renew();
    return this.point(at, now);
  }

  /** Points on. @throws RangeError where it is not switched on. */
  point(at: FramePoint, now: number): StrokeInMotion {
    const trail = this.#trail;
    if (trail === null) throw new RangeError('The laser pointer is off.');
    this.#trail = extendLaser(trail, [at], now);
    this.#lastAt = now;
    if (this.#points.length >= pointsPerStroke) this.#renew();
    const place = this.#trail.points.at(-1)?.at ?? at;
    this.#points = [...this.#points, inkPoint(place.x, place.y, 0.5)];
    return {
      isWhole: false,
      frameId: this.#frameId,
      frame: trail.frame,
      strokeId: this.#strokeId,
      tool: 'laser',
      colour: trail.colour,
      width: 'medium',
      points: this.#points,
    };
  }

  /** Keeps a pointer that is held still from fading; null where there is nothing to do at `now`. */
  hold(now: number): StrokeInMotion | null {
    const last = this.#trail?.points.at(-1);
    if (!this.#isHeld || last === undefined || now - this.#lastAt < holdMs) return null;
    return this.point(last.at, now);
  }

  /** Switches it off; the trail fades. */
  end(): void {
    this.#isHeld = false;
  }

  #renew(): void {
    this.#strokeId = this.#newId();
    this.#points = [];
  }
}
