import { distance, type Vector } from './geometry';
import { dotLength, type Path, type PathStep } from './path';

/** How far, in frame pixels, a curve's handle may stand off its chord; the curve then stays within 3/4 of it. */
const handleOffset = 0.4;

type Curve = Extract<PathStep, { kind: 'curve' }>;

/**
 * Returns a smooth path through points: centripetal Catmull-Rom, its handles bounded so that the path is nowhere
 * more than 0.3 frame pixels from the straight segments and corners stay corners.
 */
export function curvePath(points: readonly Vector[]): Path {
  const first = points[0];
  if (first === undefined) return [];
  const start: PathStep = { kind: 'move', x: first.x, y: first.y };
  if (points.length === 1) return [start, { kind: 'line', x: first.x + dotLength, y: first.y }];
  return [start, ...curvesThrough(points)];
}

/** Returns the curves of `curvePath`, one between each two neighbours. */
export function curvesThrough(points: readonly Vector[]): readonly Curve[] {
  const curves: Curve[] = [];
  for (let index = 1; index < points.length; index += 1) {
    const from = points[index - 1];
    const to = points[index];
    if (from === undefined || to === undefined) break;
    const one = handle(points[index - 2], from, to);
    const two = handle(points[index + 1], to, from);
    curves.push({ kind: 'curve', x1: one.x, y1: one.y, x2: two.x, y2: two.y, x: to.x, y: to.y });
  }
  return curves;
}

/** Returns where a curve from `from` along `curve` is at `t`, from 0 to 1. */
export function pointOnCurve(from: Vector, curve: Curve, t: number): Vector {
  const s = 1 - t;
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return {
    x: a * from.x + b * curve.x1 + c * curve.x2 + d * curve.x,
    y: a * from.y + b * curve.y1 + c * curve.y2 + d * curve.y,
  };
}

/** Returns the handle at `from` of the curve to `to`, where `before` is on the other side of `from`. */
function handle(before: Vector | undefined, from: Vector, to: Vector): Vector {
  const chord = distance(from, to);
  const back = before === undefined ? 0 : distance(before, from);
  if (before === undefined || back === 0 || chord === 0) {
    return { x: from.x + (to.x - from.x) / 3, y: from.y + (to.y - from.y) / 3 };
  }
  const middle = 2 * back + 3 * Math.sqrt(back * chord) + chord;
  const share = 3 * Math.sqrt(back) * (Math.sqrt(back) + Math.sqrt(chord));
  const x = (back * to.x - chord * before.x + middle * from.x) / share - from.x;
  const y = (back * to.y - chord * before.y + middle * from.y) / share - from.y;
  const [alongX, alongY] = [(to.x - from.x) / chord, (to.y - from.y) / chord];
  const along = Math.min(chord / 2, Math.max(0, x * alongX + y * alongY));
  const off = Math.min(handleOffset, Math.max(-handleOffset, y * alongX - x * alongY));
  return {
    x: from.x + along * alongX - off * alongY,
    y: from.y + along * alongY + off * alongX,
  };
}
