import { type InkPoint, inkPoint, nearFrame } from '../frame-point';
import { type AnnotationRefusal, annotationLimits, refusal } from '../limits';
import { beginSmoothing, type Smoothing, smooth, smoothedPoint, type TimedPoint } from '../smoothing';
import type { MarkStart } from './tool';

/** A stroke being drawn: its smoothed points so far, first to last. */
export interface StrokeDraft {
  readonly start: MarkStart;
  readonly points: readonly InkPoint[];
  readonly smoothing: Smoothing;
}

/** A draft after samples, and why some were left out, if they were. */
export interface Extended<Draft> {
  readonly draft: Draft;
  readonly refusal: AnnotationRefusal | null;
}

/** Begins a stroke where the pointer went down. */
export function beginStroke(start: MarkStart, sample: TimedPoint): StrokeDraft {
  const smoothing = beginSmoothing(near(start, sample));
  return { start, points: [smoothedPoint(smoothing)], smoothing };
}

/** Carries a stroke on through samples, oldest first; those over the limit are left out and refused. */
export function extendStroke<Draft extends StrokeDraft>(
  draft: Draft,
  samples: readonly TimedPoint[],
): Extended<Draft> {
  const room = annotationLimits.samplesPerStroke - draft.points.length;
  const points = [...draft.points];
  let { smoothing } = draft;
  for (const sample of samples.slice(0, Math.max(0, room))) {
    smoothing = smooth(smoothing, near(draft.start, sample), draft.start.frame);
    points.push(smoothedPoint(smoothing));
  }
  return {
    draft: { ...draft, points, smoothing },
    refusal:
      samples.length > room
        ? refusal(
            'too-many-points',
            `A stroke may have at most ${annotationLimits.samplesPerStroke} samples.`,
          )
        : null,
  };
}

/** Returns the stroke's points to where the pointer was lifted, which smoothing alone would not quite reach. */
export function wholeStroke({ points, smoothing }: StrokeDraft): readonly InkPoint[] {
  const { x, y } = smoothing.last.point;
  const last = points.at(-1);
  if (last === undefined || (last.x === x && last.y === y)) return points;
  return [...points, inkPoint(x, y, last.pressure)];
}

/** Returns the points without those that lie where the one before does. */
export function withoutRepeats<Point extends { readonly x: number; readonly y: number }>(
  points: readonly Point[],
): readonly Point[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || before.x !== point.x || before.y !== point.y;
  });
}

function near(start: MarkStart, { point, time }: TimedPoint): TimedPoint {
  const { x, y } = nearFrame(point, start.frame);
  return { point: inkPoint(x, y, Math.min(1, Math.max(0, point.pressure))), time };
}
