import type { FrameSize } from '../../shared/annotation/frame-point';
import type { Matrix } from '../../shared/annotation/matrix';
import type { PlacedPicture, Turn } from '../picture/view-geometry';

/** The map from a frame's pixels to the CSS pixels of the stage on which it is placed and turned. */
export function matrixOf(placed: PlacedPicture, turn: Turn, frame: FrameSize): Matrix {
  const { left, top, size } = placed;
  const onSide = turn === 90 || turn === 270;
  const scale = (onSide ? size.height : size.width) / frame.width;
  const cosine = turn === 0 ? 1 : turn === 180 ? -1 : 0;
  const sine = turn === 90 ? 1 : turn === 270 ? -1 : 0;
  const a = scale * cosine;
  const b = scale * sine;
  const c = -scale * sine + 0;
  const d = scale * cosine;
  return {
    a,
    b,
    c,
    d,
    e: left + size.width / 2 - (a * frame.width + c * frame.height) / 2,
    f: top + size.height / 2 - (b * frame.width + d * frame.height) / 2,
  };
}
