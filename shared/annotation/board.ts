import { z } from 'zod';
import { identifierSchema } from '../names';
import { type AnnotationElement, annotationElementSchema, decodeElement } from './element';
import type { FrameSize } from './frame-point';
import {
  type AnnotationDecoded,
  type AnnotationRefusal,
  annotationLimits,
  refusal,
  refusalOf,
} from './limits';

const frameId = identifierSchema;

/** One change of the marks on the frame `frameId`; may arrive in any order and more than once. */
export const annotationChangeSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('add'), frameId, element: annotationElementSchema }),
    z.object({ kind: z.literal('replace'), frameId, element: annotationElementSchema }),
    z.object({
      kind: z.literal('remove'),
      frameId,
      id: identifierSchema,
      /** One more than the version it removes. */
      version: z.number().int().positive(),
    }),
    /** Ends this frame's annotation for good; the next freeze has a frame of its own. */
    z.object({ kind: z.literal('clear'), frameId }),
  ])
  .readonly();
export type AnnotationChange =
  | { readonly kind: 'add' | 'replace'; readonly frameId: string; readonly element: AnnotationElement }
  | { readonly kind: 'remove'; readonly frameId: string; readonly id: string; readonly version: number }
  | { readonly kind: 'clear'; readonly frameId: string };

interface Removal {
  readonly id: string;
  readonly version: number;
}

/** The marks on one frozen frame, as plain data. */
export interface Board {
  readonly frameId: string;
  /** Cleared for good: nothing more can be drawn on this frame. */
  readonly cleared: boolean;
  /** In drawing order. */
  readonly elements: readonly AnnotationElement[];
  /** Remembered so that a late change does not bring a removed element back; in the order of `id`. */
  readonly removed: readonly Removal[];
}

/** Returns the board of a frame that was just frozen. */
export function emptyBoard(frameId: string): Board {
  return { frameId, cleared: false, elements: [], removed: [] };
}

/**
 * Returns the board after a change; the same object if nothing is new. The outcome of a set of changes depends
 * neither on their order nor on repetition. Does not check limits: see `checkChange`.
 */
export function apply(board: Board, change: AnnotationChange): Board {
  if (change.frameId !== board.frameId || board.cleared) return board;
  switch (change.kind) {
    case 'clear':
      return { ...board, cleared: true, elements: [], removed: [] };
    case 'add':
    case 'replace':
      return put(board, change.element);
    case 'remove':
      return remove(board, change);
  }
}

/** Returns the board after several changes. */
export function applyAll(board: Board, changes: Iterable<AnnotationChange>): Board {
  let next = board;
  for (const change of changes) next = apply(next, change);
  return next;
}

/** Returns the element with this `id`, if it is on the board. */
export function elementById(board: Board, id: string): AnnotationElement | undefined {
  return board.elements.findLast((element) => element.id === id);
}

/** Returns the version that the next change of this element must have. */
export function nextVersion(board: Board, id: string): number {
  const removal = board.removed[removalIndex(board.removed, id)];
  const last = removal?.id === id ? removal.version : elementById(board, id)?.version;
  return (last ?? 0) + 1;
}

/** Returns the place in the drawing order above everything on the board. */
export function nextOrder(board: Board): number {
  return (board.elements.at(-1)?.order ?? -1) + 1;
}

/** Names why a change may not be made on this board now; null when it may. For the side that keeps the log. */
export function checkChange(board: Board, change: AnnotationChange): AnnotationRefusal | null {
  if (change.frameId !== board.frameId || board.cleared) {
    return refusal('frame-not-shown', 'The frame of this change is not the one that is frozen.');
  }
  const { elementsPerFrame, removalsPerFrame } = annotationLimits;
  if (
    (change.kind === 'add' || change.kind === 'replace') &&
    board.elements.length >= elementsPerFrame &&
    elementById(board, change.element.id) === undefined
  ) {
    return refusal('too-many-elements', `A frame may have at most ${elementsPerFrame} marks.`);
  }
  if (change.kind === 'remove' && board.removed.length >= removalsPerFrame) {
    return refusal('too-many-elements', `At most ${removalsPerFrame} marks of a frame may be removed.`);
  }
  return null;
}

/** Reads a change from an unchecked value, or names what is wrong with it. Never throws. */
export function decodeChange(value: unknown, frame: FrameSize): AnnotationDecoded<AnnotationChange> {
  const parsed = annotationChangeSchema.safeParse(value);
  if (!parsed.success) return { ok: false, refusal: refusalOf(parsed.error) };
  if (parsed.data.kind === 'add' || parsed.data.kind === 'replace') {
    const element = decodeElement(parsed.data.element, frame);
    if (!element.ok) return element;
  }
  return { ok: true, value: parsed.data };
}

/** Returns whether two elements are the same mark but for their version. */
export function sameContent(one: AnnotationElement, other: AnnotationElement): boolean {
  return one === other || canonical({ ...one, version: 0 }) === canonical({ ...other, version: 0 });
}

function put(board: Board, element: AnnotationElement): Board {
  const removalAt = removalIndex(board.removed, element.id);
  const removal = board.removed[removalAt];
  if (removal?.id === element.id) {
    if (removal.version >= element.version) return board;
    return { ...board, removed: board.removed.toSpliced(removalAt, 1), elements: inserted(board, element) };
  }
  const at = board.elements.findLastIndex((held) => held.id === element.id);
  const held = board.elements[at];
  if (held === undefined) return { ...board, elements: inserted(board, element) };
  if (!isNewer(element, held)) return board;
  if (held.order === element.order) return { ...board, elements: board.elements.with(at, element) };
  return {
    ...board,
    elements: inserted({ ...board, elements: board.elements.toSpliced(at, 1) }, element),
  };
}

function remove(board: Board, { id, version }: Removal): Board {
  const removalAt = removalIndex(board.removed, id);
  const removal = board.removed[removalAt];
  if (removal?.id === id) {
    if (removal.version >= version) return board;
    return { ...board, removed: board.removed.with(removalAt, { id, version }) };
  }
  const at = board.elements.findLastIndex((held) => held.id === id);
  const held = board.elements[at];
  if (held !== undefined && held.version > version) return board;
  return {
    ...board,
    elements: at === -1 ? board.elements : board.elements.toSpliced(at, 1),
    removed: board.removed.toSpliced(removalAt, 0, { id, version }),
  };
}

/** Decides between two contents under one version: both sides must choose the same, whichever came first. */
function isNewer(element: AnnotationElement, held: AnnotationElement): boolean {
  if (element.version !== held.version) return element.version > held.version;
  return canonical(element) > canonical(held);
}

function inserted(board: Board, element: AnnotationElement): readonly AnnotationElement[] {
  const below = board.elements.findLastIndex(
    (held) => held.order < element.order || (held.order === element.order && held.id < element.id),
  );
  return board.elements.toSpliced(below + 1, 0, element);
}

/** Returns the index of the removal of `id`, or where to insert it. */
function removalIndex(removed: readonly Removal[], id: string): number {
  let low = 0;
  let high = removed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((removed[middle]?.id ?? '') < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns JSON with every object's fields in order of their names. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
