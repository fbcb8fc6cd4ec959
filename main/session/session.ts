import {
  type Author,
  type CustomerEvent,
  type EventBody,
  forCustomer,
  type SessionEvent,
} from '../../shared/session/session-event';
import type { SessionState } from '../../shared/session/session-state';
import { type CustomerMessage, isCustomerCommand } from '../../shared/wire/customer-message';
import { decodeCustomerMessage } from '../../shared/wire/decode';
import { limits } from '../../shared/wire/limits';
import type { Refusal } from '../../shared/wire/refusal';
import type { SiteMessage } from '../../shared/wire/site-message';
import type { SessionStore } from '../history/session-store';
import type { Clock } from '../site/clock';
import { outcomeOfCustomerCommand } from './customer-commands';
import { inBatches } from './event-batches';
import { hashToken, newIdentifier, tokenMatches } from './identifiers';
import { refusalMessage } from './refusal-message';
import type { SessionFiles } from './session-files';
import type { Appended, SessionLog } from './session-log';
import type { Watching } from './watching';

/** A connection shorter than this is a reloaded page and not worth an entry in the log; in milliseconds. */
const lossNoticedAfterMs = 2_000;

/** How soon an end that the disk refused is written again, in milliseconds. */
const unsavedRetryMs = 30_000;

/** What a session needs of the house around it. */
export interface SessionSurroundings {
  readonly store: SessionStore;
  readonly clock: Clock;
  readonly watching: Watching;
  readonly files: SessionFiles;
  /** How long a customer may stay unconnected before the session ends, in milliseconds. */
  readonly gracePeriodMs: () => number;
  readonly sendToCustomer: (connectionId: string, message: SiteMessage) => void;
  /** Lets go of a phone's connection after the session is over; the phone may then submit another key. */
  readonly detachCustomer: (connectionId: string) => void;
  readonly disconnectCustomer: (connectionId: string) => void;
  readonly onTyping: (sessionId: string) => void;
  readonly onSignal: (sessionId: string, peerId: string, data: string) => void;
}

/** One open session: its log, the phone connected to it, and the timers of a lost connection. */
export class Session {
  readonly log: SessionLog;
  readonly #surroundings: SessionSurroundings;
  #connectionId: string | undefined;
  #cancelLoss: (() => void) | undefined;
  #cancelGrace: (() => void) | undefined;

  constructor(log: SessionLog, surroundings: SessionSurroundings) {
    this.log = log;
    this.#surroundings = surroundings;
  }

  get sessionId(): string {
    return this.log.sessionId;
  }

  get state(): SessionState {
    return this.log.state;
  }

  /** The phone's connection, where there is one now. */
  get connectionId(): string | undefined {
    return this.#connectionId;
  }

  /** Whether timers run for this session; none does once it has ended. */
  get hasTimers(): boolean {
    return this.#cancelLoss !== undefined || this.#cancelGrace !== undefined;
  }

  /** Takes a phone that joined with a key: gives it its token and the log. @throws when the disk refuses; then nothing changed. */
  join(connectionId: string): void {
    const token = this.#newToken(null);
    this.#takeIn(connectionId, { kind: 'session-joined', sessionId: this.sessionId, token }, 0);
  }

  /** Takes a phone back if `token` is right; otherwise says false and changes nothing. @throws as `join` does. */
  resume(connectionId: string, token: string, lastSeq: number): boolean {
    const hashes = this.#surroundings.store.tokenHashes(this.sessionId);
    const isCurrent = tokenMatches(token, hashes.current);
    if (!isCurrent && !tokenMatches(token, hashes.previous)) return false;
    // The token just used stays good until the new one is, as the answer that carries the new one may be lost.
    const next = this.#newToken(isCurrent ? hashes.current : hashes.previous);
    const { sessionId } = this;
    this.#takeIn(connectionId, { kind: 'session-resumed', sessionId, token: next }, lastSeq);
    return true;
  }

