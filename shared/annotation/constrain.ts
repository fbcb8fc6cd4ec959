import { type FramePoint, framePoint } from './frame-point';

const step = Math.PI / 12;

/** Returns the point nearest to `to` on a line through `from` that is at a whole multiple of 15°. */
export function toFifteenDegrees(from: FramePoint, to: FramePoint): FramePoint {
  const x = to.x - from.x;
  const y = to.y - from.y;
  const angle = Math.round(Math.atan2(y, x) / step) * step;
  const length = x * Math.cos(angle) + y * Math.sin(angle);
  return framePoint(from.x + length * Math.cos(angle), from.y + length * Math.sin(angle));
}

/** Returns the corner that makes the box from `from` a square as long as the longer of its sides. */
export function toSquare(from: FramePoint, to: FramePoint): FramePoint {
  const x = to.x - from.x;
  const y = to.y - from.y;
  const side = Math.max(Math.abs(x), Math.abs(y));
  return framePoint(from.x + (x < 0 ? -side : side), from.y + (y < 0 ? -side : side));
}

/** Returns the point to which a move from `from` is held: level with it or straight above or below. */
export function toAxis(from: FramePoint, to: FramePoint): FramePoint {
  const level = Math.abs(to.x - from.x) >= Math.abs(to.y - from.y);
  return level ? framePoint(to.x, from.y) : framePoint(from.x, to.y);
}
