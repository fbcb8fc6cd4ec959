import type { SessionEvent } from '../../shared/session/session-event';
import { dayNumber } from '../kit/clock';
import { type LogPages, logAt } from '../store/log-pages';
import { isInFilter, type LogFilter } from './log-filter';

/** One row of the log as shown. */
export type LogRow =
  | { readonly kind: 'day'; readonly at: number }
  | {
      readonly kind: 'event';
      readonly event: SessionEvent;
      /** Entries told in the same row, oldest first: marks drawn one soon after the other, notes written one after the other. */
      readonly following?: readonly SessionEvent[];
    }
  | {
      readonly kind: 'message';
      readonly event: SessionEvent & { readonly kind: 'chat-message-sent' };
      /** Whether it continues the row above: same author, at most two minutes later, nothing between. */
      readonly continues: boolean;
    };

/** Messages of one author at most this far apart, in milliseconds, stand under one name. */
const continuesWithinMs = 120_000;

/** Marks on one picture at most this far apart, in milliseconds, stand in one row. */
const joinsWithinMs = 60_000;

const asEvent = 0;
const asMessage = 1;
const asContinuation = 2;
const asDay = 3;

/** Whether an event has a row of its own; receipts show as the state of their message instead. */
export function isShown(kind: SessionEvent['kind']): boolean {
  return kind !== 'chat-messages-delivered' && kind !== 'chat-messages-seen';
}

/**
 * The rows a log shows under one filter. It looks at each entry once: a log that grew costs only its new entries,
 * and a row is made when it is asked for.
 */
export class LogIndex {
  /** Per row: the entry's place in the log times four, plus what it is shown as. */
  readonly #rows: number[] = [];
  /** By the place of a row's first entry, the places of those that follow in it. */
  readonly #following = new Map<number, number[]>();
  #scanned = 0;
  #lastDay: number;
  #lastMessage: { readonly by: SessionEvent['by']; readonly at: number } | undefined;
  #newestCustomerMessage = 0;
  #log: LogPages;

  /** `today` is the time (milliseconds since the Unix epoch) whose day needs no separator above it. */
  constructor(
    readonly filter: LogFilter,
    log: LogPages,
    today: number,
  ) {
    this.#log = log;
    this.#lastDay = dayNumber(today);
    this.grow(log);
  }

  /** Takes up the entries that `log` has beyond those already seen; what was seen must not have changed. */
  grow(log: LogPages): void {
    this.#log = log;
    for (; this.#scanned < log.length; this.#scanned += 1) {
      const event = logAt(log, this.#scanned);
      if (event === undefined) return;
      this.#add(event, this.#scanned);
    }
  }

  #add(event: SessionEvent, index: number): void {
    const isMessage = event.kind === 'chat-message-sent';
    if (isMessage && event.by === 'customer') this.#newestCustomerMessage = event.seq;
    if (!isShown(event.kind)) return;
    if (!isInFilter(event.kind, this.filter)) return;
    const day = dayNumber(event.at);
    if (day !== this.#lastDay) {
      this.#rows.push(index * 4 + asDay);
      this.#lastMessage = undefined;
    }
    this.#lastDay = day;
    const last = this.#lastMessage;
    this.#lastMessage = isMessage ? { by: event.by, at: event.at } : undefined;
    if (!isMessage) {
      if (!this.#joins(event, index)) this.#rows.push(index * 4 + asEvent);
    } else {
      const continues = last?.by === event.by && event.at - last.at <= continuesWithinMs;
      this.#rows.push(index * 4 + (continues ? asContinuation : asMessage));
    }
  }

  /** Puts marks and notes into the row above where they belong to it. */
  #joins(event: SessionEvent, index: number): boolean {
    const code = this.#rows.at(-1);
    if (code === undefined || code % 4 !== asEvent) return false;
    if (event.kind !== 'annotation-changed' && event.kind !== 'notes-written') return false;
    const first = Math.floor(code / 4);
    const following = this.#following.get(first) ?? [];
    const last = logAt(this.#log, following.at(-1) ?? first);
    if (last === undefined || !belongsTogether(last, event)) return false;
    following.push(index);
    this.#following.set(first, following);
    return true;
  }

  /** How many rows there are. */
  get length(): number {
    return this.#rows.length;
  }

  /** The `seq` of the customer's newest message, under whatever filter; 0 for none. */
  get newestCustomerMessage(): number {
    return this.#newestCustomerMessage;
  }

  /** The row at `index`, from 0. */
  row(index: number): LogRow | undefined {
    const code = this.#rows[index];
    const event = this.#eventOf(code);
    if (code === undefined || event === undefined) return undefined;
    if (code % 4 === asDay) return { kind: 'day', at: event.at };
    if (event.kind !== 'chat-message-sent') {
      const places = this.#following.get(Math.floor(code / 4));
      if (places === undefined) return { kind: 'event', event };
      return { kind: 'event', event, following: places.flatMap((place) => logAt(this.#log, place) ?? []) };
    }
    return { kind: 'message', event, continues: code % 4 === asContinuation };
  }

  /** A key that stays with the row as the log grows. */
  key(index: number): number {
    return this.#rows[index] ?? -1;
  }

  /** The first row at or after `at` (milliseconds since the Unix epoch); the last row where all are earlier. */
  rowAtTime(at: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const event = this.#eventOf(this.#rows[middle]);
      if (event !== undefined && event.at < at) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, Math.min(low, this.#rows.length - 1));
  }

  /** The row of the entry with this `seq`, or the next one where it has none under this filter. */
  rowOfSeq(seq: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const code = this.#rows[middle] ?? 0;
      if (Math.floor(code / 4) + 1 < seq) low = middle + 1;
      else high = middle;
    }
    // The separator of a day stands above the entry it carries.
    const row = (this.#rows[low] ?? 0) % 4 === asDay ? low + 1 : low;
    return Math.max(0, Math.min(row, this.#rows.length - 1));
  }

  /** When the first and the last row happened (milliseconds since the Unix epoch); undefined without rows. */
  get span(): readonly [first: number, last: number] | undefined {
    const first = this.#eventOf(this.#rows[0]);
    const last = this.#eventOf(this.#rows.at(-1));
    return first === undefined || last === undefined ? undefined : [first.at, last.at];
  }

  #eventOf(code: number | undefined): SessionEvent | undefined {
    return code === undefined ? undefined : logAt(this.#log, Math.floor(code / 4));
  }
}

/** Whether an entry is told in the row of the one before: each version of the notes takes the place of the one before. */
function belongsTogether(before: SessionEvent, event: SessionEvent): boolean {
  if (event.kind === 'notes-written') return before.kind === 'notes-written';
  return (
    event.kind === 'annotation-changed' &&
    before.kind === 'annotation-changed' &&
    before.frameId === event.frameId &&
    event.at - before.at <= joinsWithinMs
  );
}
