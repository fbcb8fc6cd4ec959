import { useCallback, useEffect, useMemo, useState } from 'react';
import { reportFailure } from '../kit/report-failure';
import { useRequest } from '../kit/use-request';
import { usePlatform } from '../store/selectors';
import { type LogNames, rowsText } from './entry-text';
import type { LogIndex } from './log-index';
import type { LogMarks } from './log-list';
import { bounds, type LogSelection } from './log-selection';
import { momentTyped } from './log-time';
import { type LogFind, useLogFind } from './use-log-find';

/** Finding in a log, going to a time, choosing entries and copying them. */
export interface LogTools {
  readonly isFinding: boolean;
  readonly find: LogFind;
  readonly marks: LogMarks;
  readonly selected: number;
  /** Whether what is chosen was copied last. */
  readonly isCopied: boolean;
  readonly openFind: () => void;
  readonly closeFind: () => void;
  readonly goToTime: (text: string) => void;
  readonly copy: () => void;
  readonly unselect: () => void;
}

/** The tools of one log column. */
export function useLogTools(index: LogIndex, names: LogNames, now: number): LogTools {
  const request = useRequest();
  const platform = usePlatform();
  const [isFinding, setIsFinding] = useState(false);
  const [gone, setGone] = useState<number | null>(null);
  const [selection, setSelection] = useState<LogSelection | null>(null);
  const [isCopied, setIsCopied] = useState(false);
  // Rows of another index are other rows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new index is what lets them go.
  useEffect(() => {
    setGone(null);
    setSelection(null);
  }, [index]);
  const find = useLogFind(index, names, gone, setGone);

  const openFind = useCallback(() => setIsFinding(true), []);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const command = platform === 'darwin' ? event.metaKey : event.ctrlKey;
      if (!command || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'f') return;
      if (document.querySelector('[aria-modal="true"]') !== null) return;
      event.preventDefault();
      setIsFinding(true);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [platform]);

  const select = useCallback((wanted: LogSelection | null) => {
    setIsCopied(false);
    setSelection(wanted);
  }, []);
  const closeFind = () => {
    setIsFinding(false);
    setGone(null);
    find.setText('');
  };
  const goToTime = (text: string) => {
    const { span } = index;
    if (span === undefined) return;
    const row = gone === null ? undefined : index.row(gone);
    const around = row === undefined ? span[1] : row.kind === 'day' ? row.at : row.event.at;
    const at = momentTyped(text, span[0], span[1], around);
    if (at !== undefined) setGone(index.rowAtTime(at));
  };
  const copy = () => {
    if (selection === null) return;
    const text = rowsText(index, ...bounds(selection), names, now);
    if (text === '') return;
    request('copy-text', { text })
      .then(() => setIsCopied(true))
      .catch((error: unknown) => reportFailure('The entries were not copied', error));
  };
  const marks = useMemo(
    (): Omit<LogMarks, 'isFound' | 'onCopy' | 'findText'> => ({
      gone,
      selection,
      onGone: setGone,
      onSelection: select,
    }),
    [gone, selection, select],
  );
  const [first, last] = selection === null ? [0, -1] : bounds(selection);
  return {
    isFinding,
    find,
    marks: { ...marks, findText: isFinding ? find.text.trim() : '', isFound: find.isFound, onCopy: copy },
    selected: last - first + 1,
    isCopied,
    openFind,
    closeFind,
    goToTime,
    copy,
    unselect: () => select(null),
  };
}
