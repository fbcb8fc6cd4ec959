import type { PenElement } from '../element';
import { inkOnGrid } from '../frame-point';
import { annotationLimits } from '../limits';
import { simplifiedTo } from '../simplify';
import type { TimedPoint } from '../smoothing';
import { beginStroke, type StrokeDraft, wholeStroke, withoutRepeats } from './stroke';
import { type MarkStart, markFields } from './tool';

/** A pen stroke being drawn. */
export interface PenDraft extends StrokeDraft {
  readonly kind: 'pen';
}

/** Puts the pen down. */
export function beginPen(start: MarkStart, sample: TimedPoint): PenDraft {
  return { kind: 'pen', ...beginStroke(start, sample) };
}

/**
 * Returns the stroke as it shows while it is drawn: every point of it, within 0.75 frame pixels of what
 * `finishPen` keeps.
 */
export function previewPen(draft: PenDraft): PenElement {
  return { kind: 'pen', ...markFields(draft.start), points: draft.points };
}

/** Lifts the pen: the stroke simplified, on the grid, its pressure kept; a tap leaves a dot. */
export function finishPen(draft: PenDraft): PenElement {
  const points = simplifiedTo(wholeStroke(draft), annotationLimits.pointsPerElement).map(inkOnGrid);
  return { kind: 'pen', ...markFields(draft.start), points: withoutRepeats(points) };
}
