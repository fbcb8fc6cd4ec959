import type { AnnotationElement, PinElement } from '../element';
import { type FramePoint, nearFrame, pointOnGrid } from '../frame-point';
import { annotationLimits } from '../limits';
import { type MarkStart, markFields } from './tool';

/** A pin being placed. */
export interface PinDraft {
  readonly kind: 'pin';
  readonly start: MarkStart;
  readonly at: FramePoint;
  readonly number: number;
}

/** Returns the number after the highest on the board, from 1. */
export function nextPinNumber(elements: readonly AnnotationElement[]): number {
  const highest = elements.reduce(
    (most, element) => (element.kind === 'pin' ? Math.max(most, element.number) : most),
    0,
  );
  return Math.min(highest + 1, annotationLimits.pinNumber);
}

/** Sets a pin down where the pointer went down; see `nextPinNumber`. */
export function beginPin(start: MarkStart, at: FramePoint, number: number): PinDraft {
  return { kind: 'pin', start, at: pointOnGrid(nearFrame(at, start.frame)), number };
}

/** Takes the pin along with the pointer. */
export function extendPin(draft: PinDraft, at: FramePoint): PinDraft {
  return { ...draft, at: pointOnGrid(nearFrame(at, draft.start.frame)) };
}

/** Leaves the pin where it is. */
export function finishPin({ start, at, number }: PinDraft): PinElement {
  return { kind: 'pin', ...markFields(start), at, number };
}
