import { toFifteenDegrees } from '../constrain';
import type { ArrowElement } from '../element';
import type { FramePoint } from '../frame-point';
import { beginSpan, extendSpan, isClick, type SpanDraft } from './span';
import { type MarkStart, markFields } from './tool';

/** An arrow being drawn. */
export interface ArrowDraft extends SpanDraft {
  readonly kind: 'arrow';
}

/** Begins an arrow where the pointer went down. */
export function beginArrow(start: MarkStart, at: FramePoint): ArrowDraft {
  return { kind: 'arrow', ...beginSpan(start, at) };
}

/** Draws the arrow to the pointer; with Shift at a multiple of 15°. */
export function extendArrow(draft: ArrowDraft, at: FramePoint, shift: boolean): ArrowDraft {
  return extendSpan(draft, at, shift ? toFifteenDegrees : null);
}

/** Returns the arrow as drawn; null for a mere click. */
export function finishArrow(draft: ArrowDraft): ArrowElement | null {
  if (isClick(draft)) return null;
  return { kind: 'arrow', ...markFields(draft.start), from: draft.from, to: draft.to };
}
