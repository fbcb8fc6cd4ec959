import { type Edit, removedAll } from '../edit';
import type { AnnotationElement } from '../element';
import { type FramePoint, framePoint } from '../frame-point';
import { distance } from '../geometry';
import { type Aim, hits } from '../hit-test';

/** The eraser on its way: the marks it met, which are removed whole when it is lifted. */
export interface EraserDraft {
  readonly kind: 'eraser';
  readonly at: FramePoint;
  readonly erased: readonly AnnotationElement[];
}

/** Puts the eraser down. */
export function beginEraser(elements: readonly AnnotationElement[], at: FramePoint, aim: Aim): EraserDraft {
  return { kind: 'eraser', at, erased: elements.filter((element) => hits(element, at, aim)) };
}

/** Wipes on to the pointer, meeting every mark on the straight way there. */
export function extendEraser(
  draft: EraserDraft,
  elements: readonly AnnotationElement[],
  at: FramePoint,
  aim: Aim,
): EraserDraft {
  const way = stepsBetween(draft.at, at, Math.max(1, aim.tolerance));
  const known = new Set(draft.erased.map(({ id }) => id));
  const met = elements.filter(
    (element) => !known.has(element.id) && way.some((place) => hits(element, place, aim)),
  );
  return { ...draft, at, erased: met.length === 0 ? draft.erased : [...draft.erased, ...met] };
}

/** Lifts the eraser: the marks it met go in one step. */
export function finishEraser({ erased }: EraserDraft): readonly Edit[] {
  return removedAll(erased);
}

/** Returns the places between two points, at most a few hundred, so that a leap across a large frame stays quick. */
function stepsBetween(from: FramePoint, to: FramePoint, step: number): readonly FramePoint[] {
  const count = Math.min(400, Math.max(1, Math.ceil(distance(from, to) / step)));
  return Array.from({ length: count }, (_none, index) => {
    const share = (index + 1) / count;
    return framePoint(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y));
  });
}
