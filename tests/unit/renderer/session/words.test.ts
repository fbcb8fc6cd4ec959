import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayInWords, timeOfDay } from '../../../../renderer/kit/clock';
import { deviceLine, languageName } from '../../../../renderer/kit/device-line';
import { connectionWords } from '../../../../renderer/session/connection-words';
import { ribbonStretches } from '../../../../renderer/session/ribbon-stretches';
import { appendToLog, emptyLog } from '../../../../renderer/store/log-pages';
import {
  keptCounts,
  logTotals,
  shownDurations,
  summaryFacts,
} from '../../../../renderer/wrap-up/session-summary';
import type { PaneKind } from '../../../../shared/session/pane';
import { reduceAll } from '../../../../shared/session/reduce';
import { durationInWords, shortDuration, timerDuration } from '../../../../shared/words/durations';
import { firstName } from '../../../../shared/words/people';
import { bodies, eventOf } from '../chat/samples';

describe('times', () => {
  it('writes lengths of time as the look does', () => {
    expect(shortDuration(12_900)).toBe('0:12');
    expect(shortDuration(33 * 60_000 + 4000)).toBe('33:04');
    expect(shortDuration(3_723_000)).toBe('1:02:03');
    expect(shortDuration(-5)).toBe('0:00');
    expect(timerDuration(528_000)).toBe('00:08:48');
    expect(timerDuration(101 * 3_600_000)).toBe('101:00:00');
    expect(durationInWords(48_000)).toBe('48 s');
    expect(durationInWords(528_000)).toBe('8 min 48 s');
    expect(durationInWords(3_900_000)).toBe('1 h 5 min');
  });

  it('names days by how far back they are', () => {
    const now = new Date(2026, 2, 4, 0, 5).getTime();
    expect(dayInWords(now, now)).toBe('Today');
    expect(dayInWords(now - 600_000, now)).toBe('Yesterday');
    expect(dayInWords(new Date(2026, 2, 2, 23, 59).getTime(), now)).toBe('Monday 2 March 2026');
    expect(timeOfDay(now)).toBe('00:05:00');
  });
});

describe('people and phones', () => {
  it('calls people by their first name', () => {
    expect(firstName('Maria Lindqvist')).toBe('Maria');
    expect(firstName(' 山田太郎 ')).toBe('山田太郎');
  });

  it('names the language and leaves out what the browser did not tell', () => {
    const device = { model: 'iPhone 14', operatingSystem: '', browser: 'Safari 18.6', language: 'sv-SE' };
    expect(deviceLine(device)).toEqual(['iPhone 14', 'Safari 18.6', 'Swedish']);
    expect(languageName('')).toBe('');
    expect(languageName('not a tag')).toBe('');
    expect(languageName('qqq-XX')).toBe('');
  });

  it('tells how the customer is connected', () => {
    expect(connectionWords({ kind: 'connected', at: 0 }, 'Maria', 9)).toMatchObject({
      text: 'Connected',
      tone: 'fine',
    });
    expect(connectionWords({ kind: 'away', at: 0 }, 'Maria', 62_000)).toMatchObject({
      text: 'Away, 1:02',
      tone: 'waiting',
    });
    expect(connectionWords({ kind: 'lost', at: 0 }, 'Maria', 14_000)).toMatchObject({
      text: 'Reconnecting, 0:14',
      tone: 'waiting',
    });
  });
});

describe('the ribbon', () => {
  const kind = fc.constantFrom<PaneKind>(
    'not-requested',
    'asked',
    'declined',
    'allowed',
    'live',
    'hidden',
    'photo',
    'paused',
    'failed',
    'stopped',
  );
  const ribbons = fc
    .array(fc.tuple(kind, fc.integer({ min: 0, max: 100_000 })), { minLength: 1, maxLength: 2000 })
    .map((steps) => {
      let at = 1000;
      return steps.map(([each, after]) => {
        const mark = { at, kind: each };
        at += after;
        return mark;
      });
    });

  it('covers the session from start to end without gaps, neighbours differing, never more than can be seen', () => {
    fc.assert(
      fc.property(ribbons, fc.integer({ min: 1, max: 1_000_000 }), (ribbon, after) => {
        const end = (ribbon.at(-1)?.at ?? 0) + after;
        const stretches = ribbonStretches(ribbon, end);
        expect(stretches[0]?.from).toBe(1000);
        expect(stretches.at(-1)?.to).toBe(end);
        expect(stretches.length).toBeLessThanOrEqual(602);
        stretches.forEach((stretch, index) => {
          const before = stretches[index - 1];
          if (before === undefined) return;
          expect(stretch.from).toBe(before.to);
          expect(stretch.tone).not.toBe(before.tone);
        });
      }),
    );
  });

  it('is petrol for a photo and dashes while hidden or paused', () => {
    const ribbon = [
      { at: 0, kind: 'live' },
      { at: 10, kind: 'hidden' },
      { at: 20, kind: 'photo' },
      { at: 30, kind: 'paused' },
    ] as const;
    expect(ribbonStretches(ribbon, 40).map(({ tone }) => tone)).toEqual([
      'live',
      'hidden',
      'photo',
      'hidden',
    ]);
  });

  it('is green where something was live and grey elsewhere', () => {
    const ribbon = [
      { at: 0, kind: 'not-requested' },
      { at: 10_000, kind: 'asked' },
      { at: 20_000, kind: 'live' },
      { at: 50_000, kind: 'stopped' },
    ] as const;
    expect(ribbonStretches(ribbon, 60_000)).toEqual([
      { tone: 'nothing', from: 0, to: 20_000 },
      { tone: 'live', from: 20_000, to: 50_000 },
      { tone: 'nothing', from: 50_000, to: 60_000 },
    ]);
  });
});

