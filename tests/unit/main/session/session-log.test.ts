import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openDatabase } from '../../../../main/history/database';
import type { SessionDatabase } from '../../../../main/history/session-database';
import { SessionStore } from '../../../../main/history/session-store';
import { SessionLog } from '../../../../main/session/session-log';
import { reduceAll } from '../../../../shared/session/reduce';
import type { SessionEvent } from '../../../../shared/session/session-event';
import { temporaryFolder } from '../../../support/temporary-folder';
import { sessionKeyUsed } from '../../../support/wire/session-events';

const startedBody = { kind: 'session-started', representative: { name: 'Astrid' }, waitedMs: 5 } as const;
const chat = (text: string) => ({ kind: 'chat-message-sent', text }) as const;

interface Begun {
  readonly log: SessionLog;
  readonly store: SessionStore;
  readonly database: SessionDatabase;
  readonly published: SessionEvent[];
  readonly time: { now: number };
}

function begin(): Begun {
  const { database } = openDatabase(join(temporaryFolder(), 'sightline.sqlite'));
  database.exec('PRAGMA synchronous = OFF');
  onTestFinished(() => {
    database.close();
  });
  const store = new SessionStore(database);
  const published: SessionEvent[] = [];
  const time = { now: 1_000 };
  const { log, first } = SessionLog.begin({
    sessionId: 'session-0001',
    submissionId: 'submission-0001',
    body: sessionKeyUsed(),
    store,
    publish: (event) => published.push(event),
    now: () => time.now,
  });
  expect(first).toMatchObject({ seq: 1, at: 1_000, by: 'customer', commandId: 'submission-0001' });
  return { log, store, database, published, time };
}

const all = (log: SessionLog): SessionEvent[] => log.eventsAfter(0, 1_000);

describe('a command', () => {
  test('is looked up once and decided on once; repeated, it is answered without being decided again', () => {
    const { log } = begin();
    const lookUp = vi.spyOn(log, 'findByCommand');
    const decide = vi.fn(() => ({ kind: 'event', body: startedBody }) as const);
    const first = log.carryOut('representative', 'command-2', decide);
    expect(first).toMatchObject({ kind: 'appended', event: { seq: 2, commandId: 'command-2' } });
    expect(lookUp).toHaveBeenCalledTimes(1);
    const again = log.carryOut('representative', 'command-2', decide);
    expect(again).toEqual({ ...first, kind: 'repeated' });
    expect(lookUp).toHaveBeenCalledTimes(2);
    expect(decide).toHaveBeenCalledTimes(1);
  });

  test('that changes nothing or is refused writes nothing, and is decided anew the next time', () => {
    const { log, published } = begin();
    const refusal = { kind: 'refused', code: 'not-allowed', message: 'Not now.' } as const;
    expect(log.carryOut('customer', 'command-2', () => ({ kind: 'nothing' }))).toEqual({ kind: 'nothing' });
    expect(log.carryOut('customer', 'command-2', () => refusal)).toEqual(refusal);
    expect(published).toEqual([]);
    const body = startedBody;
    expect(log.carryOut('representative', 'command-2', () => ({ kind: 'event', body }))).toMatchObject({
      kind: 'appended',
    });
  });

  test('that cannot be looked up is not carried out', () => {
    const { log, store } = begin();
    vi.spyOn(store, 'eventByCommand').mockImplementation(() => {
      throw new Error('disk I/O error');
    });
    const decide = vi.fn(() => ({ kind: 'nothing' }) as const);
    expect(log.carryOut('customer', 'command-2', decide)).toMatchObject({ kind: 'not-saved' });
    expect(decide).not.toHaveBeenCalled();
  });
});

