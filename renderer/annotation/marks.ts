import { type AnnotationChange, applyAll, type Board, checkChange } from '../../shared/annotation/board';
import type { Edit } from '../../shared/annotation/edit';
import type { AnnotationElement } from '../../shared/annotation/element';
import type { FrameSize } from '../../shared/annotation/frame-point';
import {
  emptyHistory,
  type History,
  type Outcome,
  perform,
  redo,
  undo,
} from '../../shared/annotation/history';
import type { AnnotationRefusal } from '../../shared/annotation/limits';
import { deleteSelection, nudge } from '../../shared/annotation/tools/select';
import { ChangeQueue } from './change-queue';

export interface MarksParts {
  readonly send: (frameId: string, changes: readonly AnnotationChange[]) => Promise<{ readonly seq: number }>;
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
  readonly refused: (refusal: AnnotationRefusal) => void;
}

/** The marks on the frozen frame, ahead of the log by what is still on its way there, and what can be undone. */
export class Marks {
  readonly #parts: MarksParts;
  readonly #queue: ChangeQueue;
  /** As the log has them. */
  #logged: Board | null = null;
  #board: Board | null = null;
  #history: History = emptyHistory;
  #selectedIds: readonly string[] = [];

  constructor(parts: MarksParts) {
    this.#parts = parts;
    this.#queue = new ChangeQueue({
      send: (changes) => parts.send(this.#board?.frameId ?? '', changes),
      changed: parts.changed,
      failed: (error) => {
        this.#rebase();
        parts.failed(error);
      },
    });
  }

  /** Null while nothing is frozen. */
  get board(): Board | null {
    return this.#board;
  }

  /** In drawing order. */
  get elements(): readonly AnnotationElement[] {
    return this.#board?.elements ?? [];
  }

  get selectedIds(): readonly string[] {
    return this.#selectedIds;
  }

  get selected(): readonly AnnotationElement[] {
    if (this.#selectedIds.length === 0) return [];
    const ids = new Set(this.#selectedIds);
    return this.elements.filter(({ id }) => ids.has(id));
  }

  get canUndo(): boolean {
    return this.#history.done.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.undone.length > 0;
  }

  /** Changes that main has not written yet. */
  get unwritten(): number {
    return this.#queue.unwritten;
  }

  /** Whether nothing was ever drawn on this frame. */
  get isUntouched(): boolean {
    return this.elements.length === 0 && !this.canUndo && !this.canRedo;
  }

  /** Begins with a frame's board; what is drawn is held until `open`. */
  begin(board: Board): void {
    this.reset();
    this.#logged = board;
    this.#board = board;
  }

  /** The frame is in the log: what is drawn may follow it there. */
  open(): void {
    this.#queue.open();
  }

  /** Takes up the board of the log, which holds all entries up to `lastSeq`. */
  follow(board: Board, lastSeq: number): void {
    this.#queue.confirm(lastSeq);
    if (board === this.#logged) return;
    this.#logged = board;
    this.#rebase();
  }

  /** Makes edits as one step. Returns whether anything came of it. */
  perform(edits: readonly Edit[]): boolean {
    const board = this.#board;
    if (board === null || edits.length === 0) return false;
    const outcome = perform(board, this.#history, edits);
    const refusal = outcome.changes.map((change) => checkChange(board, change)).find((each) => each !== null);
    if (refusal !== undefined) {
      this.#parts.refused(refusal);
      return false;
    }
    this.#take(outcome);
    return outcome.changes.length > 0;
  }

  /** Takes the last step back. Returns whether there was one. */
  undo(): boolean {
    if (this.#board === null || !this.canUndo) return false;
    this.#take(undo(this.#board, this.#history));
    return true;
  }

  /** Makes the last undone step again. Returns whether there was one. */
  redo(): boolean {
    if (this.#board === null || !this.canRedo) return false;
    this.#take(redo(this.#board, this.#history));
    return true;
  }

  /** Removes the selected marks. Returns whether there were any. */
  deleteSelected(): boolean {
    return this.perform(deleteSelection(this.selected));
  }

  /** Moves the selected marks by frame pixels. Returns whether there were any. */
  nudge(frame: FrameSize, x: number, y: number): boolean {
    const { selected } = this;
    this.perform(nudge(selected, frame, { x, y }));
    return selected.length > 0;
  }

  selectAll(): boolean {
    this.#selectedIds = this.elements.map(({ id }) => id);
    return true;
  }

  select(ids: readonly string[]): void {
    this.#selectedIds = ids;
  }

  /** Resolves when everything drawn is in the log. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  /** Forgets everything. */
  reset(): void {
    this.#queue.reset();
    this.#logged = null;
    this.#board = null;
    this.#history = emptyHistory;
    this.#selectedIds = [];
  }

  #take({ board, history, changes }: Outcome): void {
    this.#board = board;
    this.#history = history;
    this.#dropSelection();
    if (changes.length > 0) this.#queue.push(changes);
  }

  #rebase(): void {
    if (this.#logged === null) return;
    this.#board = applyAll(this.#logged, this.#queue.pending);
    this.#dropSelection();
  }

  /** What is gone is no longer selected. */
  #dropSelection(): void {
    if (this.#selectedIds.length === 0) return;
    const left = this.selected.map(({ id }) => id);
    if (left.length < this.#selectedIds.length) this.#selectedIds = left;
  }
}
