import type { FramePoint } from './frame-point';
import { distanceToSegment, nearestAlong } from './geometry';

/** A point of a stroke, with pressure or without. */
type StrokePoint = FramePoint & { readonly pressure?: number };

/** How far a left-out point may lie from the simplified stroke, in frame pixels. */
export const simplifyTolerance = 0.35;

const pressureTolerance = 0.06;

/**
 * Leaves out the points that the others imply (Ramer–Douglas–Peucker): none left out is farther than
 * `tolerance` frame pixels from the segments that remain, nor differs by more than 0.06 from the pressure there.
 */
export function simplified<Point extends StrokePoint>(
  points: readonly Point[],
  tolerance: number = simplifyTolerance,
): readonly Point[] {
  if (points.length < 3) return points;
  const kept = new Set([0, points.length - 1]);
  const open: Array<readonly [number, number]> = [[0, points.length - 1]];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [first, last] = span;
    const worst = worstBetween(points, first, last, tolerance);
    if (worst === undefined) continue;
    kept.add(worst);
    open.push([first, worst], [worst, last]);
  }
  return points.filter((_point, index) => kept.has(index));
}

/**
 * Returns the simplified stroke with at most `limit` points, at a coarser tolerance only where the usual one needs
 * more.
 */
export function simplifiedTo<Point extends StrokePoint>(
  points: readonly Point[],
  limit: number,
): readonly Point[] {
  let tolerance = simplifyTolerance;
  let result = simplified(points, tolerance);
  while (result.length > limit) {
    tolerance *= 3;
    result = simplified(points, tolerance);
    if (tolerance > 1e6) return result.slice(0, limit);
  }
  return result;
}

function worstBetween(
  points: readonly StrokePoint[],
  first: number,
  last: number,
  tolerance: number,
): number | undefined {
  const from = points[first];
  const to = points[last];
  if (from === undefined || to === undefined) return undefined;
  // Pressure yields with the shape where only a coarser tolerance meets the limit.
  const pressureLimit = pressureTolerance * (tolerance / simplifyTolerance);
  let worst: number | undefined;
  let worstExcess = 1;
  for (let index = first + 1; index < last; index += 1) {
    const point = points[index];
    if (point === undefined) break;
    const excess = Math.max(
      distanceToSegment(point, from, to) / tolerance,
      pressureOff(point, from, to) / pressureLimit,
    );
    if (excess > worstExcess) {
      worst = index;
      worstExcess = excess;
    }
  }
  return worst;
}

function pressureOff(point: StrokePoint, from: StrokePoint, to: StrokePoint): number {
  if (point.pressure === undefined || from.pressure === undefined || to.pressure === undefined) return 0;
  const along = nearestAlong(point, from, to);
  return Math.abs(point.pressure - (from.pressure + along * (to.pressure - from.pressure)));
}
