import { toSquare } from '../constrain';
import type { RectangleElement } from '../element';
import type { FramePoint } from '../frame-point';
import { beginSpan, extendSpan, isClick, type SpanDraft } from './span';
import { type MarkStart, markFields } from './tool';

/** A rectangle being drawn. */
export interface RectangleDraft extends SpanDraft {
  readonly kind: 'rectangle';
}

/** Begins a rectangle where the pointer went down. */
export function beginRectangle(start: MarkStart, at: FramePoint): RectangleDraft {
  return { kind: 'rectangle', ...beginSpan(start, at) };
}

/** Draws the rectangle to the pointer; with Shift a square. */
export function extendRectangle(draft: RectangleDraft, at: FramePoint, shift: boolean): RectangleDraft {
  return extendSpan(draft, at, shift ? toSquare : null);
}

/** Returns the rectangle as drawn; null for a mere click. */
export function finishRectangle(draft: RectangleDraft): RectangleElement | null {
  if (isClick(draft)) return null;
  return { kind: 'rectangle', ...markFields(draft.start), from: draft.from, to: draft.to };
}
