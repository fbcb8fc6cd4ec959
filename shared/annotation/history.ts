import { type AnnotationChange, applyAll, type Board, elementById, sameContent } from './board';
import { changesFor, type Edit, editedId, reversed } from './edit';

/** How many steps can be undone. */
export const undoDepth = 250;

type Step = readonly Edit[];

/** What this side did on the frozen frame; the other side's changes are never undone here. */
export interface History {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

/** A board and its history after something this side did, with the changes to send. */
export interface Outcome {
  readonly board: Board;
  readonly history: History;
  readonly changes: readonly AnnotationChange[];
}

export const emptyHistory: History = { done: [], undone: [] };

/** Makes edits as one step that can be undone; those of elements that changed meanwhile are left out. */
export function perform(board: Board, history: History, wanted: readonly Edit[]): Outcome {
  const edits = possible(board, wanted);
  if (edits.length === 0 || board.cleared) return { board, history, changes: [] };
  const changes = changesFor(board, edits);
  return {
    board: applyAll(board, changes),
    history: { done: [...history.done, edits].slice(-undoDepth), undone: [] },
    changes,
  };
}

/** Takes the last step back; elements that the other side changed since stay as they are. */
export function undo(board: Board, history: History): Outcome {
  const step = history.done.at(-1);
  if (step === undefined || board.cleared) return { board, history, changes: [] };
  const changes = changesFor(board, possible(board, step.map(reversed)));
  return {
    board: applyAll(board, changes),
    history: { done: history.done.slice(0, -1), undone: [...history.undone, step] },
    changes,
  };
}

/** Makes the last undone step again; elements that the other side changed since stay as they are. */
export function redo(board: Board, history: History): Outcome {
  const step = history.undone.at(-1);
  if (step === undefined || board.cleared) return { board, history, changes: [] };
  const changes = changesFor(board, possible(board, step));
  return {
    board: applyAll(board, changes),
    history: { done: [...history.done, step], undone: history.undone.slice(0, -1) },
    changes,
  };
}

/** Returns the edits whose starting point is still on the board. */
function possible(board: Board, edits: readonly Edit[]): readonly Edit[] {
  return edits.filter((edit) => {
    const held = elementById(board, editedId(edit));
    if (edit.before === null) return held === undefined;
    return held !== undefined && sameContent(held, edit.before);
  });
}
