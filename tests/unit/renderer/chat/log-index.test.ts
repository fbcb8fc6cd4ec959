import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInFilter, logFilters } from '../../../../renderer/chat/log-filter';
import { LogIndex, type LogRow } from '../../../../renderer/chat/log-index';
import { appendToLog, emptyLog, type LogPages } from '../../../../renderer/store/log-pages';
import type { SessionEvent } from '../../../../shared/session/session-event';
import { bodies, eventOf } from './samples';

const rowsOf = (index: LogIndex): (LogRow | undefined)[] =>
  Array.from({ length: index.length }, (_, at) => index.row(at));
const today = new Date(2026, 2, 3, 10).getTime();
const filters = logFilters;

const step = fc.record({
  kind: fc.constantFrom(...Object.values(bodies)),
  by: fc.constantFrom('representative' as const, 'customer' as const),
  after: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 150_000 }) },
    { weight: 1, arbitrary: fc.constant(86_400_000) },
  ),
});
const logs = fc.array(step, { maxLength: 60 }).map((steps) => {
  let at = today;
  return steps.map(({ kind, by, after }, index) => {
    at += after;
    return eventOf(kind, index + 1, at, by);
  });
});

function logOf(events: readonly SessionEvent[]): LogPages {
  return appendToLog(emptyLog, events);
}

