import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../main/history/database';
import { PastSessions } from '../../../../main/history/past-sessions';
import { SessionStore } from '../../../../main/history/session-store';
import { reduce } from '../../../../shared/session/reduce';
import type { SessionEvent } from '../../../../shared/session/session-event';
import type { SessionState } from '../../../../shared/session/session-state';
import { temporaryFolder } from '../../../support/temporary-folder';
import { sessionLogs } from '../../../support/wire/session-events';

/** The tables of version 1, as its consoles left them. */
const version1 = `
CREATE TABLE session (session_id TEXT PRIMARY KEY, phase TEXT NOT NULL, joined_at INTEGER NOT NULL, ended_at INTEGER,
  token_hash TEXT, previous_token_hash TEXT, submission_id TEXT) WITHOUT ROWID;
CREATE INDEX session_phase ON session (phase, joined_at);
CREATE TABLE event (session_id TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, author TEXT NOT NULL,
  command_id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (session_id, seq)) WITHOUT ROWID;
CREATE UNIQUE INDEX event_command ON event (session_id, command_id);
CREATE TABLE open_session_key (session_key TEXT PRIMARY KEY, generated_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  reference TEXT NOT NULL, note TEXT NOT NULL) WITHOUT ROWID;
PRAGMA user_version = 1;
`;

function writeVersion1(path: string, logs: ReadonlyMap<string, readonly SessionEvent[]>): void {
  const database = new Database(path);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = OFF');
  database.exec(version1);
  for (const [sessionId, log] of logs) {
    let state: SessionState | undefined;
    for (const event of log) {
      state = reduce(state, event);
      const { seq, at, by, commandId, ...body } = event;
      database
        .prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)')
        .run(sessionId, seq, at, by, commandId, JSON.stringify(body));
    }
    const endedAt = state?.phase === 'ended' || state?.phase === 'turned-away' ? state.endedAt : null;
    database
      .prepare('INSERT INTO session VALUES (?, ?, ?, ?, ?, NULL, NULL)')
      .run(sessionId, state?.phase ?? '', log[0]?.at ?? 0, endedAt, 'ab'.repeat(32));
  }
  database.close();
}

/** All that the history and the transcripts tell of a database. */
function told(path: string, ids: readonly string[]) {
  const { database, setAside } = openDatabase(path);
  expect(setAside).toBeUndefined();
  const past = new PastSessions(database);
  const store = new SessionStore(database);
  const all = {
    listed: past.search({ text: '', from: null, to: null, representative: null, offset: 0, limit: 100 }),
    found: ['maja', 'astrid', 'noted', 'ticket'].map((text) =>
      past.search({ text, from: null, to: null, representative: null, offset: 0, limit: 100 }),
    ),
    entries: ids.map((id) => store.entriesAfter(id, 0, 1_000)),
  };
  database.close();
  return all;
}

describe('a database of version 1', () => {
  test('tells after it was brought up to date what one written now tells, and keeps its tokens', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(fc.array(sessionLogs, { minLength: 1, maxLength: 5 }), (logs) => {
        const folder = temporaryFolder();
        const named = new Map(logs.map((log, index) => [`session-${index}`, log]));
        writeVersion1(join(folder, 'old.sqlite'), named);
        const { database } = openDatabase(join(folder, 'new.sqlite'));
        database.exec('PRAGMA synchronous = OFF');
        const store = new SessionStore(database);
        for (const [sessionId, log] of named) {
          let state: SessionState | undefined;
          for (const event of log) {
            state = reduce(state, event);
            store.append(sessionId, event, state);
          }
        }
        database.close();
        const ids = [...named.keys()];
        const migrated = told(join(folder, 'old.sqlite'), ids);
        expect(migrated).toEqual(told(join(folder, 'new.sqlite'), ids));
        expect(migrated.listed.total).toBe(logs.length);
        const reopened = openDatabase(join(folder, 'old.sqlite')).database;
        expect(new SessionStore(reopened).tokenHashes('session-0').current).toBe('ab'.repeat(32));
        reopened.close();
      }),
      { numRuns: 8 },
    );
  });

  test('that cannot be read is set aside as it was, not half changed', () => {
    const path = join(temporaryFolder(), 'old.sqlite');
    const log = fc.sample(sessionLogs, { numRuns: 1, seed: 2 })[0] ?? [];
    writeVersion1(path, new Map([['session-0', log]]));
    const old = new Database(path);
    old.exec(`UPDATE event SET body = '{"kind":"from-the-future"}' WHERE seq = 1`);
    old.close();
    const opened = openDatabase(path);
    expect(opened.setAside).toBeDefined();
    opened.database.close();
    const kept = new Database(opened.setAside ?? '');
    expect(kept.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: 1 });
    expect(kept.prepare('SELECT count(*) AS n FROM event').get()).toMatchObject({ n: log.length });
    expect(kept.prepare('PRAGMA table_info(session)').all()).toHaveLength(7);
    kept.close();
  });
});
