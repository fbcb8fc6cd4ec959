import type { SessionEvent } from '../../shared/session/session-event';

/** Entries in one page of a log held in memory. */
export const pageEntries = 512;

/**
 * The log of a session from its first entry on, in pages, so that appending copies one page and never the log.
 * The entry with `seq` n stands at index n − 1.
 */
export interface LogPages {
  readonly pages: readonly (readonly SessionEvent[])[];
  readonly length: number;
}

export const emptyLog: LogPages = { pages: [], length: 0 };

/** `log` with `events` at its end; `log` itself stays as it is. */
export function appendToLog(log: LogPages, events: readonly SessionEvent[]): LogPages {
  if (events.length === 0) return log;
  const pages = [...log.pages];
  let taken = 0;
  const last = pages.at(-1);
  if (last !== undefined && last.length < pageEntries) {
    taken = Math.min(pageEntries - last.length, events.length);
    pages[pages.length - 1] = [...last, ...events.slice(0, taken)];
  }
  for (; taken < events.length; taken += pageEntries) {
    pages.push(events.slice(taken, taken + pageEntries));
  }
  return { pages, length: log.length + events.length };
}

/** The entry at `index` (from 0), or undefined outside the log. */
export function logAt(log: LogPages, index: number): SessionEvent | undefined {
  return log.pages[Math.floor(index / pageEntries)]?.[index % pageEntries];
}

/** The entry with this `seq`, or undefined where the log does not hold it. */
export function logEntry(log: LogPages, seq: number): SessionEvent | undefined {
  return logAt(log, seq - 1);
}

/** The entries from index `from` on, oldest first. */
export function* entriesFrom(log: LogPages, from = 0): Generator<SessionEvent> {
  for (let index = Math.max(0, from); index < log.length; index += 1) {
    const entry = logAt(log, index);
    if (entry !== undefined) yield entry;
  }
}
