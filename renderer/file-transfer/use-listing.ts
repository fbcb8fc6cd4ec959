import { useCallback, useEffect, useRef, useState } from 'react';
import { problemOf } from '../kit/problem';
import type { ChangedFolder } from '../store/follow-main';
import type { ListedEntry } from './arrange';
import { useFolderNews } from './folder-news';

/** What a folder holds, as far as it is known. */
export interface Listing {
  readonly entries: readonly ListedEntry[];
  /** Whether main holds more entries than it tells. */
  readonly isCut: boolean;
  /** Whether nothing is known yet. */
  readonly isBusy: boolean;
  /** Why it could not be listed; empty where it could. */
  readonly problem: string;
}

export type LoadedFolder = Pick<Listing, 'entries' | 'isCut'>;

const unknown: Listing = { entries: [], isCut: false, isBusy: true, problem: '' };

/**
 * Lists the folder that `key` names with `load`, again whenever news of it comes, and never twice at a time.
 * Returns what is known and how to list it once more.
 */
export function useListing(
  key: string,
  load: () => Promise<LoadedFolder>,
  isAbout: (changed: ChangedFolder) => boolean,
): readonly [Listing, () => void] {
  const [held, setHeld] = useState<{ readonly key: string; readonly listing: Listing }>({
    key,
    listing: unknown,
  });
  const folderNews = useFolderNews();
  const latest = useRef({ key, load, isAbout });
  latest.current = { key, load, isAbout };
  const run = useRef({ key: '', again: false, isRunning: false });

  const reload = useCallback((): void => {
    const { current } = run;
    if (current.isRunning && current.key === latest.current.key) {
      current.again = true;
      return;
    }
    const mine = { key: latest.current.key, again: false, isRunning: true };
    run.current = mine;
    const settle = (listing: Listing) => {
      mine.isRunning = false;
      if (run.current !== mine) return;
      setHeld({ key: mine.key, listing });
      if (mine.again) reload();
    };
    latest.current.load().then(
      (loaded) => settle({ ...loaded, isBusy: false, problem: '' }),
      (error: unknown) =>
        settle({ ...unknown, isBusy: false, problem: problemOf(error, 'The folder could not be listed.') }),
    );
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another key is another folder.
  useEffect(() => {
    reload();
    return () => {
      run.current = { key: '', again: false, isRunning: false };
    };
  }, [key, reload]);
  useEffect(
    () =>
      folderNews.subscribe((changed) => {
        if (latest.current.isAbout(changed)) reload();
      }),
    [folderNews, reload],
  );
  return [held.key === key ? held.listing : unknown, reload];
}
