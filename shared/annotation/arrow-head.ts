import { distance, type Vector } from './geometry';

/** Half the opening of the head, in radians. */
const opening = Math.PI / 6;

/**
 * Returns the open head of an arrow as left barb, tip, right barb; its barbs are five widths long, or three fifths
 * of a short arrow. `width` of the line in frame pixels.
 */
export function arrowHead(from: Vector, to: Vector, width: number): readonly Vector[] {
  const length = Math.min(5 * width, 0.6 * distance(from, to));
  const back = Math.atan2(from.y - to.y, from.x - to.x);
  const barb = (angle: number) => ({
    x: to.x + length * Math.cos(angle),
    y: to.y + length * Math.sin(angle),
  });
  return [barb(back + opening), to, barb(back - opening)];
}
