import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../main/history/database';
import type { SessionDatabase } from '../../../../main/history/session-database';
import { SessionStore } from '../../../../main/history/session-store';
import { tidyText } from '../../../../shared/names';
import { NotReadableError } from '../../../../shared/readable-json';
import { reduce } from '../../../../shared/session/reduce';
import type { SessionEvent } from '../../../../shared/session/session-event';
import type { SessionState } from '../../../../shared/session/session-state';
import { temporaryFolder } from '../../../support/temporary-folder';
import { logOf, sessionLogs, started } from '../../../support/wire/session-events';
import { troublesomeTexts } from '../../../support/wire/tidy-texts';

function open(): { store: SessionStore; database: SessionDatabase; path: string } {
  const path = join(temporaryFolder(), 'sightline.sqlite');
  const { database } = openDatabase(path);
  database.exec('PRAGMA synchronous = OFF');
  return { store: new SessionStore(database), database, path };
}

function appendAll(
  store: SessionStore,
  sessionId: string,
  log: readonly SessionEvent[],
  submissionId?: string,
) {
  let state: SessionState | undefined;
  for (const event of log) {
    state = reduce(state, event);
    store.append(sessionId, event, state, submissionId);
  }
  return state;
}

/** The state after `event` alone, for calls that only need some state. */
function stateOf(log: readonly SessionEvent[]): SessionState {
  let state: SessionState | undefined;
  for (const event of log) state = reduce(state, event);
  if (state === undefined) throw new Error('an empty log');
  return state;
}

const ended = (at: number) =>
  logOf(started, ['customer', { kind: 'session-ended', reason: 'customer-ended' }]).map((event) => ({
    ...event,
    at: at - 2 + event.seq,
  }));

describe('the log on disk', () => {
  test('gives back every log as it was written, in pages', () => {
    const { store } = open();
    let session = 0;
    fc.assert(
      fc.property(sessionLogs, fc.integer({ min: 1, max: 7 }), (log, page) => {
        session += 1;
        const sessionId = `session-${session}`;
        appendAll(store, sessionId, log);
        const read: SessionEvent[] = [];
        for (;;) {
          const events = store.eventsAfter(sessionId, read.at(-1)?.seq ?? 0, page);
          expect(events.length).toBeLessThanOrEqual(page);
          if (events.length === 0) break;
          read.push(...events);
        }
        expect(read).toEqual(log);
      }),
      { numRuns: 25 },
    );
    store.close();
  });

  test('keeps text exactly, quotes and emoji among it, or writes nothing where it would be read as something else', () => {
    const { store } = open();
    fc.assert(
      fc.property(troublesomeTexts(20), fc.uuid(), (text, sessionId) => {
        const said = `'";--\n${text}`;
        const log = logOf(started, ['customer', { kind: 'chat-message-sent', text: said }]);
        if (tidyText(said) === said) {
          appendAll(store, sessionId, log);
          expect(store.eventsAfter(sessionId, 2, 1)).toEqual(log.slice(2));
        } else {
          expect(() => appendAll(store, sessionId, log)).toThrow(NotReadableError);
          expect(store.eventsAfter(sessionId, 0, 9)).toEqual(log.slice(0, 2));
        }
      }),
      { numRuns: 40 },
    );
    store.close();
  });

  test('finds the event a command made, in its session only', () => {
    const { store } = open();
    const log = logOf(started);
    appendAll(store, 'session-one', log);
    expect(store.eventByCommand('session-one', 'command-2')).toEqual(log[1]);
    expect(store.eventByCommand('session-one', 'command-3')).toBeUndefined();
    expect(store.eventByCommand('session-two', 'command-2')).toBeUndefined();
    store.close();
  });

  test('takes a command once, and a place once', () => {
    const { store } = open();
    const log = logOf(started);
    const state = stateOf(log);
    appendAll(store, 'session-one', log);
    const chat = { at: 9_000, by: 'customer', kind: 'chat-message-sent', text: 'again' } as const;
    expect(() => store.append('session-one', { ...chat, seq: 3, commandId: 'command-2' }, state)).toThrow();
    expect(() => store.append('session-one', { ...chat, seq: 2, commandId: 'command-9' }, state)).toThrow();
    expect(store.eventsAfter('session-one', 0, 10)).toEqual(log);
    store.append('session-one', { ...chat, seq: 3, commandId: 'command-3' }, state);
    expect(store.eventsAfter('session-one', 0, 10)).toHaveLength(3);
    store.close();
  });

  test('an event that cannot be written leaves nothing, neither phase nor session', () => {
    const { store, database } = open();
    const log = logOf(started, ['customer', { kind: 'session-ended', reason: 'customer-ended' }]);
    const [first, second] = log;
    if (first === undefined || second === undefined) throw new Error('never');
    const refuse = "CREATE TRIGGER refuse BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'disk full'); END";
    database.exec(refuse);
    expect(() => store.append('session-one', first, stateOf([first]), 'submission-1')).toThrow('disk full');
    expect(store.openSessionIds()).toEqual([]);
    expect(store.sessionIdOfSubmission('submission-1')).toBeUndefined();
    database.exec('DROP TRIGGER refuse');

    store.append('session-one', first, stateOf([first]), 'submission-1');
    database.exec(refuse);
    for (const event of log.slice(1)) {
      expect(() => store.append('session-one', event, stateOf(log.slice(0, event.seq)))).toThrow('disk full');
    }
    database.exec('DROP TRIGGER refuse');
    expect(database.prepare('SELECT phase, ended_at FROM session').all()).toEqual([
      { phase: 'waiting', ended_at: null },
    ]);
    expect(store.eventsAfter('session-one', 0, 10)).toEqual([first]);
    store.append('session-one', second, stateOf([first, second]));
    expect(database.prepare('SELECT phase FROM session').all()).toEqual([{ phase: 'active' }]);
    store.close();
  });

  test('what append returned from is there for another program that opens the file', () => {
    const { store, path } = open();
    const log = logOf(started);
    const { database: other } = openDatabase(path);
    const reader = new SessionStore(other);
    let state: SessionState | undefined;
    for (const event of log) {
      state = reduce(state, event);
      store.append('session-one', event, state);
      expect(reader.eventsAfter('session-one', event.seq - 1, 5)).toEqual([event]);
    }
    reader.close();
    store.close();
  });
});

