import { z } from 'zod';
import { reduce } from '../../shared/session/reduce';
import type { SessionState } from '../../shared/session/session-state';
import { LogWriter } from './log-writer';
import { entryOfRow, eventOfEntry, eventRowSchema } from './rows';
import type { SessionDatabase } from './session-database';

/** The version of the tables below; a database of a newer one is left alone. */
export const schemaVersion = 2;

const version1 = `
CREATE TABLE IF NOT EXISTS session (
  session_id TEXT PRIMARY KEY,
  phase TEXT NOT NULL,
  joined_at INTEGER NOT NULL,
  ended_at INTEGER,
  token_hash TEXT,
  previous_token_hash TEXT,
  submission_id TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS session_phase ON session (phase, joined_at);
CREATE TABLE IF NOT EXISTS event (
  session_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  command_id TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (session_id, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS event_command ON event (session_id, command_id);
CREATE TABLE IF NOT EXISTS open_session_key (
  session_key TEXT PRIMARY KEY,
  generated_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  reference TEXT NOT NULL,
  note TEXT NOT NULL
) WITHOUT ROWID;
`;

// What the history lists, the chain of hashes, and the search over names, messages and notes.
const version2 = `
ALTER TABLE session ADD COLUMN customer_name TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '{}';
ALTER TABLE session ADD COLUMN reference TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN representative TEXT;
ALTER TABLE session ADD COLUMN started_at INTEGER;
ALTER TABLE session ADD COLUMN ending TEXT;
ALTER TABLE session ADD COLUMN outcome TEXT;
ALTER TABLE session ADD COLUMN messages INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN head_hash TEXT NOT NULL DEFAULT '';
CREATE INDEX session_joined ON session (joined_at);
ALTER TABLE event ADD COLUMN hash TEXT NOT NULL DEFAULT '';
CREATE TABLE search_text (
  id INTEGER PRIMARY KEY,
  session_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX search_text_session ON search_text (session_id, kind);
CREATE VIRTUAL TABLE search USING fts5 (
  text, content = 'search_text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
  INSERT INTO search (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN
  INSERT INTO search (search, rowid, text) VALUES ('delete', old.id, old.text);
END;
`;

/**
 * Brings the tables of a database of `version` (0 for a new one) up to `schemaVersion`, all in one transaction.
 * @throws when it cannot; then nothing changed.
 */
export function bringUpToDate(database: SessionDatabase, version: number): void {
  if (version === schemaVersion) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(version1);
    database.exec(version2);
    if (version === 1) describeSessions(database);
    database.exec(`PRAGMA user_version = ${schemaVersion}`);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

/** Derives from each log what version 2 stores with it. */
function describeSessions(database: SessionDatabase): void {
  const writer = new LogWriter(database);
  const ids = z
    .array(z.object({ session_id: z.string() }))
    .parse(database.prepare('SELECT session_id FROM session').all());
  const page = database.prepare(
    'SELECT * FROM event WHERE session_id = ? AND seq > ? ORDER BY seq LIMIT 500',
  );
  for (const { session_id: sessionId } of ids) {
    let state: SessionState | undefined;
    for (;;) {
      const rows = z.array(eventRowSchema).parse(page.all(sessionId, state?.lastSeq ?? 0));
      if (rows.length === 0) break;
      for (const row of rows) {
        const entry = entryOfRow(row);
        const event = eventOfEntry(entry);
        state = reduce(state, event);
        writer.describe(sessionId, entry, event, state);
      }
    }
  }
}
