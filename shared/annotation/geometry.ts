/** A pair of frame pixels in reckoning, where it matters no more what it is a place of. */
export interface Vector {
  readonly x: number;
  readonly y: number;
}

/** An upright box, in frame pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Returns the distance between two points. */
export function distance(one: Vector, other: Vector): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** Returns the distance from a point to the nearest point of a straight segment. */
export function distanceToSegment(point: Vector, from: Vector, to: Vector): number {
  const along = nearestAlong(point, from, to);
  return Math.hypot(
    point.x - (from.x + along * (to.x - from.x)),
    point.y - (from.y + along * (to.y - from.y)),
  );
}

/** Returns where on a segment the nearest point lies: 0 at `from`, 1 at `to`. */
export function nearestAlong(point: Vector, from: Vector, to: Vector): number {
  const x = to.x - from.x;
  const y = to.y - from.y;
  const square = x * x + y * y;
  if (square === 0) return 0;
  return Math.min(1, Math.max(0, ((point.x - from.x) * x + (point.y - from.y) * y) / square));
}

/** Returns the distance from a point to a chain of segments; infinite for an empty chain. */
export function distanceToChain(point: Vector, chain: readonly Vector[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  let previous = chain[0];
  if (previous === undefined) return nearest;
  for (const vertex of chain) {
    nearest = Math.min(nearest, distanceToSegment(point, previous, vertex));
    previous = vertex;
  }
  return nearest;
}

/** Returns the smallest box around two points. */
export function boxBetween(one: Vector, other: Vector): Box {
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  };
}

/** Returns the smallest box around points; empty at the origin for none. */
export function boxAround(points: readonly Vector[]): Box {
  const first = points[0];
  if (first === undefined) return { x: 0, y: 0, width: 0, height: 0 };
  let { x: left, y: top } = first;
  let right = left;
  let bottom = top;
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Returns the box grown by `margin` on every side. */
export function grown(box: Box, margin: number): Box {
  return {
    x: box.x - margin,
    y: box.y - margin,
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  };
}

/** Returns whether a point lies in a box or on its edge. */
export function isInside(point: Vector, box: Box): boolean {
  return (
    point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height
  );
}

/** Returns the middle of a box. */
export function centreOf(box: Box): Vector {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Returns the box turned by a quarter around its middle. */
export function turnedOnSide(box: Box): Box {
  const { x, y } = centreOf(box);
  return { x: x - box.height / 2, y: y - box.width / 2, width: box.height, height: box.width };
}
