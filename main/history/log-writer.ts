import { z } from 'zod';
import type { SessionEvent } from '../../shared/session/session-event';
import type { SessionState } from '../../shared/session/session-state';
import { chainHash, chainStart } from './chain';
import type { RawEntry } from './rows';
import { searchTextOf } from './search-text';
import type { SessionDatabase } from './session-database';

const headRowSchema = z.object({ head_hash: z.string() });

/** Writes what goes with an entry of a log: its hash, what the history lists, what can be searched. Within the caller's transaction. */
export class LogWriter {
  readonly #statements;

  constructor(database: SessionDatabase) {
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      head: prepare('SELECT head_hash FROM session WHERE session_id = ?'),
      setHash: prepare('UPDATE event SET hash = ? WHERE session_id = ? AND seq = ?'),
      setHead: prepare('UPDATE session SET head_hash = ? WHERE session_id = ?'),
      setSummary: prepare(
        `UPDATE session SET phase = ?, ended_at = ?, customer_name = ?, description = ?, device = ?, reference = ?,
         representative = ?, started_at = ?, ending = ?, outcome = ?, messages = ?, head_hash = ? WHERE session_id = ?`,
      ),
      addText: prepare('INSERT INTO search_text (session_id, seq, kind, text) VALUES (?, ?, ?, ?)'),
      removeText: prepare('DELETE FROM search_text WHERE session_id = ? AND kind = ?'),
    };
  }

  /** Returns the hash for an entry about to be written. */
  hashOf(sessionId: string, entry: RawEntry): string {
    const head = headRowSchema.safeParse(this.#statements.head.get(sessionId));
    const previous = head.success && head.data.head_hash !== '' ? head.data.head_hash : chainStart(sessionId);
    return chainHash(previous, entry);
  }

  /** Writes what goes with an entry just written with this hash, which led to `state`. */
  follow(sessionId: string, hash: string, event: SessionEvent, state: SessionState): void {
    if (changesSummary(event)) this.#summarise(sessionId, hash, state);
    else this.#statements.setHead.run(hash, sessionId);
    const searched = searchTextOf(event);
    if (searched === undefined) return;
    if (searched.replaces) this.#statements.removeText.run(sessionId, event.kind);
    if (searched.text !== '') this.#statements.addText.run(sessionId, event.seq, event.kind, searched.text);
  }

  /** Does the same for an entry written before there were hashes. */
  describe(sessionId: string, entry: RawEntry, event: SessionEvent, state: SessionState): void {
    const hash = this.hashOf(sessionId, entry);
    this.#statements.setHash.run(hash, sessionId, event.seq);
    this.follow(sessionId, hash, event, state);
  }

  #summarise(sessionId: string, hash: string, state: SessionState): void {
    const started = state.phase === 'active' || state.phase === 'ended' ? state : undefined;
    const over = state.phase === 'ended' || state.phase === 'turned-away' ? state : undefined;
    this.#statements.setSummary.run(
      state.phase,
      over?.endedAt ?? null,
      state.customer.name,
      state.customer.description,
      JSON.stringify(state.device),
      state.reference,
      started?.representative.name ?? null,
      started?.startedAt ?? null,
      endingOf(state),
      state.wrapUp.outcome,
      started?.chat.count ?? 0,
      hash,
      sessionId,
    );
  }
}

function changesSummary({ kind }: SessionEvent): boolean {
  switch (kind) {
    case 'session-key-used':
    case 'reference-set':
    case 'session-started':
    case 'session-declined':
    case 'session-ended':
    case 'outcome-set':
    case 'chat-message-sent':
      return true;
    default:
      return false;
  }
}

function endingOf(state: SessionState): string | null {
  if (state.phase === 'ended') return state.reason;
  if (state.phase !== 'turned-away') return null;
  return state.outcome.kind === 'declined' ? 'declined' : state.outcome.reason;
}
