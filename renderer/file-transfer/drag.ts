import type { DragEvent } from 'react';

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
let current: FileDrag | null = null;

/** Begins to drag entries of a list. */
export function beginDrag(event: DragEvent, drag: FileDrag): void {
  current = drag;
  event.dataTransfer.effectAllowed = 'copy';
  event.dataTransfer.setData(dragType, drag.side);
}

/** Forgets the drag, wherever it ended. */
export function endDrag(): void {
  current = null;
}

/** What is being dragged over an element: entries of a list, files of the desktop, or nothing of use. */
export function hovering(event: DragEvent): Hovering | undefined {
  const { types } = event.dataTransfer;
  if (types.includes(dragType)) return current === null ? undefined : { kind: 'list', drag: current };
  return types.includes('Files') ? { kind: 'desktop' } : undefined;
}
