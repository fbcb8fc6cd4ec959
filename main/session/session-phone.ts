import type { Clock } from '../../shared/clock';
import { limits } from '../../shared/limits';
import {
  type Author,
  type CustomerEvent,
  type EventBody,
  forCustomer,
} from '../../shared/session/session-event';
import type { SiteMessage } from '../../shared/wire/site-message';
import { newIdentifier } from '../../site/identifiers';
import type { SessionStore } from '../history/session-store';
import { Absence } from './absence';
import { resumptionRefusal, turnAway, unsavedRefusal } from './refusal-message';
import type { Appended, SessionLog } from './session-log';
import type { Phone } from './site-link';
import { type Resumption, Takeovers } from './takeovers';
import { hashToken, tokenMatches } from './tokens';

/** How often at most the log says that a resumption was refused, in milliseconds. */
const refusalNotedEveryMs = 60_000;

/** What the phone's end of a session needs of the console around it. */
export interface PhoneSurroundings {
  readonly store: SessionStore;
  readonly clock: Clock;
  /** How long a customer may stay unconnected before the session ends, in milliseconds. */
  readonly gracePeriodMs: () => number;
  /** A phone's connection belongs to no session any more. */
  readonly released: (connectionId: string) => void;
}

/** What the phone's end asks of its own session. */
export interface PhonedSession {
  readonly log: SessionLog;
  readonly record: (by: Author, body: EventBody) => Appended;
  /** A phone was just attached: what it sends comes to this session from now on. */
  readonly attached: (phone: Phone) => void;
  /** The phone has its token, and next gets the log. */
  readonly arrived: () => void;
}

/** The phone's end of one session: which connection it has, its tokens, its absence, and who may take it over. */
export class SessionPhone {
  readonly #session: PhonedSession;
  readonly #surroundings: PhoneSurroundings;
  readonly #absence: Absence;
  readonly #takeovers: Takeovers;
  #phone: Phone | undefined;
  /** Of the page that is connected; empty where it does not say. */
  #instance = '';
  #refusalNotedAt = Number.NEGATIVE_INFINITY;

