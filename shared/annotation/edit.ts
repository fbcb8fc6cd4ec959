import { type AnnotationChange, type Board, elementById, nextVersion } from './board';
import type { AnnotationElement } from './element';

/** What a person's action does to one element: null before it is drawn, null after it is removed. */
export type Edit =
  | { readonly before: null; readonly after: AnnotationElement }
  | { readonly before: AnnotationElement; readonly after: AnnotationElement }
  | { readonly before: AnnotationElement; readonly after: null };

/** Returns the edit that undoes this one. */
export function reversed({ before, after }: Edit): Edit {
  if (after === null) return { before: null, after: before };
  return before === null ? { before: after, after: null } : { before: after, after: before };
}

/** Returns the element that an edit is about. */
export function editedId(edit: Edit): string {
  return edit.after === null ? edit.before.id : edit.after.id;
}

/** Draws one element. */
export function added(element: AnnotationElement): readonly Edit[] {
  return [{ before: null, after: element }];
}

/** Removes elements. */
export function removedAll(elements: readonly AnnotationElement[]): readonly Edit[] {
  return elements.map((before) => ({ before, after: null }));
}

/** Returns the changes to send and apply for edits, each with the version that overwrites what the board holds. */
export function changesFor(board: Board, edits: readonly Edit[]): readonly AnnotationChange[] {
  return edits.map((edit) => {
    const { frameId } = board;
    const id = editedId(edit);
    const version = nextVersion(board, id);
    if (edit.after === null) return { kind: 'remove', frameId, id, version };
    const kind = elementById(board, id) === undefined ? 'add' : 'replace';
    return { kind, frameId, element: { ...edit.after, version } };
  });
}