  /** The phone's connection closed, or the console has just started and there is none yet. */
  connectionLost(): void {
    this.#connectionId = undefined;
    if (!this.log.isOpen || this.#cancelLoss !== undefined || this.#cancelGrace !== undefined) return;
    const { clock } = this.#surroundings;
    this.#cancelLoss = clock.setTimer(() => {
      this.#cancelLoss = undefined;
      this.#endAfter(this.#surroundings.gracePeriodMs());
      if (this.state.presence.kind === 'connected') this.record('site', { kind: 'customer-connection-lost' });
    }, lossNoticedAfterMs);
  }

  #endAfter(milliseconds: number): void {
    this.#cancelGrace = this.#surroundings.clock.setTimer(() => {
      this.#cancelGrace = undefined;
      const ended = this.record('site', { kind: 'session-ended', reason: 'customer-did-not-return' });
      if (ended.kind === 'not-saved') this.#endAfter(unsavedRetryMs);
    }, milliseconds);
  }

  /** Handles one message of the phone, undecoded. Anything wrong is answered by name; nothing throws. */
  receive(text: string): void {
    const decoded = decodeCustomerMessage(text);
    if (decoded.ok) this.#handle(decoded.message);
    else this.#refuse(decoded.refusal);
  }

  /** Appends an event and tells the phone. */
  record(by: Author, body: EventBody, commandId = newIdentifier()): Appended {
    const appended = this.#append(by, commandId, body);
    if (appended.kind === 'appended') this.#appended(appended.event);
    return appended;
  }

  #append(by: Author, commandId: string, body: EventBody): Appended {
    if (body.kind === 'session-ended') {
      this.#surroundings.watching.beforeEnd(this);
      this.#surroundings.files.beforeEnd(this);
    }
    return this.log.append(by, commandId, body);
  }

  sendToCustomer(message: SiteMessage): void {
    this.#send(message);
  }

  /** Stops every timer; the log stays as it is. */
  dispose(): void {
    this.#cancelTimers();
  }

  #handle(message: CustomerMessage): void {
    if (isCustomerCommand(message)) {
      if (this.#answeredAgain(message.id)) return;
      const outcome = outcomeOfCustomerCommand(this.state, message, (hash) =>
        this.#surroundings.watching.findPicture(this.sessionId, hash),
      );
      switch (outcome.kind) {
        case 'nothing':
          this.#send({ kind: 'command-done', id: message.id });
          return;
        case 'refused':
          this.#refuse({ code: outcome.code, message: outcome.message, commandId: message.id });
          return;
        case 'event': {
          const appended = this.#append('customer', message.id, outcome.body);
          if (appended.kind === 'not-saved') {
            this.#refuseUnsaved(message.id);
          } else if (appended.kind === 'out-of-place') {
            this.#refuse({ code: 'not-allowed', message: appended.message, commandId: message.id });
          } else {
            // The answer goes first: the phone may let go of its connection once it learns that the session ended.
            this.#send({ kind: 'command-done', id: message.id });
            if (appended.kind === 'appended') this.#appended(appended.event);
          }
          return;
        }
      }
    }
    switch (message.kind) {
      case 'signal':
        if (this.state.phase === 'active') {
          this.#surroundings.onSignal(this.sessionId, message.peerId, message.data);
        }
        return;
      case 'report-typing':
        if (this.state.phase === 'active') this.#surroundings.onTyping(this.sessionId);
        return;
      case 'request-upload':
        this.#send(this.#surroundings.watching.uploads.request(this, message));
        return;
      case 'request-file-road':
        this.#send(this.#surroundings.files.requestRoad(this, message.id));
        return;
      case 'request-picture':
        this.#send(this.#surroundings.watching.pictures.request(this, message));
        return;
      case 'open-broadcast':
        this.#send(this.#surroundings.watching.broadcasts.open(this, message.id));
        return;
      case 'ping':
        this.#send({ kind: 'pong' });
        return;
      case 'pong':
        return;
      case 'submit-session-key':
      case 'resume-session':
        this.#refuse({ code: 'already-in-session', message: 'This connection is in a session already.' });
        return;
      default:
        message satisfies never;
    }
  }

  /** Answers a command that was carried out before, or that cannot be looked up; false for a new one. */
  #answeredAgain(commandId: string): boolean {
    try {
      if (this.log.findByCommand(commandId) === undefined) return false;
      this.#send({ kind: 'command-done', id: commandId });
    } catch {
      this.#refuseUnsaved(commandId);
    }
    return true;
  }

  #refuseUnsaved(commandId: string): void {
    this.#refuse({
      code: 'could-not-save',
      message: 'The console could not write its log; try again.',
      commandId,
      retryAfterMs: 2_000,
    });
  }

  /** Attaches a phone, gives it its token in `message` and then the log after `afterSeq`. */
  #takeIn(connectionId: string, message: SiteMessage, afterSeq: number): void {
    const wasLost = this.state.presence.kind === 'lost';
    this.#attach(connectionId);
    this.#send(message);
    this.#surroundings.watching.sendIceServers(this);
    this.#replay(afterSeq);
    if (wasLost && this.log.isOpen) this.record('site', { kind: 'customer-reconnected' });
    if (!this.log.isOpen) this.#letGo();
  }

  #attach(connectionId: string): void {
    const old = this.#connectionId;
    this.#connectionId = connectionId;
    this.#cancelTimers();
    if (old !== undefined && old !== connectionId) this.#surroundings.disconnectCustomer(old);
  }

  #appended(event: SessionEvent): void {
    this.#send({ kind: 'events', events: [forCustomer(event)] });
    this.#surroundings.watching.follow(this, event);
    this.#surroundings.files.follow(this, event);
    if (!this.log.isOpen) {
      this.#cancelTimers();
      this.#letGo();
    }
  }

  /** The token is kept after the end, so that a phone that was away then still learns of it. */
  #letGo(): void {
    const connectionId = this.#connectionId;
    this.#connectionId = undefined;
    if (connectionId !== undefined) this.#surroundings.detachCustomer(connectionId);
  }

  #replay(afterSeq: number): void {
    let last = afterSeq;
    for (;;) {
      const events: CustomerEvent[] = this.log.eventsAfter(last, limits.eventsPerMessage).map(forCustomer);
      const newest = events.at(-1);
      if (newest === undefined) return;
      for (const batch of inBatches(events)) this.#send({ kind: 'events', events: batch });
      last = newest.seq;
    }
  }

  #newToken(previousHash: string | null): string {
    const token = newIdentifier();
    this.#surroundings.store.setTokenHashes(this.sessionId, {
      current: hashToken(token),
      previous: previousHash,
    });
    return token;
  }

  #send(message: SiteMessage): void {
    if (this.#connectionId !== undefined) this.#surroundings.sendToCustomer(this.#connectionId, message);
  }

  #refuse(refusal: Refusal): void {
    this.#send(refusalMessage(refusal));
  }

  #cancelTimers(): void {
    this.#cancelLoss?.();
    this.#cancelGrace?.();
    this.#cancelLoss = undefined;
    this.#cancelGrace = undefined;
  }
}
