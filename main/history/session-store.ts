import { z } from 'zod';
import {
  type EventBody,
  eventBodySchema,
  type SessionEvent,
  sessionEventSchema,
} from '../../shared/session/session-event';
import type { SessionState } from '../../shared/session/session-state';
import type { SessionDatabase } from './database';

const eventRowSchema = z.object({
  seq: z.number(),
  at: z.number(),
  author: z.string(),
  command_id: z.string(),
  body: z.string(),
});

const tokenRowSchema = z.object({
  token_hash: z.string().nullable(),
  previous_token_hash: z.string().nullable(),
});

/** The hashes of the resume tokens a session accepts: the newest, and the one before until the newest is used. */
export interface TokenHashes {
  readonly current: string | null;
  readonly previous: string | null;
}

/** Sessions, their logs and their resume tokens on disk. Every write is safe on disk when its call returns. */
export class SessionStore {
  readonly #database: SessionDatabase;
  readonly #statements;

  constructor(database: SessionDatabase) {
    this.#database = database;
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      insertSession: prepare(
        'INSERT INTO session (session_id, phase, joined_at, submission_id) VALUES (?, ?, ?, ?)',
      ),
      setPhase: prepare('UPDATE session SET phase = ?, ended_at = ? WHERE session_id = ?'),
      insertEvent: prepare(
        'INSERT INTO event (session_id, seq, at, author, command_id, body) VALUES (?, ?, ?, ?, ?, ?)',
      ),
      eventsAfter: prepare(
        'SELECT seq, at, author, command_id, body FROM event WHERE session_id = ? AND seq > ? ORDER BY seq LIMIT ?',
      ),
      eventByCommand: prepare(
        'SELECT seq, at, author, command_id, body FROM event WHERE session_id = ? AND command_id = ?',
      ),
      openIds: prepare(
        "SELECT session_id FROM session WHERE phase IN ('waiting', 'active') ORDER BY joined_at",
      ),
      endedIds: prepare(
        "SELECT session_id FROM session WHERE phase IN ('ended', 'turned-away') AND ended_at >= ? ORDER BY ended_at",
      ),
      bySubmission: prepare('SELECT session_id FROM session WHERE submission_id = ?'),
      tokens: prepare('SELECT token_hash, previous_token_hash FROM session WHERE session_id = ?'),
      setTokens: prepare('UPDATE session SET token_hash = ?, previous_token_hash = ? WHERE session_id = ?'),
    };
  }

  /**
   * Appends one event and, in the same transaction, notes the phase it leads to; the first event makes the session.
   * @throws when it cannot be written; then nothing was.
   */
  append(sessionId: string, event: SessionEvent, state: SessionState, submissionId?: string): void {
    const { seq, at, by, commandId, ...body } = event;
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      if (seq === 1) this.#statements.insertSession.run(sessionId, state.phase, at, submissionId ?? null);
      else if (changesPhase(event)) {
        const endedAt = state.phase === 'ended' || state.phase === 'turned-away' ? state.endedAt : null;
        this.#statements.setPhase.run(state.phase, endedAt, sessionId);
      }
      this.#statements.insertEvent.run(sessionId, seq, at, by, commandId, JSON.stringify(body));
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** The log after `afterSeq`, oldest first, at most `limit` entries. */
  eventsAfter(sessionId: string, afterSeq: number, limit: number): SessionEvent[] {
    return this.#statements.eventsAfter.all(sessionId, afterSeq, limit).map(eventOfRow);
  }

  /** The event a command made, if it made one. */
  eventByCommand(sessionId: string, commandId: string): SessionEvent | undefined {
    const row = this.#statements.eventByCommand.get(sessionId, commandId);
    return row === undefined ? undefined : eventOfRow(row);
  }

  /** Identifiers of the sessions that have not ended, oldest first. */
  openSessionIds(): string[] {
    return idsOfRows(this.#statements.openIds.all());
  }

  /** Identifiers of the sessions that ended at `since` (milliseconds since the epoch) or later, oldest first. */
  sessionIdsEndedSince(since: number): string[] {
    return idsOfRows(this.#statements.endedIds.all(since));
  }

  /** The session a submission of a session key made, for a phone that submits again after a lost answer. */
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

function changesPhase(event: EventBody): boolean {
  return (
    event.kind === 'session-started' || event.kind === 'session-declined' || event.kind === 'session-ended'
  );
}

function eventOfRow(row: unknown): SessionEvent {
  const { seq, at, author, command_id, body } = eventRowSchema.parse(row);
  return sessionEventSchema.parse({
    ...eventBodySchema.parse(JSON.parse(body)),
    seq,
    at,
    by: author,
    commandId: command_id,
  });
}

function idsOfRows(rows: unknown[]): string[] {
  return z
    .array(z.object({ session_id: z.string() }))
    .parse(rows)
    .map((row) => row.session_id);
}
