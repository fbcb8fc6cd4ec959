import { describe, expect, it } from 'vitest';
import {
  everything,
  HistorySearch,
  rowsPerRequest,
  type SearchHistory,
} from '../../../../renderer/history/history-search';
import {
  dayBound,
  joinedWords,
  markedPieces,
  sizeWords,
  statusWords,
} from '../../../../renderer/history/row-words';
import { RequestRefusedError } from '../../../../renderer/ipc/request';
import { daysInWords } from '../../../../renderer/settings/history-settings';
import type { HistoryRow } from '../../../../shared/ipc/history-requests';

const row = (number: number, change: Partial<HistoryRow> = {}): HistoryRow => ({
  sessionId: `session-${number}`,
  customerName: `Customer ${number}`,
  description: '',
  reference: '',
  device: { model: 'iPhone', operatingSystem: 'iOS 18.6', browser: 'Safari', language: 'sv' },
  representative: 'Dana',
  joinedAt: 0,
  startedAt: 1000,
  endedAt: 529_000,
  phase: 'ended',
  ending: 'customer-ended',
  outcome: null,
  messages: 12,
  match: null,
  ...change,
});

/** Main with `count` sessions, and what it was asked; `hold` keeps its answers back. */
function archive(count: number) {
  const asked: Parameters<SearchHistory>[0][] = [];
  const held: (() => void)[] = [];
  const control = { holds: false, fails: false };
  const search = new HistorySearch(async (args) => {
    asked.push(args);
    if (control.holds) await new Promise<void>((resolve) => held.push(resolve));
    if (control.fails) throw new RequestRefusedError('failed', 'The history is locked.');
    const numbers = Array.from({ length: count }, (_, at) => at).filter((at) =>
      args.text === '' ? true : String(at).includes(args.text),
    );
    return {
      rows: numbers.slice(args.offset, args.offset + args.limit).map((number) => row(number)),
      total: numbers.length,
      representatives: ['Dana'],
    };
  });
  return { search, asked, held, control };
}

describe('HistorySearch', () => {
  it('pages through what it found, each session once, and stops at the end', async () => {
    const { search, asked } = archive(120);
    await search.find(everything);
    expect(search.state()).toMatchObject({ total: 120, representatives: ['Dana'], isBusy: false });
    for (let turn = 0; turn < 5; turn += 1) await search.more();
    expect(search.state().rows.map(({ sessionId }) => sessionId)).toEqual(
      Array.from({ length: 120 }, (_, at) => `session-${at}`),
    );
    expect(asked.map(({ offset, limit }) => [offset, limit])).toEqual([
      [0, rowsPerRequest],
      [50, rowsPerRequest],
      [100, rowsPerRequest],
    ]);
  });

  it('takes the answer to the newest question only', async () => {
    const { search, held, control } = archive(30);
    control.holds = true;
    const first = search.find({ ...everything, text: '1' });
    const second = search.find({ ...everything, text: '29' });
    held[1]?.();
    await second;
    held[0]?.();
    await first;
    expect(search.state().rows.map(({ sessionId }) => sessionId)).toEqual(['session-29']);
    expect(search.state().query.text).toBe('29');
  });

  it('keeps the rows and says what happened where a search fails', async () => {
    const { search, control } = archive(3);
    await search.find(everything);
    control.fails = true;
    await search.again();
    expect(search.state()).toMatchObject({ problem: 'The history is locked.', isBusy: false });
    expect(search.state().rows).toHaveLength(3);
    control.fails = false;
    await search.again();
    expect(search.state().problem).toBe('');
  });
});

describe('a row of the history', () => {
  it('tells how the session stands or ended', () => {
    const text = (change: Partial<HistoryRow>) => statusWords(row(1, change)).text;
    expect(text({})).toBe('Ended');
    expect(text({ outcome: 'follow-up' })).toBe('Follow up');
    expect(text({ ending: 'customer-did-not-return' })).toBe('Did not come back');
    expect(text({ phase: 'turned-away', ending: 'declined' })).toBe('Declined');
    expect(text({ phase: 'turned-away', ending: 'customer-left' })).toBe('Left before it started');
    expect(text({ phase: 'active', ending: null })).toBe('Active');
  });

  it('tells when it was and how long', () => {
    const joinedAt = new Date(2026, 2, 3, 10, 38).getTime();
    expect(joinedWords(row(1, { joinedAt }), joinedAt + 1000)).toBe('Today, 10:38');
    expect(sizeWords(row(1))).toBe('8 min 48 s, 12 messages');
    expect(sizeWords(row(1, { startedAt: null, messages: 0 }))).toBe('');
  });

  it('marks what was searched for, and survives marks that do not fit', () => {
    const pieces = (marks: [number, number][]) =>
      markedPieces({ seq: 1, text: 'The grey cable', marks }).map(({ text, isMarked }) =>
        isMarked ? `[${text}]` : text,
      );
    expect(pieces([[4, 8]])).toEqual(['The ', '[grey]', ' cable']);
    expect(
      pieces([
        [0, 3],
        [2, 6],
        [9, 99],
      ]),
    ).toEqual(['[The]', ' grey cable']);
  });

  it('takes a day of a date field from its first to its last millisecond', () => {
    const first = new Date(2026, 2, 29).getTime();
    expect(dayBound('2026-03-29', 'first')).toBe(first);
    expect(dayBound('2026-03-29', 'last')).toBe(new Date(2026, 2, 30).getTime() - 1);
    expect(dayBound('', 'first')).toBeNull();
    expect(dayBound('tomorrow', 'last')).toBeNull();
  });

  it('names retention times', () => {
    expect([1, 30, 365, 730].map(daysInWords)).toEqual(['1 day', '30 days', '1 year', '2 years']);
  });
});
