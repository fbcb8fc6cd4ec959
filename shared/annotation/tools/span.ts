import { type FramePoint, nearFrame, pointOnGrid } from '../frame-point';
import { distance } from '../geometry';
import { frameUnit } from '../ink';
import { type MarkStart, shortestSpan } from './tool';

/** A mark being drawn from one point to another. */
export interface SpanDraft {
  readonly start: MarkStart;
  readonly from: FramePoint;
  readonly to: FramePoint;
}

/** Begins where the pointer went down. */
export function beginSpan(start: MarkStart, at: FramePoint): SpanDraft {
  const from = pointOnGrid(nearFrame(at, start.frame));
  return { start, from, to: from };
}

/** Draws the other end to the pointer; `constrain` holds it while Shift is down. */
export function extendSpan<Draft extends SpanDraft>(
  draft: Draft,
  at: FramePoint,
  constrain: ((from: FramePoint, to: FramePoint) => FramePoint) | null,
): Draft {
  const near = nearFrame(at, draft.start.frame);
  return { ...draft, to: pointOnGrid(constrain === null ? near : constrain(draft.from, near)) };
}

/** Returns whether the pointer moved too little to mean a mark. */
export function isClick({ start, from, to }: SpanDraft): boolean {
  return distance(from, to) < shortestSpan * frameUnit(start.frame);
}
