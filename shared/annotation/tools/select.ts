import { toAxis } from '../constrain';
import { type Edit, removedAll } from '../edit';
import type { AnnotationElement } from '../element';
import { type FramePoint, type FrameSize, framePoint, onGrid } from '../frame-point';
import { boxAround, centreOf, type Vector } from '../geometry';
import { type Aim, elementBox, topmostAt } from '../hit-test';

/** Marks being moved, or only selected while the pointer rests. */
export interface SelectDraft {
  readonly kind: 'select';
  readonly frame: FrameSize;
  /** As they are on the board. */
  readonly selected: readonly AnnotationElement[];
  readonly from: FramePoint;
  readonly offset: Vector;
}

/**
 * Selects the mark under the pointer: alone, or with Shift added to (or removed from) the selection. A selected mark
 * keeps the others selected, to be moved together; pressing next to all marks clears the selection.
 */
export function beginSelect(
  elements: readonly AnnotationElement[],
  selectedIds: readonly string[],
  at: FramePoint,
  aim: Aim,
  shift: boolean,
): SelectDraft {
  const hit = topmostAt(elements, at, aim);
  const before = elements.filter(({ id }) => selectedIds.includes(id));
  return {
    kind: 'select',
    frame: aim.frame,
    selected: selection(before, hit, shift),
    from: at,
    offset: { x: 0, y: 0 },
  };
}

/** Moves the selection with the pointer, its middle never off the frame; with Shift along one axis. */
export function extendSelect(draft: SelectDraft, at: FramePoint, shift: boolean): SelectDraft {
  const to = shift ? toAxis(draft.from, at) : at;
  return { ...draft, offset: bounded(draft, { x: to.x - draft.from.x, y: to.y - draft.from.y }) };
}

/** Returns the selected marks where they are now. */
export function movedSelection({ selected, offset }: SelectDraft): readonly AnnotationElement[] {
  if (offset.x === 0 && offset.y === 0) return selected;
  return selected.map((element) => moved(element, offset));
}

/** Lets go: moved marks are replaced in one step; nothing where the pointer only clicked. */
export function finishSelect(draft: SelectDraft): readonly Edit[] {
  if (draft.offset.x === 0 && draft.offset.y === 0) return [];
  return draft.selected.map((before) => ({ before, after: moved(before, draft.offset) }));
}

/** Moves selected marks by frame pixels, as the arrow keys do. */
export function nudge(selected: readonly AnnotationElement[], frame: FrameSize, by: Vector): readonly Edit[] {
  const from = framePoint(0, 0);
  const draft: SelectDraft = { kind: 'select', frame, selected, from, offset: { x: 0, y: 0 } };
  return finishSelect(extendSelect(draft, framePoint(by.x, by.y), false));
}

/** Deletes selected marks in one step. */
export function deleteSelection(selected: readonly AnnotationElement[]): readonly Edit[] {
  return removedAll(selected);
}

function selection(
  before: readonly AnnotationElement[],
  hit: AnnotationElement | undefined,
  shift: boolean,
): readonly AnnotationElement[] {
  if (hit === undefined) return shift ? before : [];
  const already = before.includes(hit);
  if (shift) return already ? before.filter((element) => element !== hit) : [...before, hit];
  return already ? before : [hit];
}

/** Rounds to the grid, as the points of elements are. */
function bounded({ frame, selected }: SelectDraft, { x, y }: Vector): Vector {
  if (selected.length === 0) return { x: 0, y: 0 };
  const corners = selected.flatMap((element) => {
    const box = elementBox(element, frame);
    return [box, { x: box.x + box.width, y: box.y + box.height }];
  });
  const middle = centreOf(boxAround(corners));
  return {
    x: onGrid(between(x, Math.min(0, -middle.x), Math.max(0, frame.width - middle.x))),
    y: onGrid(between(y, Math.min(0, -middle.y), Math.max(0, frame.height - middle.y))),
  };
}

function between(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function moved(element: AnnotationElement, by: Vector): AnnotationElement {
  const shifted = ({ x, y }: FramePoint) => framePoint(x + by.x, y + by.y);
  switch (element.kind) {
    case 'pen':
      return { ...element, points: element.points.map((point) => ({ ...point, ...shifted(point) })) };
    case 'highlighter':
      return { ...element, points: element.points.map(shifted) };
    case 'line':
    case 'arrow':
    case 'rectangle':
    case 'ellipse':
      return { ...element, from: shifted(element.from), to: shifted(element.to) };
    case 'text':
    case 'pin':
      return { ...element, at: shifted(element.at) };
  }
}
