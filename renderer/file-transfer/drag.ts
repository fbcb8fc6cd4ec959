import type { DragEvent } from 'react';
import { partContext } from '../kit/part-context';

/** Which side's list something is in. */
export type ListSide = 'computer' | 'customer';

/** What is being dragged out of a list of this window. */
export interface FileDrag {
  readonly side: ListSide;
  readonly sessionId: string;
  readonly names: readonly string[];
}

/** What lies over a place that may take it. */
export type Hovering = { readonly kind: 'list'; readonly drag: FileDrag } | { readonly kind: 'desktop' };

const dragType = 'application/x-sightline-files';

/** The one drag of this window; another program's drop never carries its type and this at once. */
export class FileDrags {
  #current: FileDrag | null = null;

  /** Begins to drag entries of a list. */
  begin(event: DragEvent, drag: FileDrag): void {
    this.#current = drag;
    event.dataTransfer.effectAllowed = 'copy';
    event.dataTransfer.setData(dragType, drag.side);
  }

  /** Forgets the drag, wherever it ended. */
  end(): void {
    this.#current = null;
  }

  /** Returns what is dragged over an element: entries of a list, files of the desktop, or nothing of use. */
  hovering(event: DragEvent): Hovering | undefined {
    const { types } = event.dataTransfer;
    if (types.includes(dragType)) {
      return this.#current === null ? undefined : { kind: 'list', drag: this.#current };
    }
    return types.includes('Files') ? { kind: 'desktop' } : undefined;
  }
}

export const [FileDragsContext, useFileDrags] = partContext<FileDrags>('The drags of files');
