import { z } from 'zod';
import type { HistoryRow } from '../../shared/ipc/history-requests';
import { matchOf, queriesOf } from './search-query';
import type { SessionDatabase } from './session-database';
import { readableRows, summaryColumns, summaryOfRow } from './summary-row';

/** What sessions are looked for by; times in milliseconds since the Unix epoch, both included. */
export interface HistoryWish {
  readonly text: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly representative: string | null;
  readonly offset: number;
  readonly limit: number;
}

export interface HistoryFound {
  readonly rows: HistoryRow[];
  /** How many there are in all. */
  readonly total: number;
}

/** Every session on disk, for the history: listed, searched, deleted. */
export class PastSessions {
  readonly #database: SessionDatabase;

  constructor(database: SessionDatabase) {
    this.#database = database;
  }

  /** Returns whether the session exists. */
  has(sessionId: string): boolean {
    return this.#database.prepare('SELECT 1 FROM session WHERE session_id = ?').get(sessionId) !== undefined;
  }

  /** What is known of the customer's name; empty where there is none. */
  customerName(sessionId: string): string {
    const row = this.#database
      .prepare('SELECT customer_name FROM session WHERE session_id = ?')
      .get(sessionId);
    return z.object({ customer_name: z.string() }).safeParse(row).data?.customer_name ?? '';
  }

  /** The sessions that fit, newest first; a damaged one among them, as `unreadable`. */
  search(wish: HistoryWish): HistoryFound {
    const queries = queriesOf(wish.text);
    if (queries === 'nothing-to-find') return { rows: [], total: 0 };
    const conditions: string[] = [];
    const values: (string | number)[] = [];
    const add = (condition: string, value: string | number): void => {
      conditions.push(condition);
      values.push(value);
    };
    if (wish.from !== null) add('joined_at >= ?', wish.from);
    if (wish.to !== null) add('joined_at <= ?', wish.to);
    if (wish.representative !== null) add('representative = ?', wish.representative);
    for (const query of queries) {
      add(
        `session_id IN (SELECT session_id FROM search_text WHERE id IN
         (SELECT rowid FROM search WHERE search MATCH ?))`,
        query,
      );
    }
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const total = z
      .object({ total: z.number() })
      .parse(this.#database.prepare(`SELECT count(*) AS total FROM session ${where}`).get(...values));
    const found = this.#database
      .prepare(
        `SELECT ${summaryColumns} FROM session ${where} ORDER BY joined_at DESC, session_id LIMIT ? OFFSET ?`,
      )
      .all(...values, wish.limit, wish.offset)
      .flatMap((row) => summaryOfRow(row) ?? []);
    const matches = queries.length === 0 ? new Map() : this.#matches(queries, found);
    const rows = found.map((row) => ({ ...row, match: matches.get(row.sessionId) ?? null }));
    return { rows, total: total.total };
  }

  /** Returns the names of all representatives in these sessions, in alphabetical order. */
  representatives(): string[] {
    return readableRows(
      z.object({ representative: z.string() }),
      this.#database
        .prepare('SELECT DISTINCT representative FROM session WHERE representative IS NOT NULL')
        .all(),
    )
      .map(({ representative }) => representative)
      .sort((left, right) => left.localeCompare(right));
  }

  /** Identifiers of the sessions that ended before `time` (milliseconds since the epoch), oldest first. */
  endedBefore(time: number): string[] {
    return readableRows(
      z.object({ session_id: z.string() }),
      this.#database
        .prepare(
          "SELECT session_id FROM session WHERE phase IN ('ended', 'turned-away', 'unreadable') AND ended_at < ? ORDER BY ended_at",
        )
        .all(time),
    ).map((row) => row.session_id);
  }

  /**
   * Deletes sessions with their logs and all that could be found of them. What was deleted is overwritten in the database and
   * its index, and the journal is emptied, so that no byte of it is left in either.
   * @throws when the disk refuses; then nothing was deleted.
   */
  delete(sessionIds: readonly string[]): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      for (const table of ['search_text', 'event', 'session']) {
        const statement = this.#database.prepare(`DELETE FROM ${table} WHERE session_id = ?`);
        for (const sessionId of sessionIds) statement.run(sessionId);
      }
      // FTS5 in libsql fails its own check with the option "secure-delete"; merged into one, the index is rewritten without
      // the words deleted, and its old pages are overwritten.
      this.#database.exec("INSERT INTO search (search) VALUES ('optimize')");
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
    this.emptyJournal();
  }

  /** Writes the journal into the database and empties it. */
  emptyJournal(): void {
    this.#database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  }

  /** Returns, for each session, the first entry that matches. */
  #matches(
    queries: readonly string[],
    found: readonly { readonly sessionId: string }[],
  ): Map<string, HistoryRow['match']> {
    const any = queries.map((query) => `(${query})`).join(' OR ');
    const places = (count: number): string => Array.from({ length: count }, () => '?').join(', ');
    const ids = found.map(({ sessionId }) => sessionId);
    const firsts = z.array(z.object({ id: z.number() })).parse(
      this.#database
        .prepare(
          `SELECT min(id) AS id FROM search_text WHERE session_id IN (${places(ids.length)}) AND id IN
           (SELECT rowid FROM search WHERE search MATCH ?) GROUP BY session_id`,
        )
        .all(...ids, any),
    );
    const snippets = z.array(z.object({ session_id: z.string(), seq: z.number(), piece: z.string() })).parse(
      this.#database
        .prepare(
          `SELECT session_id, seq, snippet(search, 0, char(2), char(3), '…', 16) AS piece FROM search
           JOIN search_text ON search_text.id = search.rowid
           WHERE search MATCH ? AND search.rowid IN (${places(firsts.length)})`,
        )
        .all(any, ...firsts.map(({ id }) => id)),
    );
    return new Map(snippets.map(({ session_id, seq, piece }) => [session_id, matchOf(seq, piece)]));
  }
}