describe('the summary', () => {
  it('tells length, messages and what was shown for how long', () => {
    const events = [
      bodies['session-key-used'],
      bodies['session-started'],
      bodies['chat-message-sent'],
      bodies['sharing-requested'],
      bodies['sharing-allowed'],
      bodies['source-started'],
      bodies['session-ended'],
    ].map((body, index) => eventOf(body, index + 1, index * 10_000));
    const state = reduceAll(events);
    if (state?.phase !== 'ended') throw new Error('not ended');
    const shown = shownDurations(appendToLog(emptyLog, events), state.ribbon, state.endedAt);
    expect(summaryFacts(state, shown)).toEqual([
      { name: 'Length', value: '50 s' },
      { name: 'Messages', value: '1' },
      { name: 'Shown', value: 'Camera for 10 s' },
      { name: 'What Maria asked', value: 'Mail does not open.' },
    ]);
    expect(summaryFacts(state, new Map())[2]?.value).toBe('Nothing was shown');
    const log = appendToLog(
      emptyLog,
      [
        bodies['photo-shown'],
        bodies['snapshot-saved'],
        bodies['snapshot-saved'],
        bodies['recording-stopped'],
        bodies['annotation-saved'],
      ].map((body, index) => eventOf(body, index + 1, 0)),
    );
    expect(summaryFacts(state, shown, keptCounts(log))).toContainEqual({
      name: 'Kept',
      value: '1 photo, 2 snapshots, 1 recording, 1 annotated still',
    });
  });

  it('tells for how long each source, picture and frozen picture was shown, wherever the source changed', () => {
    const camera = bodies['source-started'];
    const screen = { ...camera, source: 'screen' } as const;
    const events = [
      [bodies['session-key-used'], 0],
      [bodies['session-started'], 0],
      [bodies['sharing-allowed'], 10],
      [camera, 20],
      [screen, 50],
      [bodies['sharing-paused'], 60],
      [bodies['sharing-resumed'], 70],
      [bodies['annotation-began'], 90],
      [bodies['annotation-cleared'], 95],
      [camera, 100],
      [bodies['photo-choosing-began'], 110],
      [bodies['photo-shown'], 130],
      [bodies['session-ended'], 137],
    ] as const;
    const log = events.map(([body, second], index) => eventOf(body, index + 1, second * 1000));
    const state = reduceAll(log);
    if (state?.phase !== 'ended') throw new Error('not ended');
    const shown = shownDurations(appendToLog(emptyLog, log), state.ribbon, state.endedAt);
    expect(Object.fromEntries(shown)).toEqual({
      camera: 40_000,
      screen: 35_000,
      frozen: 5_000,
      pictures: 7_000,
    });
    expect(summaryFacts(state, shown)[2]).toEqual({
      name: 'Shown',
      value: 'Camera for 40 s, screen for 35 s, frozen picture for 5 s, pictures for 7 s',
    });
  });

  it('counts the files that arrived, each way, and none that did not', () => {
    const completed = bodies['file-transfer-completed'];
    const events = [
      { ...completed, direction: 'to-customer' },
      { ...completed, direction: 'to-customer', size: 1_000_000 },
      { ...completed, direction: 'to-representative', size: 812 },
      bodies['file-transfer-offered'],
      bodies['file-transfer-failed'],
      bodies['file-transfer-cancelled'],
    ] as const;
    const log = appendToLog(
      emptyLog,
      events.map((body, index) => eventOf(body, index + 1, 0)),
    );
    const totals = logTotals(log);
    expect(totals.sent).toEqual({ files: 2, bytes: 4_145_728 });
    expect(totals.fetched).toEqual({ files: 1, bytes: 812 });
    const ended = reduceAll(
      [bodies['session-key-used'], bodies['session-started'], bodies['session-ended']].map((body, index) =>
        eventOf(body, index + 1, 0),
      ),
    );
    if (ended?.phase !== 'ended') throw new Error('not ended');
    const files = (which: typeof totals) =>
      summaryFacts(ended, new Map(), new Map(), which).find(({ name }) => name === 'Files');
    expect(files(totals)?.value).toBe('2 sent, 4.1 MB; 1 fetched, 812 B');
    expect(files(logTotals(null))).toBeUndefined();
  });
});
