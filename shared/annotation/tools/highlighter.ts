import type { HighlighterElement } from '../element';
import { framePoint, pointOnGrid } from '../frame-point';
import { annotationLimits } from '../limits';
import { simplifiedTo } from '../simplify';
import type { TimedPoint } from '../smoothing';
import { beginStroke, type StrokeDraft, wholeStroke, withoutRepeats } from './stroke';
import { type MarkStart, markFields } from './tool';

/** A highlighter stroke being drawn. */
export interface HighlighterDraft extends StrokeDraft {
  readonly kind: 'highlighter';
}

/** Puts the highlighter down. */
export function beginHighlighter(start: MarkStart, sample: TimedPoint): HighlighterDraft {
  return { kind: 'highlighter', ...beginStroke(start, sample) };
}

/** Returns the stroke as it shows while it is drawn, every point of it. */
export function previewHighlighter(draft: HighlighterDraft): HighlighterElement {
  return { kind: 'highlighter', ...markFields(draft.start), points: draft.points };
}

/** Lifts the highlighter: the stroke simplified and on the grid, of one width whatever the pressure. */
export function finishHighlighter(draft: HighlighterDraft): HighlighterElement {
  const whole = wholeStroke(draft).map(({ x, y }) => framePoint(x, y));
  const points = simplifiedTo(whole, annotationLimits.pointsPerElement).map(pointOnGrid);
  return { kind: 'highlighter', ...markFields(draft.start), points: withoutRepeats(points) };
}
