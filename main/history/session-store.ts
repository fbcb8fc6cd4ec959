import { z } from 'zod';
import { isSameJson, NotReadableError } from '../../shared/readable-json';
import type { SessionEvent } from '../../shared/session/session-event';
import type { SessionState } from '../../shared/session/session-state';
import { LogWriter } from './log-writer';
import { entryOfRow, eventOfRow, eventRowSchema, type RawEntry } from './rows';
import type { SessionDatabase } from './session-database';
import { readableRows, summaryColumns, summaryRowSchema } from './summary-row';

const tokenRowSchema = z.object({
  token_hash: z.string().nullable(),
  previous_token_hash: z.string().nullable(),
});

/** The hashes of the resume tokens a session accepts: the newest, and the one before until the newest is used. */
export interface TokenHashes {
  readonly current: string | null;
  readonly previous: string | null;
}

/** One entry as it was written, and the hash that chains it to those before. */
export interface ChainedEntry {
  readonly hash: string;
  readonly entry: RawEntry;
}

/** Sessions, their logs and their resume tokens on disk. Every write is safe on disk when its call returns. */
export class SessionStore {
  readonly #database: SessionDatabase;
  readonly #writer: LogWriter;
  readonly #statements;

  constructor(database: SessionDatabase) {
    this.#database = database;
    this.#writer = new LogWriter(database);
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      insertSession: prepare(
        'INSERT INTO session (session_id, phase, joined_at, submission_id) VALUES (?, ?, ?, ?)',
      ),
      insertEvent: prepare(
        'INSERT INTO event (session_id, seq, at, author, command_id, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ),
      eventsAfter: prepare(
        'SELECT seq, at, author, command_id, body, hash FROM event WHERE session_id = ? AND seq > ? ORDER BY seq LIMIT ?',
      ),
      eventByCommand: prepare(
        'SELECT seq, at, author, command_id, body, hash FROM event WHERE session_id = ? AND command_id = ?',
      ),
      lastSeq: prepare('SELECT coalesce(max(seq), 0) AS last FROM event WHERE session_id = ?'),
      openIds: prepare(
        "SELECT session_id FROM session WHERE phase IN ('waiting', 'active') ORDER BY joined_at",
      ),
      endedIds: prepare(
        "SELECT session_id FROM session WHERE phase IN ('ended', 'turned-away') AND ended_at >= ? ORDER BY ended_at",
      ),
      summary: prepare(`SELECT ${summaryColumns} FROM session WHERE session_id = ?`),
      setAside: prepare(
        "UPDATE session SET phase = 'unreadable', ended_at = coalesce(ended_at, ?) WHERE session_id = ?",
      ),
      wholeSession: prepare('SELECT * FROM session WHERE session_id = ?'),
      wholeLog: prepare('SELECT * FROM event WHERE session_id = ? AND seq > ? ORDER BY seq LIMIT 500'),
      bySubmission: prepare('SELECT session_id FROM session WHERE submission_id = ?'),
      tokens: prepare('SELECT token_hash, previous_token_hash FROM session WHERE session_id = ?'),
      setTokens: prepare('UPDATE session SET token_hash = ?, previous_token_hash = ? WHERE session_id = ?'),
    };
  }

