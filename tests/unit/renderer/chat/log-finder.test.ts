import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsText } from '../../../../renderer/chat/entry-text';
import { LogFinder } from '../../../../renderer/chat/log-finder';
import { LogIndex } from '../../../../renderer/chat/log-index';
import { afterArrow, afterPress, bounds, isSelected } from '../../../../renderer/chat/log-selection';
import { momentTyped, timeTyped } from '../../../../renderer/chat/log-time';
import { foldedPlaces } from '../../../../renderer/chat/use-text-highlight';
import { appendToLog, emptyLog } from '../../../../renderer/store/log-pages';
import { bodies, eventOf } from './samples';

const names = { customer: 'Maria Lindqvist', representative: 'Dana, you' };
const today = new Date(2026, 2, 3, 10).getTime();

function indexOf(texts: readonly string[]): LogIndex {
  const events = texts.map((text, at) =>
    eventOf({ kind: 'chat-message-sent', text }, at + 1, today + at * 1000, 'customer'),
  );
  return new LogIndex('all', appendToLog(emptyLog, events), today);
}

describe('LogFinder', () => {
  it('finds a text regardless of case and accents', () => {
    const finder = new LogFinder(indexOf(['Tomás rang', 'nobody', 'TOMAS again']), 'tomas', names);
    expect(finder.step(100)).toBe(true);
    expect([finder.count, finder.place(0), finder.place(1), finder.place(2)]).toEqual([2, 1, 0, 2]);
  });

  it('finds what an event says', () => {
    const log = appendToLog(emptyLog, [eventOf(bodies['session-started'], 1, today)]);
    const finder = new LogFinder(new LogIndex('all', log, today), 'waited 0:12', names);
    finder.step(1);
    expect(finder.count).toBe(1);
  });

  it('finds nothing for an empty text', () => {
    const finder = new LogFinder(indexOf(['a', 'b']), '  ', names);
    expect(finder.step(1)).toBe(true);
    expect(finder.count).toBe(0);
  });

  it('looks through a long log in stretches, and takes up what comes later', () => {
    const index = indexOf(['x', 'x', 'x']);
    const finder = new LogFinder(index, 'x', names);
    expect([finder.step(2), finder.count]).toEqual([false, 2]);
    expect([finder.step(2), finder.count]).toEqual([true, 3]);
    const events = ['x', 'x', 'x', 'x'].map((text, at) =>
      eventOf({ kind: 'chat-message-sent', text }, at + 1, today + at * 1000, 'customer'),
    );
    index.grow(appendToLog(emptyLog, events));
    expect([finder.step(2), finder.count]).toEqual([true, 4]);
  });

  it('goes round all it found, in both directions', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), fc.nat(29), (hits, start) => {
        const finder = new LogFinder(indexOf(hits.map((hit) => (hit ? 'hit' : 'miss'))), 'hit', names);
        finder.step(100);
        const rows = hits.flatMap((hit, row) => (hit ? [row] : []));
        expect(finder.from(start, 'next')).toBe(rows.find((row) => row > start) ?? rows[0]);
        expect(finder.from(start, 'previous')).toBe(rows.findLast((row) => row < start) ?? rows.at(-1));
        expect(rows.map((row) => finder.place(row))).toEqual(rows.map((_, at) => at + 1));
      }),
    );
  });
});

