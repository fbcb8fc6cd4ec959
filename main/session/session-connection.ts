import type { Clock } from '../../shared/clock';
import { limits } from '../../shared/limits';
import {
  type Author,
  type CustomerEvent,
  type EventBody,
  forCustomer,
} from '../../shared/session/session-event';
import type { SiteMessage } from '../../shared/wire/site-message';
import type { SessionStore } from '../history/session-store';
import { Absence } from './absence';
import { inBatches } from './event-batches';
import { hashToken, newIdentifier, tokenMatches } from './identifiers';
import type { Appended, SessionLog } from './session-log';
import { type Resumption, Takeovers } from './takeovers';

/** How often at most the log says that a resumption was refused, in milliseconds. */
const refusalNotedEveryMs = 60_000;

/** What a session's connection needs of the house around it. */
export interface ConnectionSurroundings {
  readonly store: SessionStore;
  readonly clock: Clock;
  /** How long a customer may stay unconnected before the session ends, in milliseconds. */
  readonly gracePeriodMs: () => number;
  readonly sendToCustomer: (connectionId: string, message: SiteMessage) => void;
  /** Asks a phone for a sign of life; `customerAnswered` tells of it. */
  readonly probeCustomer: (connectionId: string) => void;
  /** Turns a phone away that wanted to resume. */
  readonly refuseResumption: (connectionId: string, code: 'resume-refused' | 'could-not-save') => void;
  /** Lets go of a phone's connection after the session is over; the phone may then submit another key. */
  readonly detachCustomer: (connectionId: string) => void;
  readonly disconnectCustomer: (connectionId: string) => void;
}

/** What a connection asks of its own session. */
export interface ConnectedSession {
  readonly log: SessionLog;
  readonly record: (by: Author, body: EventBody) => Appended;
  /** A phone was just attached: what it sends comes to this session from now on. */
  readonly attached: (connectionId: string) => void;
  /** The phone has its token, and next gets the log. */
  readonly sendIceServers: () => void;
}

/** The phone's end of one session: which connection it has, its tokens, its absence, and who may take it over. */
export class SessionConnection {
  readonly #session: ConnectedSession;
  readonly #surroundings: ConnectionSurroundings;
  readonly #absence: Absence;
  readonly #takeovers: Takeovers;
  #connectionId: string | undefined;
  /** Of the page that is connected; empty where it does not say. */
  #instance = '';
  #refusalNotedAt = Number.NEGATIVE_INFINITY;

  constructor(session: ConnectedSession, surroundings: ConnectionSurroundings) {
    this.#session = session;
    this.#surroundings = surroundings;
    const { log, record } = session;
    const { clock, gracePeriodMs, probeCustomer } = surroundings;
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
      probe: probeCustomer,
      admit: (resumption, dead) => this.#resumeLate(resumption, dead),
      refuse: (resumption) => this.#refuseSecond(resumption),
    });
  }

  /** The phone's connection, where there is one now. */
  get connectionId(): string | undefined {
    return this.#connectionId;
  }

  get hasTimers(): boolean {
    return this.#absence.isRunning || this.#takeovers.isRunning;
  }

  /** Takes a phone that joined with a key. @throws when the disk refuses; then nothing changed. */
  join(connectionId: string, instance: string): void {
    const token = this.#newToken(null);
    const { sessionId } = this.#session.log;
    this.#takeIn(connectionId, instance, { kind: 'session-joined', sessionId, token }, 0);
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
    const { connectionId, instance, lastSeq } = resumption;
    if (this.#connectionId !== undefined && (instance === '' || instance !== this.#instance)) {
      this.#takeovers.begin(resumption, this.#connectionId);
      return 'waits';
    }
    // The token just used stays valid until the new one is, as the answer that carries the new one may be lost.
    const token = this.#newToken(isCurrent ? hashes.current : hashes.previous);
    this.#takeIn(connectionId, instance, { kind: 'session-resumed', sessionId, token }, lastSeq);
    return 'resumed';
  }

  /** The phone's connection closed for `reason`, or the console has just started and there is none yet. */
  lost(reason = ''): void {
    this.#connectionId = undefined;
    this.#takeovers.holderLeft();
    if (this.#session.log.isOpen && this.#connectionId === undefined)
      this.#absence.begin(reason === 'silent');
  }

  /** The site is gone, and with it everyone who waits to resume. */
  siteLost(): void {
    this.#takeovers.stop();
    if (this.#connectionId !== undefined) this.lost();
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

  send(message: SiteMessage): void {
    if (this.#connectionId !== undefined) this.#surroundings.sendToCustomer(this.#connectionId, message);
  }

  /** The session is over: the phone may use its connection for another key. Its token stays, so that one that was away learns of the end. */
  letGo(): void {
    this.#absence.stop();
    const connectionId = this.#connectionId;
    this.#connectionId = undefined;
    if (connectionId !== undefined) this.#surroundings.detachCustomer(connectionId);
    this.#takeovers.holderLeft();
  }

  /** Stops every timer. */
  stop(): void {
    this.#absence.stop();
    this.#takeovers.stop();
  }

  /** Resumes what waited; the connection `dead` has not answered and counts as gone. */
  #resumeLate(resumption: Resumption, dead: string | undefined): void {
    const { disconnectCustomer, refuseResumption } = this.#surroundings;
    if (dead !== undefined && dead === this.#connectionId) {
      this.#connectionId = undefined;
      disconnectCustomer(dead);
    }
    try {
      if (this.resume(resumption) === 'refused') refuseResumption(resumption.connectionId, 'resume-refused');
    } catch {
      refuseResumption(resumption.connectionId, 'could-not-save');
    }
    if (this.#connectionId === undefined) this.lost();
  }

  #refuseSecond({ connectionId }: Resumption): void {
    this.#surroundings.refuseResumption(connectionId, 'resume-refused');
    const now = this.#surroundings.clock.now();
    if (now - this.#refusalNotedAt < refusalNotedEveryMs) return;
    this.#refusalNotedAt = now;
    this.#session.record('site', { kind: 'resume-refused' });
  }

  /** Attaches a phone, gives it its token in `message` and then the log after `afterSeq`. */
  #takeIn(connectionId: string, instance: string, message: SiteMessage, afterSeq: number): void {
    const { log, record, attached, sendIceServers } = this.#session;
    const wasLost = log.state.presence.kind === 'lost';
    const old = this.#connectionId;
    this.#connectionId = connectionId;
    this.#instance = instance;
    this.#absence.stop();
    attached(connectionId);
    if (old !== undefined && old !== connectionId) this.#surroundings.disconnectCustomer(old);
    this.send(message);
    sendIceServers();
    this.#replay(afterSeq);
    if (wasLost && log.isOpen) record('site', { kind: 'customer-reconnected' });
    if (!log.isOpen) this.letGo();
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
