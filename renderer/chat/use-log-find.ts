import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { LogNames } from './entry-text';
import { LogFinder } from './log-finder';
import type { LogIndex } from './log-index';

/** Rows looked through before the window gets a turn. */
const rowsPerTurn = 4000;

/** A search in a log: what is found, which of it is gone to, and how to go on. */
export interface LogFind {
  readonly text: string;
  readonly count: number;
  /** The place of the row gone to among those found, from 1; 0 while there is none. */
  readonly place: number;
  readonly isSearching: boolean;
  readonly isFound: (row: number) => boolean;
  readonly setText: (text: string) => void;
  readonly go: (direction: 'next' | 'previous') => void;
}

/**
 * Searches the rows of `index` a stretch at a time and takes up rows that come later. `gone` is the row gone to, or
 * null; `onGo` goes to one. The newest match is gone to first.
 */
export function useLogFind(
  index: LogIndex,
  names: LogNames,
  gone: number | null,
  onGo: (row: number) => void,
): LogFind {
  const [text, setText] = useState('');
  const [isSearching, setIsSearching] = useState(false);
  const [, render] = useReducer((count: number) => count + 1, 0);
  const held = useRef<LogFinder | null>(null);
  const { customer, representative } = names;
  if (
    held.current === null ||
    held.current.index !== index ||
    held.current.text !== text ||
    held.current.names.customer !== customer
  ) {
    held.current = new LogFinder(index, text, { customer, representative });
  }
  const finder = held.current;
  const goTo = useRef(onGo);
  goTo.current = onGo;
  const firstGone = useRef<LogFinder | null>(null);

  const rows = index.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: more rows are what is searched.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const step = () => {
      const isDone = finder.step(rowsPerTurn);
      setIsSearching(!isDone);
      render();
      if (!isDone) {
        timer = setTimeout(step, 0);
      } else if (firstGone.current !== finder) {
        firstGone.current = finder;
        const newest = finder.from(Number.POSITIVE_INFINITY, 'previous');
        if (newest !== undefined) goTo.current(newest);
      }
    };
    step();
    return () => clearTimeout(timer);
  }, [finder, rows]);

  const go = useCallback(
    (direction: 'next' | 'previous') => {
      const from = gone ?? (direction === 'next' ? -1 : Number.POSITIVE_INFINITY);
      const row = finder.from(from, direction);
      if (row !== undefined) goTo.current(row);
    },
    [finder, gone],
  );
  return {
    text,
    count: finder.count,
    place: gone === null ? 0 : finder.place(gone),
    isSearching,
    isFound: (row) => finder.place(row) > 0,
    setText,
    go,
  };
}