describe('LogIndex', () => {
  it('shows the same rows grown bit by bit as built at once', () => {
    fc.assert(
      fc.property(logs, fc.constantFrom(...filters), fc.array(fc.nat(10)), (events, filter, sizes) => {
        const whole = new LogIndex(filter, logOf(events), today);
        let log = emptyLog;
        const grown = new LogIndex(filter, log, today);
        let done = 0;
        for (const size of [...sizes, events.length]) {
          const next = events.slice(done, done + size);
          done += next.length;
          log = appendToLog(log, next);
          grown.grow(log);
        }
        expect(rowsOf(grown)).toEqual(rowsOf(whole));
        expect(grown.newestCustomerMessage).toBe(whole.newestCustomerMessage);
      }),
    );
  });

  it('shows each entry once and in order, receipts never, and only what the filter lets through', () => {
    fc.assert(
      fc.property(logs, fc.constantFrom(...filters), (events, filter) => {
        const shown = rowsOf(new LogIndex(filter, logOf(events), today)).flatMap((row) =>
          row === undefined || row.kind === 'day'
            ? []
            : [row.event, ...(row.kind === 'event' ? (row.following ?? []) : [])],
        );
        const expected = events.filter((event) => {
          if (event.kind === 'chat-messages-seen' || event.kind === 'chat-messages-delivered') return false;
          return isInFilter(event.kind, filter);
        });
        expect(shown).toEqual(expected);
      }),
    );
  });

  it('gives every row a key of its own that stays as the log grows', () => {
    fc.assert(
      fc.property(logs, (events) => {
        const log = logOf(events.slice(0, 20));
        const index = new LogIndex('all', log, today);
        const before = Array.from({ length: index.length }, (_, at) => index.key(at));
        index.grow(logOf(events));
        const after = Array.from({ length: index.length }, (_, at) => index.key(at));
        expect(after.slice(0, before.length)).toEqual(before);
        expect(new Set(after).size).toBe(after.length);
      }),
    );
  });

  it('finds the first row at or after a time', () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: -1000, max: 2_000_000 }), (events, offset) => {
        const index = new LogIndex('all', logOf(events), today);
        const rows = rowsOf(index);
        const at = today + offset;
        const first = rows.findIndex(
          (row) => row !== undefined && (row.kind === 'day' ? row.at : row.event.at) >= at,
        );
        expect(index.rowAtTime(at)).toBe(first === -1 ? Math.max(0, rows.length - 1) : first);
      }),
    );
  });

  it('lets through messages alone, what was shared, and what left a file', () => {
    const kindsIn = (filter: (typeof filters)[number]) =>
      Object.values(bodies)
        .map(({ kind }) => kind)
        .filter((kind) => isInFilter(kind, filter));
    expect(kindsIn('messages').filter((kind) => !kind.startsWith('chat-messages-'))).toEqual([
      'chat-message-sent',
    ]);
    expect(kindsIn('files').filter((kind) => !/^(file|customer)-/.test(kind))).toEqual([
      'photo-shown',
      'still-sent',
      'snapshot-saved',
      'annotation-saved',
      'recording-stopped',
    ]);
    expect(kindsIn('files')).toEqual(
      expect.arrayContaining(['file-access-allowed', 'file-transfer-completed', 'customer-files-deleted']),
    );
    expect(kindsIn('files')).not.toContain('customer-returned');
    expect(kindsIn('sharing')).toEqual(
      expect.arrayContaining(['sharing-allowed', 'source-started', 'photo-shown']),
    );
    expect(kindsIn('sharing')).not.toContain('session-started');
    expect(kindsIn('all')).toHaveLength(Object.keys(bodies).length);
  });

  it('finds the row of an entry, or the one after it where it has none', () => {
    fc.assert(
      fc.property(
        logs,
        fc.constantFrom(...filters),
        fc.integer({ min: 1, max: 61 }),
        (events, filter, seq) => {
          const index = new LogIndex(filter, logOf(events), today);
          const rows = rowsOf(index);
          const first = rows.findIndex(
            (row) => row !== undefined && row.kind !== 'day' && row.event.seq >= seq,
          );
          expect(index.rowOfSeq(seq)).toBe(first === -1 ? Math.max(0, rows.length - 1) : first);
        },
      ),
    );
  });

  it('separates days, but puts nothing above a log of today', () => {
    const morning = [
      eventOf(bodies['session-key-used'], 1, today),
      eventOf(bodies['sharing-requested'], 2, today + 86_400_000),
    ];
    expect(rowsOf(new LogIndex('all', logOf(morning), today)).map((row) => row?.kind)).toEqual([
      'event',
      'day',
      'event',
    ]);
    expect(rowsOf(new LogIndex('all', logOf(morning), today + 86_400_000)).map((row) => row?.kind)).toEqual([
      'day',
      'event',
      'day',
      'event',
    ]);
  });

  it('joins messages of one author within two minutes', () => {
    const events = [
      eventOf(bodies['chat-message-sent'], 1, today, 'customer'),
      eventOf(bodies['chat-message-sent'], 2, today + 60_000, 'customer'),
      eventOf(bodies['chat-message-sent'], 3, today + 61_000, 'representative'),
      eventOf(bodies['chat-message-sent'], 4, today + 300_000, 'representative'),
    ];
    expect(
      rowsOf(new LogIndex('all', logOf(events), today)).map(
        (row) => row?.kind === 'message' && row.continues,
      ),
    ).toEqual([false, true, false, false]);
  });

  it('joins marks drawn soon after one another, whatever receipts lie between them', () => {
    const events = [
      eventOf(bodies['annotation-began'], 1, today),
      eventOf(bodies['annotation-changed'], 2, today + 1_000),
      eventOf(bodies['chat-messages-seen'], 3, today + 2_000),
      eventOf(bodies['annotation-changed'], 4, today + 50_000),
      eventOf(bodies['annotation-changed'], 5, today + 120_000),
      eventOf(bodies['chat-message-sent'], 6, today + 121_000),
      eventOf(bodies['annotation-changed'], 7, today + 122_000),
    ];
    const rows = rowsOf(new LogIndex('all', logOf(events), today));
    expect(
      rows.map((row) =>
        row?.kind === 'event'
          ? [row.event.seq, ...(row.following ?? []).map(({ seq }) => seq)]
          : row?.kind === 'message' && row.event.seq,
      ),
    ).toEqual([[1], [2, 4], [5], 6, [7]]);
  });

  it('joins notes written one after the other, and nothing else with them', () => {
    const events = [
      eventOf(bodies['notes-written'], 1, today),
      eventOf(bodies['notes-written'], 2, today + 3_000),
      eventOf(bodies['chat-messages-seen'], 3, today + 4_000),
      eventOf(bodies['notes-written'], 4, today + 3_600_000),
      eventOf(bodies['outcome-set'], 5, today + 3_601_000),
      eventOf(bodies['notes-written'], 6, today + 3_602_000),
      eventOf(bodies['annotation-changed'], 7, today + 3_603_000),
    ];
    const rows = rowsOf(new LogIndex('all', logOf(events), today));
    expect(
      rows.map((row) =>
        row?.kind === 'event' ? [row.event.seq, ...(row.following ?? []).map(({ seq }) => seq)] : [],
      ),
    ).toEqual([[1, 2, 4], [5], [6], [7]]);
  });

  it('looks at each of 100,000 entries once', () => {
    const events = Array.from({ length: 100_000 }, (_, at) =>
      eventOf(bodies['chat-message-sent'], at + 1, today + at),
    );
    const log = logOf(events);
    const index = new LogIndex('all', log, today);
    expect(index.length).toBe(100_000);
    let reads = 0;
    const watched: LogPages = {
      length: log.length + 1,
      pages: new Proxy(
        appendToLog(log, [eventOf(bodies['chat-message-sent'], 100_001, today + 100_001)]).pages,
        {
          get(target, key, receiver) {
            if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
            return Reflect.get(target, key, receiver);
          },
        },
      ),
    };
    index.grow(watched);
    expect(index.length).toBe(100_001);
    expect(reads).toBe(1);
  });
});
