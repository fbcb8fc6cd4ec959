import { ZodError } from 'zod';
import { NotReadableError } from '../../shared/readable-json';
import { EventOutOfPlaceError } from '../../shared/session/out-of-place';
import { reduce, reduceAll } from '../../shared/session/reduce';
import {
  type Author,
  type EventBody,
  eventBodySchema,
  type SessionEvent,
} from '../../shared/session/session-event';
import type { SessionState } from '../../shared/session/session-state';
import type { SessionStore } from '../history/session-store';
import type { NoEvent, Verdict } from './verdict';

/** What a log did with a command. */
export type Appended =
  | { readonly kind: 'appended'; readonly event: SessionEvent }
  /** The command had been carried out before; this is the event it made then. */
  | { readonly kind: 'repeated'; readonly event: SessionEvent }
  /** The session cannot hold such an event, now or at all. */
  | { readonly kind: 'out-of-place'; readonly message: string }
  /** Nothing was written: the disk refused. */
  | { readonly kind: 'not-saved'; readonly message: string };

/** What became of a command. */
export type CarriedOut = Appended | NoEvent;

/** The log of one session and the state it amounts to: the only writer of its events. */
export class SessionLog {
  readonly sessionId: string;
  readonly #store: SessionStore;
  readonly #publish: (event: SessionEvent) => void;
  readonly #now: () => number;
  #state: SessionState;

  private constructor(
    sessionId: string,
    state: SessionState,
    store: SessionStore,
    publish: (event: SessionEvent) => void,
    now: () => number,
  ) {
    this.sessionId = sessionId;
    this.#state = state;
    this.#store = store;
    this.#publish = publish;
    this.#now = now;
  }

  /** Begins a log with its first event, which the caller publishes once it holds the log. @throws when it cannot be written, or not so that it can be read again. */
  static begin(options: {
    sessionId: string;
    submissionId: string;
    body: Extract<EventBody, { kind: 'session-key-used' }>;
    store: SessionStore;
    publish: (event: SessionEvent) => void;
    now: () => number;
  }): { readonly log: SessionLog; readonly first: SessionEvent } {
    const first: SessionEvent = {
      seq: 1,
      at: options.now(),
      by: 'customer',
      commandId: options.submissionId,
      ...eventBodySchema.parse(options.body),
    };
    const state = reduce(undefined, first);
    options.store.append(options.sessionId, first, state, options.submissionId);
    const log = new SessionLog(options.sessionId, state, options.store, options.publish, options.now);
    return { log, first };
  }

  /** Takes up a log from disk; undefined when there is none. @throws when it cannot be read. */
  static load(options: {
    sessionId: string;
    store: SessionStore;
    publish: (event: SessionEvent) => void;
    now: () => number;
  }): SessionLog | undefined {
    const state = reduceAll(options.store.log(options.sessionId));
    return state === undefined
      ? undefined
      : new SessionLog(options.sessionId, state, options.store, options.publish, options.now);
  }

  get state(): SessionState {
    return this.#state;
  }

  get isOpen(): boolean {
    return this.#state.phase === 'waiting' || this.#state.phase === 'active';
  }

  /**
   * Carries a command out, once for each `commandId`: `decide` says what it amounts to in the present state, and is not
   * asked about one that was carried out before. Throws only what `decide` throws.
   */
  carryOut(by: Author, commandId: string, decide: (state: SessionState) => Verdict): CarriedOut {
    const before = this.#before(commandId);
    if (before !== undefined) return before;
    const verdict = decide(this.#state);
    return verdict.kind === 'event' ? this.#write(by, commandId, verdict.body) : verdict;
  }

  /** Appends one event that is decided already, once for each `commandId`. Never throws. */
  append(by: Author, commandId: string, body: EventBody): Appended {
    return this.#before(commandId) ?? this.#write(by, commandId, body);
  }

  /** What became of a command earlier; undefined for a new one. */
  #before(commandId: string): Appended | undefined {
    try {
      const event = this.findByCommand(commandId);
      return event === undefined ? undefined : { kind: 'repeated', event };
    } catch (error) {
      return { kind: 'not-saved', message: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Validates, numbers, stamps and saves one event, and only then publishes it. Never throws. */
  #write(by: Author, commandId: string, body: EventBody): Appended {
    let event: SessionEvent;
    let next: SessionState;
    try {
      event = {
        seq: this.#state.lastSeq + 1,
        at: Math.max(this.#now(), this.#state.lastAt),
        by,
        commandId,
        ...eventBodySchema.parse(body),
      };
      next = reduce(this.#state, event);
      this.#store.append(this.sessionId, event, next);
    } catch (error) {
      const isRefused =
        error instanceof EventOutOfPlaceError ||
        error instanceof ZodError ||
        error instanceof NotReadableError;
      if (isRefused) return { kind: 'out-of-place', message: error.message };
      return { kind: 'not-saved', message: error instanceof Error ? error.message : String(error) };
    }
    this.#state = next;
    this.#publish(event);
    return { kind: 'appended', event };
  }

  /** The event a command made, if it was carried out before. @throws when the disk refuses. */
  findByCommand(commandId: string): SessionEvent | undefined {
    return this.#store.eventByCommand(this.sessionId, commandId);
  }

  /** The log after `afterSeq`, oldest first, at most `limit` entries. */
  eventsAfter(afterSeq: number, limit: number): SessionEvent[] {
    return this.#store.eventsAfter(this.sessionId, afterSeq, limit);
  }
}
