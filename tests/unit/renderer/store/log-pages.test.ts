import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  appendToLog,
  emptyLog,
  entriesFrom,
  logAt,
  logEntry,
  pageEntries,
} from '../../../../renderer/store/log-pages';
import { sampleLog } from './samples';

test('a log appended in pieces of any size reads as the whole', () => {
  const whole = sampleLog(3000);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1300 }), { maxLength: 6 }), (pieces) => {
      let log = emptyLog;
      let taken = 0;
      for (const piece of pieces) {
        log = appendToLog(log, whole.slice(taken, taken + piece));
        taken = Math.min(whole.length, taken + piece);
      }
      expect(log.length).toBe(taken);
      expect(
        log.pages.every((page, index) => index === log.pages.length - 1 || page.length === pageEntries),
      ).toBe(true);
      expect([...entriesFrom(log)]).toEqual(whole.slice(0, taken));
      if (taken > 0) expect(logAt(log, taken - 1)).toBe(whole[taken - 1]);
      expect(logAt(log, taken)).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});

test('appending leaves the log before as it was and shares its full pages', () => {
  const events = sampleLog(pageEntries + 2);
  const before = appendToLog(emptyLog, events.slice(0, pageEntries + 1));
  const after = appendToLog(before, events.slice(pageEntries + 1));
  expect(before.length).toBe(pageEntries + 1);
  expect(before.pages[1]).toHaveLength(1);
  expect(after.pages[0]).toBe(before.pages[0]);
  expect(logEntry(after, pageEntries + 2)).toBe(events[pageEntries + 1]);
});

test('an entry is found by its seq, and nothing outside the log', () => {
  const log = appendToLog(emptyLog, sampleLog(5));
  expect(logEntry(log, 1)?.seq).toBe(1);
  expect(logEntry(log, 0)).toBeUndefined();
  expect(logEntry(log, 6)).toBeUndefined();
  expect([...entriesFrom(log, 3)].map(({ seq }) => seq)).toEqual([4, 5]);
});
