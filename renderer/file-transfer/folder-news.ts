import type { ChangedFolder } from '../store/follow-main';

/** Tells whoever shows a folder that it changed; it never enters the store. */
export class FolderNews {
  readonly #listeners = new Set<(changed: ChangedFolder) => void>();

  /** Calls `listener` with each folder that changed. Returns the unsubscribe. */
  readonly subscribe = (listener: (changed: ChangedFolder) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly publish = (changed: ChangedFolder): void => {
    for (const listener of [...this.#listeners]) listener(changed);
  };
}

/** The one road of such news in this window. */
export const folderNews = new FolderNews();
