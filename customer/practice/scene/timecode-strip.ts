import { encode, stripHeight, timecodeCells } from './timecode';

/** The edge of the picture that carries the strip. */
export type StripEdge = 'top' | 'bottom';

/** Paints the timecode of `ms` (milliseconds since 1970) over an edge of the picture. */
export function paintTimecode(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  edge: StripEdge,
  ms: number,
): void {
  const strip = stripHeight(width);
  const top = edge === 'top' ? 0 : height - strip;
  context.fillStyle = '#000000';
  context.fillRect(0, top, width, strip);
  context.fillStyle = '#ffffff';
  encode(ms).forEach((cell, index) => {
    const left = Math.round((index * width) / timecodeCells);
    const right = Math.round(((index + 1) * width) / timecodeCells);
    if (cell) context.fillRect(left, top, right - left, strip);
  });
}
