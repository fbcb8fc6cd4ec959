import type { HistoryRow } from '../../shared/ipc/history-requests';
import type { RequestArguments, RequestResult } from '../../shared/ipc/requests';
import { Listeners } from '../../shared/listeners';
import { problemOf } from '../kit/problem';

/** What is searched for; times in milliseconds since the Unix epoch, both included. */
export interface HistoryQuery {
  readonly text: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly representative: string | null;
}

export const everything: HistoryQuery = { text: '', from: null, to: null, representative: null };

export interface HistoryState {
  readonly query: HistoryQuery;
  readonly rows: readonly HistoryRow[];
  /** How many sessions there are, shown or not; null until the first answer. */
  readonly total: number | null;
  readonly representatives: readonly string[];
  readonly isBusy: boolean;
  /** Why the last search did not work; empty where it did. */
  readonly problem: string;
}

/** Rows asked for at once. */
export const rowsPerRequest = 50;

/** Asks main for rows of the history. */
export type SearchHistory = (
  args: RequestArguments<'search-history'>,
) => Promise<RequestResult<'search-history'>>;

/** The history as it is searched and paged; only the newest question's answer is taken. */
export class HistorySearch {
  readonly #search: SearchHistory;
  readonly #listeners = new Listeners<[]>();
  #state: HistoryState;
  #question = 0;

  constructor(search: SearchHistory, query: HistoryQuery = everything) {
    this.#search = search;
    this.#state = { query, rows: [], total: null, representatives: [], isBusy: false, problem: '' };
  }

  readonly state = (): HistoryState => this.#state;

  /** Calls `listener` after each change. Returns its unsubscribe. */
  readonly subscribe = this.#listeners.add;

  /** Searches for `query`; the previous rows stay until the answer arrives. */
  find(query: HistoryQuery): Promise<void> {
    this.#set({ query });
    return this.#ask(0, rowsPerRequest);
  }

  /** Searches once more, e.g. after a session ended, and keeps as many rows as there are. */
  again(): Promise<void> {
    return this.#ask(0, Math.min(200, Math.max(rowsPerRequest, this.#state.rows.length)));
  }

  /** Asks for the rows after those there are; nothing where that is all or an answer is awaited. */
  async more(): Promise<void> {
    const { rows, total, isBusy } = this.#state;
    if (isBusy || total === null || rows.length >= total) return;
    await this.#ask(rows.length, rowsPerRequest);
  }

  async #ask(offset: number, limit: number): Promise<void> {
    this.#question += 1;
    const question = this.#question;
    this.#set({ isBusy: true, problem: '' });
    try {
      const { rows, total, representatives } = await this.#search({ ...this.#state.query, offset, limit });
      if (question !== this.#question) return;
      const before = offset === 0 ? [] : this.#state.rows;
      const known = new Set(before.map(({ sessionId }) => sessionId));
      // A session that began meanwhile moves the others one place on.
      const added = rows.filter(({ sessionId }) => !known.has(sessionId));
      this.#set({ rows: [...before, ...added], total, representatives, isBusy: false });
    } catch (error) {
      if (question !== this.#question) return;
      this.#set({ isBusy: false, problem: problemOf(error, 'The history could not be read.') });
    }
  }

  #set(change: Partial<HistoryState>): void {
    this.#state = { ...this.#state, ...change };
    this.#listeners.tell();
  }
}