  /**
   * Appends one event and, in the same transaction, what the history lists; the first event creates the session. Both
   * are read back as their readers would before they are kept.
   * @throws NotReadableError when they could not be read again, or what the disk says when it refuses; then nothing was written.
   */
  append(sessionId: string, event: SessionEvent, state: SessionState, submissionId?: string): void {
    const { seq, at, by, commandId, ...body } = event;
    const written = JSON.stringify(body);
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      if (seq === 1) this.#statements.insertSession.run(sessionId, state.phase, at, submissionId ?? null);
      const hash = this.#writer.hashOf(sessionId, { ...event });
      this.#statements.insertEvent.run(sessionId, seq, at, by, commandId, written, hash);
      this.#writer.follow(sessionId, hash, event, state);
      this.#readBack(sessionId, event);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** @throws NotReadableError when what was just written is not what its readers would get. */
  #readBack(sessionId: string, event: SessionEvent): void {
    let read: SessionEvent | undefined;
    try {
      read = this.eventByCommand(sessionId, event.commandId);
      summaryRowSchema.parse(this.#statements.summary.all(sessionId)[0]);
    } catch (error) {
      throw new NotReadableError(error instanceof Error ? error.message : String(error));
    }
    if (!isSameJson(read, event)) throw new NotReadableError('an entry would be read as something else');
  }

  /** The log after `afterSeq`, oldest first, at most `limit` entries. @throws when one of them cannot be read. */
  eventsAfter(sessionId: string, afterSeq: number, limit: number): SessionEvent[] {
    return this.#statements.eventsAfter.all(sessionId, afterSeq, limit).map(eventOfRow);
  }

  /** Returns the whole log, oldest first, read lazily. */
  *log(sessionId: string): Generator<SessionEvent> {
    let afterSeq = 0;
    for (;;) {
      const events = this.eventsAfter(sessionId, afterSeq, 1000);
      yield* events;
      const last = events.at(-1);
      if (last === undefined) return;
      afterSeq = last.seq;
    }
  }

  /** Returns the log after `afterSeq` exactly as it was written, each entry with its hash, oldest first. */
  entriesAfter(sessionId: string, afterSeq: number, limit: number): ChainedEntry[] {
    return z
      .array(eventRowSchema)
      .parse(this.#statements.eventsAfter.all(sessionId, afterSeq, limit))
      .map((row) => ({ hash: row.hash, entry: entryOfRow(row) }));
  }

  /** Returns the `seq` of the newest entry; 0 where there is no such session. */
  lastSeq(sessionId: string): number {
    return z.object({ last: z.number() }).parse(this.#statements.lastSeq.get(sessionId)).last;
  }

  /** Returns the event a command made, if it made one. */
  eventByCommand(sessionId: string, commandId: string): SessionEvent | undefined {
    const row = this.#statements.eventByCommand.all(sessionId, commandId)[0];
    return row === undefined ? undefined : eventOfRow(row);
  }

  /** Marks a session that cannot be read, so that it is no longer taken up; its bytes stay as they are. `at` in milliseconds since the epoch. */
  setAside(sessionId: string, at: number): void {
    this.#statements.setAside.run(at, sessionId);
  }

  /** Everything that is on disk of a session, unchecked: its row, then the rows of its log. */
  *rawRows(sessionId: string): Generator<unknown> {
    yield this.#statements.wholeSession.get(sessionId);
    let afterSeq = Number.MIN_SAFE_INTEGER;
    for (;;) {
      const rows = this.#statements.wholeLog.all(sessionId, afterSeq);
      yield* rows;
      const last = z.object({ seq: z.number() }).safeParse(rows.at(-1));
      if (!last.success) return;
      afterSeq = last.data.seq;
    }
  }

  /** Identifiers of the sessions that have not ended, oldest first. */
  openSessionIds(): string[] {
    return idsOfRows(this.#statements.openIds.all());
  }

  /** Identifiers of the sessions that ended at `since` (milliseconds since the epoch) or later, oldest first. */
  sessionIdsEndedSince(since: number): string[] {
    return idsOfRows(this.#statements.endedIds.all(since));
  }

  /**
   * Returns the session that a submission of a session key created, for a phone that resubmits after losing the
   * answer.
   */
  sessionIdOfSubmission(submissionId: string): string | undefined {
    return idsOfRows(this.#statements.bySubmission.all(submissionId))[0];
  }

  tokenHashes(sessionId: string): TokenHashes {
    const row = tokenRowSchema.safeParse(this.#statements.tokens.get(sessionId));
    return row.success
      ? { current: row.data.token_hash, previous: row.data.previous_token_hash }
      : { current: null, previous: null };
  }

  setTokenHashes(sessionId: string, hashes: TokenHashes): void {
    this.#statements.setTokens.run(hashes.current, hashes.previous, sessionId);
  }

  close(): void {
    this.#database.close();
  }
}

function idsOfRows(rows: unknown[]): string[] {
  return readableRows(z.object({ session_id: z.string() }), rows).map((row) => row.session_id);
}
