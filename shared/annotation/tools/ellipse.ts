import { toSquare } from '../constrain';
import type { EllipseElement } from '../element';
import type { FramePoint } from '../frame-point';
import { beginSpan, extendSpan, isClick, type SpanDraft } from './span';
import { type MarkStart, markFields } from './tool';

/** An ellipse being drawn. */
export interface EllipseDraft extends SpanDraft {
  readonly kind: 'ellipse';
}

/** Begins an ellipse where the pointer went down. */
export function beginEllipse(start: MarkStart, at: FramePoint): EllipseDraft {
  return { kind: 'ellipse', ...beginSpan(start, at) };
}

/** Draws the ellipse to the pointer; with Shift a circle. */
export function extendEllipse(draft: EllipseDraft, at: FramePoint, shift: boolean): EllipseDraft {
  return extendSpan(draft, at, shift ? toSquare : null);
}

/** Returns the ellipse as drawn; null for a mere click. */
export function finishEllipse(draft: EllipseDraft): EllipseElement | null {
  if (isClick(draft)) return null;
  return { kind: 'ellipse', ...markFields(draft.start), from: draft.from, to: draft.to };
}