describe('the sessions on disk', () => {
  test('open ones are told from ended ones, oldest first', () => {
    const { store } = open();
    appendAll(store, 'session-ended', ended(50_000));
    appendAll(
      store,
      'session-later',
      logOf(started).map((event) => ({ ...event, at: event.at + 500 })),
    );
    appendAll(store, 'session-waiting', logOf());
    appendAll(store, 'session-declined', logOf(['representative', { kind: 'session-declined', reason: '' }]));
    expect(store.openSessionIds()).toEqual(['session-waiting', 'session-later']);
    expect(store.sessionIdsEndedSince(0)).toEqual(['session-declined', 'session-ended']);
    store.close();
  });

  test('the time asked for belongs to those ended since', () => {
    const { store } = open();
    appendAll(store, 'session-ended', ended(50_000));
    const endedAt = stateOf(ended(50_000));
    if (endedAt.phase !== 'ended') throw new Error('never');
    expect(store.sessionIdsEndedSince(endedAt.endedAt)).toEqual(['session-ended']);
    expect(store.sessionIdsEndedSince(endedAt.endedAt + 1)).toEqual([]);
    store.close();
  });

  test('a reference set after the end leaves it ended', () => {
    const { store } = open();
    const log = logOf(
      started,
      ['customer', { kind: 'session-ended', reason: 'customer-ended' }],
      ['representative', { kind: 'reference-set', reference: 'T-1', note: '' }],
    );
    appendAll(store, 'session-one', log);
    expect(store.openSessionIds()).toEqual([]);
    expect(store.sessionIdsEndedSince(3_000)).toEqual(['session-one']);
    store.close();
  });

  test('a session is found by the submission that made it', () => {
    const { store } = open();
    appendAll(store, 'session-one', logOf(), 'submission-1');
    appendAll(store, 'session-two', logOf());
    expect(store.sessionIdOfSubmission('submission-1')).toBe('session-one');
    expect(store.sessionIdOfSubmission('submission-2')).toBeUndefined();
    store.close();
  });

  test('token hashes are kept for each session, none at first', () => {
    const { store, path } = open();
    appendAll(store, 'session-one', logOf());
    appendAll(store, 'session-two', logOf());
    expect(store.tokenHashes('session-one')).toEqual({ current: null, previous: null });
    expect(store.tokenHashes('session-unknown')).toEqual({ current: null, previous: null });
    store.setTokenHashes('session-one', { current: 'aa', previous: null });
    store.setTokenHashes('session-one', { current: 'bb', previous: 'aa' });
    expect(store.tokenHashes('session-one')).toEqual({ current: 'bb', previous: 'aa' });
    expect(store.tokenHashes('session-two')).toEqual({ current: null, previous: null });
    store.close();
    const again = new SessionStore(openDatabase(path).database);
    expect(again.tokenHashes('session-one')).toEqual({ current: 'bb', previous: 'aa' });
    again.close();
  });
});
