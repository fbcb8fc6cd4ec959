import type { Blob } from '../blob';
import type { AnnotationEvent } from './annotation-event';
import { applyAll, type Board, emptyBoard } from './board';

/** The frozen picture that both sides show with the marks on it, from the first mark until it is cleared. */
export interface Freeze {
  readonly frameId: string;
  readonly image: Blob;
  /** Of the image, in pixels. */
  readonly width: number;
  readonly height: number;
  /** In milliseconds since the Unix epoch. */
  readonly at: number;
  readonly board: Board;
}

/** Returns what is frozen after an event; one about another frame changes nothing. */
export function freezeAfter(
  freeze: Freeze | null,
  event: AnnotationEvent & { readonly at: number },
): Freeze | null {
  switch (event.kind) {
    case 'annotation-began': {
      const { frameId, image, width, height, at } = event;
      return freeze === null ? { frameId, image, width, height, at, board: emptyBoard(frameId) } : freeze;
    }
    case 'annotation-changed':
      return freeze?.frameId === event.frameId
        ? { ...freeze, board: applyAll(freeze.board, event.changes) }
        : freeze;
    case 'annotation-cleared':
      return freeze?.frameId === event.frameId ? null : freeze;
    case 'annotation-saved':
      return freeze;
  }
}