describe('a log', () => {
  test('numbers without gaps and stamps with the clock', () => {
    const { log, time, published } = begin();
    time.now = 2_000;
    log.append('representative', 'command-2', startedBody);
    time.now = 3_000;
    log.append('customer', 'command-3', chat('hello'));
    expect(all(log).map(({ seq, at }) => [seq, at])).toEqual([
      [1, 1_000],
      [2, 2_000],
      [3, 3_000],
    ]);
    expect(published).toEqual(all(log).slice(1));
    expect(log.state).toEqual(reduceAll(all(log)));
  });

  test('never goes back in time, whatever the clock does', () => {
    const { log, time } = begin();
    log.append('representative', 'command-2', startedBody);
    let place = 2;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 8 }), (readings) => {
        for (const reading of readings) {
          time.now = reading;
          place += 1;
          const appended = log.append('customer', `command-${place}`, chat(`${reading}`));
          if (appended.kind !== 'appended') throw new Error(appended.kind);
          expect(appended.event.at).toBeGreaterThanOrEqual(reading);
        }
        const times = all(log).map(({ at }) => at);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
      { numRuns: 20 },
    );
  });

  test('a command repeated gives the event it made first, and makes none', () => {
    const { log, published } = begin();
    log.append('representative', 'command-2', startedBody);
    const first = log.append('customer', 'command-3', chat('hello'));
    log.append('customer', 'command-4', chat('more'));
    const again = log.append('customer', 'command-3', chat('something else'));
    expect(first.kind).toBe('appended');
    expect(again).toEqual({ ...first, kind: 'repeated' });
    expect(log.append('customer', 'submission-0001', chat('again')).kind).toBe('repeated');
    expect(all(log)).toHaveLength(4);
    expect(published).toHaveLength(3);
  });

  test('what cannot follow is refused, and nothing changes', () => {
    const { log, published } = begin();
    const before = log.state;
    expect(log.append('customer', 'command-2', chat('too early'))).toEqual({
      kind: 'out-of-place',
      message: '"chat-message-sent" cannot happen in a session that is waiting',
    });
    expect(log.state).toBe(before);
    expect(all(log)).toHaveLength(1);
    expect(published).toEqual([]);
    // The refused command has left nothing behind: the same id works once it can.
    log.append('representative', 'command-3', startedBody);
    expect(log.append('customer', 'command-2', chat('now')).kind).toBe('appended');
  });

  test('publishes only what is saved already', () => {
    const { store, time } = begin();
    const seen: unknown[] = [];
    const log = SessionLog.load({
      sessionId: 'session-0001',
      store,
      publish: (event) =>
        seen.push(store.eventsAfter('session-0001', event.seq - 1, 1)[0], log?.state.lastSeq),
      now: () => time.now,
    });
    const appended = log?.append('representative', 'command-2', startedBody);
    if (appended?.kind !== 'appended') throw new Error('not appended');
    expect(seen).toEqual([appended.event, 2]);
  });

  test('loaded from disk it goes on where it was', () => {
    const { log, store, time } = begin();
    log.append('representative', 'command-2', startedBody);
    for (let place = 3; place < 1_110; place += 1) log.append('customer', `command-${place}`, chat('x'));
    const options = { store, publish: () => undefined, now: () => time.now };
    const loaded = SessionLog.load({ ...options, sessionId: 'session-0001' });
    expect(loaded?.state).toEqual(log.state);
    expect(loaded?.append('customer', 'command-3', chat('again')).kind).toBe('repeated');
    expect(loaded?.append('customer', 'command-new', chat('new'))).toMatchObject({ event: { seq: 1_110 } });
    expect(SessionLog.load({ ...options, sessionId: 'session-none' })).toBeUndefined();
  });

  test('is open until it ends', () => {
    const { log } = begin();
    expect(log.isOpen).toBe(true);
    log.append('representative', 'command-2', startedBody);
    expect(log.isOpen).toBe(true);
    log.append('representative', 'command-3', { kind: 'session-ended', reason: 'representative-ended' });
    expect(log.isOpen).toBe(false);
  });
});

describe('a disk that refuses', () => {
  test('a closed database: nothing is saved, published or changed, and nothing is thrown', () => {
    const { log, database, published } = begin();
    const before = log.state;
    database.close();
    expect(log.append('representative', 'command-2', startedBody)).toMatchObject({ kind: 'not-saved' });
    expect(log.state).toBe(before);
    expect(published).toEqual([]);
  });

  test('a disk that is full for a while: the same command works later', () => {
    const { log, database } = begin();
    database.exec('PRAGMA query_only = ON');
    expect(log.append('representative', 'command-2', startedBody)).toMatchObject({ kind: 'not-saved' });
    expect(log.state.lastSeq).toBe(1);
    database.exec('PRAGMA query_only = OFF');
    expect(log.append('representative', 'command-2', startedBody)).toMatchObject({ event: { seq: 2 } });
  });

  test('a table that cannot even be read', () => {
    const { log, database } = begin();
    database.exec('DROP TABLE event');
    expect(log.append('representative', 'command-2', startedBody)).toMatchObject({ kind: 'not-saved' });
    expect(log.state.lastSeq).toBe(1);
  });
});
