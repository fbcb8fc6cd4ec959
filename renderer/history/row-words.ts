import type { HistoryRow } from '../../shared/ipc/history-requests';
import { durationInWords } from '../../shared/words/durations';
import { dayInWords, timeOfDay } from '../kit/clock';
import { outcomeNames } from '../wrap-up/outcome-names';

/** Returns a session's status in two or three words, and its tone. */
export function statusWords({ phase, ending, outcome }: HistoryRow): {
  readonly text: string;
  readonly tone: 'live' | 'wait' | 'plain' | 'quiet';
} {
  switch (phase) {
    case 'waiting':
      return { text: 'Waiting', tone: 'wait' };
    case 'active':
      return { text: 'Active', tone: 'live' };
    case 'unreadable':
      return { text: 'Cannot be read', tone: 'wait' };
    case 'turned-away':
      return { text: ending === 'declined' ? 'Declined' : 'Left before it started', tone: 'quiet' };
    case 'ended':
      if (outcome !== null) {
        return { text: outcomeNames[outcome], tone: outcome === 'follow-up' ? 'wait' : 'plain' };
      }
      return { text: ending === 'customer-did-not-return' ? 'Did not come back' : 'Ended', tone: 'quiet' };
  }
}

/** Returns when a session's customer joined, e.g. "Today, 10:38". */
export function joinedWords({ joinedAt }: HistoryRow, now: number): string {
  return `${dayInWords(joinedAt, now)}, ${timeOfDay(joinedAt).slice(0, 5)}`;
}

/** Returns how long a session took and how many messages it has, e.g. "8 min 48 s, 12 messages". */
export function sizeWords({ startedAt, endedAt, messages }: HistoryRow): string {
  const parts = [
    startedAt === null || endedAt === null ? '' : durationInWords(endedAt - startedAt),
    messages === 0 ? '' : `${messages} ${messages === 1 ? 'message' : 'messages'}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Returns the text of a match in pieces, with the ones searched for marked. */
export function markedPieces({
  text,
  marks,
}: NonNullable<HistoryRow['match']>): readonly { readonly text: string; readonly isMarked: boolean }[] {
  const pieces: { text: string; isMarked: boolean }[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from < at || to > text.length || to <= from) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), isMarked: false });
    pieces.push({ text: text.slice(from, to), isMarked: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isMarked: false });
  return pieces;
}

/**
 * Returns the first or the last millisecond of a local day given as in a date field, e.g. "2026-03-03"; null for
 * none.
 */
export function dayBound(value: string, end: 'first' | 'last'): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (parts === null) return null;
  const [year, month, day] = parts.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const first = new Date(year, month - 1, day).getTime();
  if (!Number.isFinite(first) || first < 0) return null;
  return end === 'first' ? first : new Date(year, month - 1, day + 1).getTime() - 1;
}
