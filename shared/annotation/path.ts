import type { Box, Vector } from './geometry';

/** A step of a path in frame pixels; `curve` is a cubic Bézier with two handles. */
export type PathStep =
  | { readonly kind: 'move'; readonly x: number; readonly y: number }
  | { readonly kind: 'line'; readonly x: number; readonly y: number }
  | {
      readonly kind: 'curve';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly kind: 'close' };
export type Path = readonly PathStep[];

/** The calls that a path makes, alike on a canvas, a `Path2D` and Konva's context. */
export interface PathTarget {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
  closePath(): void;
}

/** Draws a path on anything that takes a canvas's path calls. */
export function tracePath(path: Path, target: PathTarget): void {
  for (const step of path) {
    switch (step.kind) {
      case 'move':
        target.moveTo(step.x, step.y);
        break;
      case 'line':
        target.lineTo(step.x, step.y);
        break;
      case 'curve':
        target.bezierCurveTo(step.x1, step.y1, step.x2, step.y2, step.x, step.y);
        break;
      case 'close':
        target.closePath();
        break;
    }
  }
}

/** How long a dot is, in frame pixels: newer canvases leave out what has no length, round caps and all. */
export const dotLength = 0.01;

/** Returns straight segments through points; a single point gives a dot. */
export function chainPath(points: readonly Vector[]): Path {
  const first = points[0];
  if (first === undefined) return [];
  const rest = points.length === 1 ? [{ x: first.x + dotLength, y: first.y }] : points.slice(1);
  return [
    { kind: 'move', x: first.x, y: first.y },
    ...rest.map(({ x, y }) => ({ kind: 'line', x, y }) as const),
  ];
}

/** Returns a closed outline through corners. */
export function polygonPath(corners: readonly Vector[]): Path {
  return corners.length === 0 ? [] : [...chainPath(corners), { kind: 'close' }];
}

/** Returns the outline of a box. */
export function boxPath({ x, y, width, height }: Box): Path {
  return polygonPath([
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ]);
}

/** The handle length, in radii, with which a cubic Bézier comes nearest to a quarter circle. */
const quarter = 0.5522847498;

/** Returns the ellipse that touches a box's four sides. */
export function ellipsePath(box: Box): Path {
  const radiusX = box.width / 2;
  const radiusY = box.height / 2;
  const x = box.x + radiusX;
  const y = box.y + radiusY;
  const [u, v] = [radiusX * quarter, radiusY * quarter];
  const curve = (x1: number, y1: number, x2: number, y2: number, endX: number, endY: number): PathStep => ({
    kind: 'curve',
    x1,
    y1,
    x2,
    y2,
    x: endX,
    y: endY,
  });
  return [
    { kind: 'move', x: x + radiusX, y },
    curve(x + radiusX, y + v, x + u, y + radiusY, x, y + radiusY),
    curve(x - u, y + radiusY, x - radiusX, y + v, x - radiusX, y),
    curve(x - radiusX, y - v, x - u, y - radiusY, x, y - radiusY),
    curve(x + u, y - radiusY, x + radiusX, y - v, x + radiusX, y),
    { kind: 'close' },
  ];
}

/** Returns a circle. */
export function circlePath({ x, y }: Vector, radius: number): Path {
  return ellipsePath({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius });
}
