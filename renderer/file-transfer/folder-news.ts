import { Listeners } from '../../shared/listeners';
import { partContext } from '../kit/part-context';
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

export const [FolderNewsContext, useFolderNews] = partContext<FolderNews>('The news of folders');
