import { Listeners } from '../../shared/listeners';
import type { ChangedFolder } from '../store/follow-main';

/** Tells whoever shows a folder that it changed; it never enters the store. */
export class FolderNews {
  readonly #listeners = new Listeners<[changed: ChangedFolder]>();

  /** Calls `listener` with each folder that changed. Returns the unsubscribe. */
  readonly subscribe = this.#listeners.add;

  readonly publish = (changed: ChangedFolder): void => {
    this.#listeners.tell(changed);
  };
}

/** The one road of such news in this window. */
export const folderNews = new FolderNews();
