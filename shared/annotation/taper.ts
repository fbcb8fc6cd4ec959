import { curvesThrough, pointOnCurve } from './curve';
import type { InkPoint } from './frame-point';
import { distance, type Vector } from './geometry';
import { circlePath, type Path, polygonPath } from './path';

/** A disc of a stroke: a place and the stroke's radius there, in frame pixels. */
export interface Disc extends Vector {
  readonly radius: number;
}

/** Returns how much wider than its width a stroke is at a pressure: 1 at 0.5, where there is no pressure to feel. */
export function pressureFactor(pressure: number): number {
  return 0.4 + 1.2 * pressure;
}

/** Returns whether the pressure of a stroke is the same all along, so that it has one width. */
export function isEven(points: readonly InkPoint[]): boolean {
  const pressures = points.map(({ pressure }) => pressure);
  let lowest = 1;
  let highest = 0;
  for (const pressure of pressures) {
    lowest = Math.min(lowest, pressure);
    highest = Math.max(highest, pressure);
  }
  return highest - lowest < 0.02;
}

/** Returns the discs along the smooth curve through a stroke's points, close enough that their hull is smooth. */
export function discsAlong(points: readonly InkPoint[], width: number): readonly Disc[] {
  const radiusAt = (pressure: number) => (width / 2) * pressureFactor(pressure);
  const first = points[0];
  if (first === undefined) return [];
  const discs: Disc[] = [{ x: first.x, y: first.y, radius: radiusAt(first.pressure) }];
  curvesThrough(points).forEach((curve, index) => {
    const from = points[index];
    const to = points[index + 1];
    if (from === undefined || to === undefined) return;
    const bent = Math.abs((curve.x1 - from.x) * (to.y - from.y) - (curve.y1 - from.y) * (to.x - from.x)) > 0;
    const pieces = bent ? Math.min(16, Math.max(1, Math.ceil(distance(from, to) / 4))) : 1;
    for (let piece = 1; piece <= pieces; piece += 1) {
      const t = piece / pieces;
      const { x, y } = pointOnCurve(from, curve, t);
      discs.push({ x, y, radius: radiusAt(from.pressure + t * (to.pressure - from.pressure)) });
    }
  });
  return discs;
}

/**
 * Returns the area that a stroke covers, `margin` wider on each side: one circle per disc and one quadrilateral
 * per gap, all turning the same way, so that filling by the non-zero rule leaves no hole.
 */
export function taperedPath(discs: readonly Disc[], margin: number): Path {
  const pieces: Path[] = [];
  let previous: Disc | undefined;
  for (const disc of discs) {
    if (previous !== undefined) pieces.push(gapPath(previous, disc, margin));
    pieces.push(circlePath(disc, disc.radius + margin));
    previous = disc;
  }
  return pieces.flat();
}

function gapPath(from: Disc, to: Disc, margin: number): Path {
  const length = distance(from, to);
  if (length === 0) return [];
  const [x, y] = [(to.y - from.y) / length, -(to.x - from.x) / length];
  const [one, two] = [from.radius + margin, to.radius + margin];
  return polygonPath([
    { x: from.x + x * one, y: from.y + y * one },
    { x: to.x + x * two, y: to.y + y * two },
    { x: to.x - x * two, y: to.y - y * two },
    { x: from.x - x * one, y: from.y - y * one },
  ]);
}
