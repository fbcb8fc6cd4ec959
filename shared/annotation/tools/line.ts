import { toFifteenDegrees } from '../constrain';
import type { LineElement } from '../element';
import type { FramePoint } from '../frame-point';
import { beginSpan, extendSpan, isClick, type SpanDraft } from './span';
import { type MarkStart, markFields } from './tool';

/** A line being drawn. */
export interface LineDraft extends SpanDraft {
  readonly kind: 'line';
}

/** Begins a line where the pointer went down. */
export function beginLine(start: MarkStart, at: FramePoint): LineDraft {
  return { kind: 'line', ...beginSpan(start, at) };
}

/** Draws the line to the pointer; with Shift at a multiple of 15°. */
export function extendLine(draft: LineDraft, at: FramePoint, shift: boolean): LineDraft {
  return extendSpan(draft, at, shift ? toFifteenDegrees : null);
}

/** Returns the line as drawn; null for a mere click. */
export function finishLine(draft: LineDraft): LineElement | null {
  if (isClick(draft)) return null;
  return { kind: 'line', ...markFields(draft.start), from: draft.from, to: draft.to };
}