describe('a time typed into the find field', () => {
  it('is read with and without seconds, and nothing else is', () => {
    expect(timeTyped(' 9:05 ')).toEqual({ hours: 9, minutes: 5, seconds: 0 });
    expect(timeTyped('10.46.02')).toEqual({ hours: 10, minutes: 46, seconds: 2 });
    for (const text of ['24:00', '10:60', '10', '10:4', 'at 10:46', ''])
      expect(timeTyped(text)).toBeUndefined();
  });

  it('means the nearest such time within the log', () => {
    const first = new Date(2026, 2, 3, 22, 0).getTime();
    const last = new Date(2026, 2, 5, 9, 0).getTime();
    const at = (day: number, hours: number) => new Date(2026, 2, day, hours, 0).getTime();
    expect(momentTyped('08:00', first, last, last)).toBe(at(5, 8));
    expect(momentTyped('08:00', first, last, first)).toBe(at(4, 8));
    expect(momentTyped('23:00', first, last, last)).toBe(at(4, 23));
    expect(momentTyped('words', first, last, last)).toBeUndefined();
  });

  it('means the nearest end where the log never saw such a time', () => {
    const first = new Date(2026, 2, 3, 10, 0).getTime();
    const last = new Date(2026, 2, 3, 11, 0).getTime();
    expect(momentTyped('9:30', first, last, last)).toBe(new Date(2026, 2, 3, 9, 30).getTime());
    expect(momentTyped('11:30', first, last, first)).toBe(new Date(2026, 2, 3, 11, 30).getTime());
  });
});

describe('choosing entries', () => {
  it('chooses one, extends to another, and lets the only one go', () => {
    const one = afterPress(null, 4, false);
    expect(one).toEqual({ anchor: 4, focus: 4 });
    const more = afterPress(one, 1, true);
    expect(more === null ? null : bounds(more)).toEqual([1, 4]);
    expect([0, 1, 4, 5].map((row) => isSelected(more, row))).toEqual([false, true, true, false]);
    expect(afterPress(one, 4, false)).toBeNull();
  });

  it('moves with the arrow keys within the log', () => {
    expect(afterArrow(null, -1, false, 7, 5)).toEqual({ anchor: 4, focus: 4 });
    expect(afterArrow({ anchor: 4, focus: 4 }, 1, false, 0, 5)).toEqual({ anchor: 4, focus: 4 });
    expect(afterArrow({ anchor: 4, focus: 4 }, -1, true, 0, 5)).toEqual({ anchor: 4, focus: 3 });
    expect(afterArrow({ anchor: 4, focus: 3 }, -1, false, 0, 5)).toEqual({ anchor: 2, focus: 2 });
    expect(afterArrow(null, 1, false, 0, 0)).toBeNull();
  });

  it('copies a row of several notes and of several marks as it stands there', () => {
    const mark = bodies['annotation-changed'];
    const log = appendToLog(emptyLog, [
      eventOf({ kind: 'notes-written', text: 'The lamp' }, 1, today, 'representative'),
      eventOf({ kind: 'notes-written', text: 'The lamp is red.' }, 2, today + 5000, 'representative'),
      eventOf(mark, 3, today + 6000, 'representative'),
    ]);
    const index = new LogIndex('all', log, today);
    expect(rowsText(index, 0, 9, names, today)).toContain('10:00:05 Notes written (The lamp is red.)');
    expect(rowsText(index, 0, 9, names, today)).not.toContain('10:00:00');
  });

  it('copies what is chosen with its times and authors', () => {
    const log = appendToLog(emptyLog, [
      eventOf(bodies['session-started'], 1, today, 'representative'),
      eventOf(bodies['chat-messages-seen'], 2, today + 1000, 'representative'),
      eventOf(bodies['chat-message-sent'], 3, today + 2000, 'representative'),
      eventOf(bodies['chat-message-sent'], 4, today + 3000, 'customer'),
    ]);
    const index = new LogIndex('all', log, today + 86_400_000);
    expect(rowsText(index, 0, 9, names, today + 86_400_000)).toBe(
      [
        'Yesterday',
        '10:00:00 Session started, waited 0:12',
        '10:00:02 Dana, you: Hello',
        '10:00:03 Maria Lindqvist: Hello',
      ].join('\n'),
    );
  });
});

it('knows for each folded letter where it stood', () => {
  const { folded, places } = foldedPlaces('Tomás İx');
  expect(folded.startsWith('tomas ')).toBe(true);
  expect(folded.length).toBe(places.length);
  expect(places[folded.indexOf('x')]).toBe('Tomás İ'.length);
});
