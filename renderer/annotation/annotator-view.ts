import type { Board } from '../../shared/annotation/board';
import type { FrameSize } from '../../shared/annotation/frame-point';
import type { TextDraft } from '../../shared/annotation/tools/text';
import type { Blob as KeptBlob } from '../../shared/blob';
import { Listeners } from '../../shared/listeners';
import type { Grabbed } from './annotator-parts';

/** The frozen frame as this window has it. */
export interface AnnotatedFrame {
  readonly frameId: string;
  readonly size: FrameSize;
  /** In milliseconds since the Unix epoch. */
  readonly at: number;
  /** The picture as it was grabbed here; null where only the log has it. */
  readonly grabbed: Grabbed | null;
  /** The picture as both sides have it; null until the log does. */
  readonly image: KeptBlob | null;
  /** `local`: nothing is drawn yet; `sending`: on its way into the log; `shared`: in the log. */
  readonly stage: 'local' | 'sending' | 'shared';
}

/** What the console shows of an annotation around the canvas; the same object until it changes. */
export interface AnnotatorView {
  readonly frame: AnnotatedFrame | null;
  readonly board: Board | null;
  readonly selectedIds: readonly string[];
  readonly writing: TextDraft | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Changes that main has not written yet. */
  readonly unwritten: number;
  readonly isClearing: boolean;
}

const nothingAnnotated: AnnotatorView = {
  frame: null,
  board: null,
  selectedIds: [],
  writing: null,
  canUndo: false,
  canRedo: false,
  unwritten: 0,
  isClearing: false,
};

/** Whether two views show the same. */
function sameView(one: AnnotatorView, other: AnnotatorView): boolean {
  return (
    one.frame === other.frame &&
    one.board === other.board &&
    one.selectedIds === other.selectedIds &&
    one.writing === other.writing &&
    one.canUndo === other.canUndo &&
    one.canRedo === other.canRedo &&
    one.unwritten === other.unwritten &&
    one.isClearing === other.isClearing
  );
}

/** Holds the view for whoever shows it; listeners hear only of views that differ. */
export class HeldView {
  readonly #listeners = new Listeners<[]>();
  #view: AnnotatorView = nothingAnnotated;

  get(): AnnotatorView {
    return this.#view;
  }

  set(view: AnnotatorView): void {
    if (sameView(view, this.#view)) return;
    this.#view = view;
    this.#listeners.tell();
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }
}