  constructor(session: PhonedSession, surroundings: PhoneSurroundings) {
    this.#session = session;
    this.#surroundings = surroundings;
    const { log, record } = session;
    const { clock, gracePeriodMs } = surroundings;
    this.#absence = new Absence({
      clock,
      gracePeriodMs,
      isAway: () => log.state.presence.kind === 'away',
      notice: () => {
        if (log.state.presence.kind === 'connected') record('site', { kind: 'customer-connection-lost' });
      },
      end: () =>
        record('site', { kind: 'session-ended', reason: 'customer-did-not-return' }).kind !== 'not-saved',
    });
    this.#takeovers = new Takeovers({
      clock,
      admit: (resumption, dead) => this.#resumeLate(resumption, dead),
      refuse: (resumption) => this.#refuseSecond(resumption),
    });
  }

  /** The phone's connection, where there is one now. */
  get connectionId(): string | undefined {
    return this.#phone?.connectionId;
  }

  get isConnected(): boolean {
    return this.#phone !== undefined;
  }

  get hasTimers(): boolean {
    return this.#absence.isRunning || this.#takeovers.isRunning;
  }

  /** Takes a phone that joined with a key. @throws when the disk refuses; then nothing changed. */
  join(phone: Phone, instance: string): void {
    const token = this.#newToken(null);
    const { sessionId } = this.#session.log;
    this.#takeIn(phone, instance, { kind: 'session-joined', sessionId, token }, 0);
  }

  /**
   * Takes a phone back if its token is right. While another page's connection may still live, the phone waits until
   * that is known, and is then taken back or refused. @throws as `join` does.
   */
  resume(resumption: Resumption): 'resumed' | 'waits' | 'refused' {
    const { sessionId } = this.#session.log;
    const hashes = this.#surroundings.store.tokenHashes(sessionId);
    const isCurrent = tokenMatches(resumption.token, hashes.current);
    if (!isCurrent && !tokenMatches(resumption.token, hashes.previous)) return 'refused';
    const { phone, instance, lastSeq } = resumption;
    if (this.#phone !== undefined && (instance === '' || instance !== this.#instance)) {
      this.#takeovers.begin(resumption, this.#phone);
      return 'waits';
    }
    // The token just used stays valid until the new one is, as the answer that carries the new one may be lost.
    const token = this.#newToken(isCurrent ? hashes.current : hashes.previous);
    this.#takeIn(phone, instance, { kind: 'session-resumed', sessionId, token }, lastSeq);
    return 'resumed';
  }

  /** The phone's connection closed for `reason`, or the console has just started and there is none yet. */
  lost(reason = ''): void {
    this.#phone = undefined;
    this.#takeovers.holderLeft();
    if (this.#session.log.isOpen && !this.isConnected) this.#absence.begin(reason === 'silent');
  }

  /** The site is gone, and with it everyone who waits to resume. */
  siteLost(): void {
    this.#takeovers.stop();
    if (this.isConnected) this.lost();
  }

  /** A phone that waited to resume is gone. */
  resumptionLeft(connectionId: string): void {
    this.#takeovers.forget(connectionId);
  }

  /** A phone gave the sign of life it was asked for. */
  answered(connectionId: string): void {
    this.#takeovers.answered(connectionId);
  }

  /** Pictures came from the phone a moment ago: while they do, the grace period does not run. */
  mediaFlowed(): void {
    this.#absence.mediaFlowed();
  }

  /** Sends to the phone that is connected now; lost where none is. */
  send(message: SiteMessage): void {
    this.#phone?.send(message);
  }

  /** The session is over: the phone may use its connection for another key. Its token stays, so that one that was away learns of the end. */
  letGo(): void {
    this.#absence.stop();
    const phone = this.#phone;
    this.#phone = undefined;
    if (phone !== undefined) {
      this.#surroundings.released(phone.connectionId);
      phone.detach();
    }
    this.#takeovers.holderLeft();
  }

  /** Stops every timer. */
  stop(): void {
    this.#absence.stop();
    this.#takeovers.stop();
  }

  /** Resumes what waited; the connection `dead` has not answered and counts as gone. */
  #resumeLate(resumption: Resumption, dead: Phone | undefined): void {
    if (dead !== undefined && dead.connectionId === this.connectionId) {
      this.#phone = undefined;
      this.#disconnect(dead);
    }
    try {
      if (this.resume(resumption) === 'refused') this.#turnAway(resumption.phone, resumptionRefusal());
    } catch {
      this.#turnAway(resumption.phone, unsavedRefusal());
    }
    if (!this.isConnected) this.lost();
  }

  #refuseSecond({ phone }: Resumption): void {
    this.#turnAway(phone, resumptionRefusal());
    const now = this.#surroundings.clock.now();
    if (now - this.#refusalNotedAt < refusalNotedEveryMs) return;
    this.#refusalNotedAt = now;
    this.#session.record('site', { kind: 'resume-refused' });
  }

  /** Attaches a phone, gives it its token in `message` and then the log after `afterSeq`. */
  #takeIn(phone: Phone, instance: string, message: SiteMessage, afterSeq: number): void {
    const { log, record, attached, arrived } = this.#session;
    const wasLost = log.state.presence.kind === 'lost';
    const old = this.#phone;
    this.#phone = phone;
    this.#instance = instance;
    this.#absence.stop();
    attached(phone);
    if (old !== undefined && old.connectionId !== phone.connectionId) this.#disconnect(old);
    this.send(message);
    arrived();
    this.#replay(afterSeq);
    if (wasLost && log.isOpen) record('site', { kind: 'customer-reconnected' });
    if (!log.isOpen) this.letGo();
  }

  #disconnect(phone: Phone): void {
    this.#surroundings.released(phone.connectionId);
    phone.disconnect();
  }

  #turnAway(phone: Phone, refusal: Parameters<typeof turnAway>[1]): void {
    this.#surroundings.released(phone.connectionId);
    turnAway(phone, refusal);
  }

  #replay(afterSeq: number): void {
    let last = afterSeq;
    for (;;) {
      const events: CustomerEvent[] = this.#session.log
        .eventsAfter(last, limits.eventsPerMessage)
        .map(forCustomer);
      const newest = events.at(-1);
      if (newest === undefined) return;
      for (const batch of inBatches(events)) this.send({ kind: 'events', events: batch });
      last = newest.seq;
    }
  }

  #newToken(previousHash: string | null): string {
    const token = newIdentifier();
    this.#surroundings.store.setTokenHashes(this.#session.log.sessionId, {
      current: hashToken(token),
      previous: previousHash,
    });
    return token;
  }
}

/** Splits events so that no message comes near the size limit of a proxy or a phone. */
function* inBatches(events: readonly CustomerEvent[]): Generator<CustomerEvent[]> {
  const batchCharacters = limits.messageBytes / 2;
  let batch: CustomerEvent[] = [];
  let characters = 0;
  for (const event of events) {
    const size = JSON.stringify(event).length;
    if (batch.length > 0 && characters + size > batchCharacters) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(event);
    characters += size;
  }
  if (batch.length > 0) yield batch;
}
