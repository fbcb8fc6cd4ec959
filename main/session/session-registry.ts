import type { Clock } from '../../shared/clock';
import type { ConsoleEvent } from '../../shared/ipc/console-event';
import type { SessionSummary } from '../../shared/ipc/view';
import { limits } from '../../shared/limits';
import type { EventBody, SessionEvent } from '../../shared/session/session-event';
import type { ResumeSession, SubmitSessionKey } from '../../shared/wire/customer-message';
import type { SiteToRepresentative } from '../../shared/wire/representative-link';
import type { Availability } from '../../shared/wire/site-message';
import { newIdentifier } from '../../site/identifiers';
import type { SessionStore } from '../history/session-store';
import { beginLog } from './begin-log';
import type { OpenSessionKeys } from './open-session-keys';
import { refusalMessage, resumptionRefusal, turnAway, unsavedRefusal } from './refusal-message';
import { Session, type SessionSurroundings } from './session';
import { SessionLog } from './session-log';
import type { SessionPart } from './session-part';
import type { Phone, SiteLink } from './site-link';

export interface RegistryOptions {
  readonly store: SessionStore;
  readonly keys: OpenSessionKeys;
  /** What goes with every session. */
  readonly parts: readonly SessionPart[];
  /** Finds a picture kept with a session. */
  readonly findPicture: SessionSurroundings['findPicture'];
  readonly clock: Clock;
  readonly gracePeriodMs: () => number;
  readonly siteName: () => string;
  readonly publish: (event: ConsoleEvent) => void;
  /** A session on disk cannot be read, for the reason given; the others are not affected. */
  readonly unreadable: (sessionId: string, error: unknown) => void;
}

/** How long ended sessions stay in the console's list, in milliseconds. */
const endedListedForMs = 24 * 60 * 60 * 1000;

/** Every session the console holds, and the way from the site's connections to them. */
export class SessionRegistry {
  readonly #options: RegistryOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #byConnection = new Map<string, Session>();
  #link: SiteLink | undefined;
  #availability: Availability = 'available';

  constructor(options: RegistryOptions) {
    this.#options = options;
    const { store, clock } = options;
    for (const sessionId of store.sessionIdsEndedSince(clock.now() - endedListedForMs)) this.#load(sessionId);
    for (const sessionId of store.openSessionIds()) this.#load(sessionId);
  }

  /** Says in each open session's log that the console was restarted, and waits for its customer; once, after the start. */
  takeUpOpenSessions(): void {
    for (const session of this.#sessions.values()) {
      if (session.log.isOpen) session.takeUp();
    }
  }

  get availability(): Availability {
    return this.#availability;
  }

  get link(): SiteLink | undefined {
    return this.#link;
  }

  list(): SessionSummary[] {
    return [...this.#sessions.values()].map(({ sessionId, state }) => ({ sessionId, state }));
  }

  /** Returns every session the console holds, oldest first. */
  all(): IterableIterator<Session> {
    return this.#sessions.values();
  }

  find(sessionId: string): Session | undefined {
    return this.#sessions.get(sessionId);
  }

  /** The newest session that began with `sessionKey`. */
  findByKey(sessionKey: string): Session | undefined {
    return [...this.#sessions.values()].findLast(({ state }) => state.sessionKey === sessionKey);
  }

  /** Lets go of a session that is to be deleted; false, and nothing happens, while it is open. */
  letGo(sessionId: string): boolean {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) return true;
    if (session.log.isOpen) return false;
    session.dispose();
    this.#sessions.delete(sessionId);
    this.#link?.send({ kind: 'release-session', sessionId });
    return true;
  }

  setAvailability(availability: Availability): void {
    this.#availability = availability;
    this.#link?.send({ kind: 'set-availability', availability });
    this.#options.publish({ kind: 'availability-changed', availability });
  }

  /** Begins to serve a site over `link`; an earlier link is left. Open sessions and keys are made known to it. */
  attachSite(link: SiteLink): void {
    this.#link?.close();
    this.#link = link;
    link.onMessage((message) => {
      if (this.#link === link) this.#receive(link, message);
    });
    link.onClose(() => {
      if (this.#link === link) this.#siteLost();
    });
    const openSessionKeys = this.#options.keys
      .list()
      .map(({ sessionKey, generatedAt, expiresAt }) => ({ sessionKey, generatedAt, expiresAt }));
    const sessionIds = [...this.#sessions.keys()];
    link.send({ kind: 'register', availability: this.#availability, sessionIds, openSessionKeys });
    for (const part of this.#options.parts) part.siteAttached?.(link);
  }

  /** Stops all timers and leaves the site; sessions stay open on disk. */
  dispose(): void {
    for (const session of this.#sessions.values()) session.dispose();
    for (const part of this.#options.parts) part.stopTimers?.();
    const link = this.#link;
    this.#link = undefined;
    link?.close();
  }

  #receive(link: SiteLink, message: SiteToRepresentative): void {
    switch (message.kind) {
      case 'customer-joined':
        try {
          this.#join(link.phone(message.connectionId), message.submission);
        } catch {
          this.#refuseUnsaved(link.phone(message.connectionId), message.submission.id);
        }
        return;
      case 'customer-resuming':
        try {
          this.#resume(link.phone(message.connectionId), message.resume);
        } catch {
          this.#refuseUnsaved(link.phone(message.connectionId));
        }
        return;
      case 'customer-message':
        this.#byConnection.get(message.connectionId)?.receive(message.text);
        return;
      case 'customer-answered':
        this.#byConnection.get(message.connectionId)?.phone.answered(message.connectionId);
        return;
      case 'customer-disconnected': {
        const session = this.#byConnection.get(message.connectionId);
        this.#byConnection.delete(message.connectionId);
        if (session === undefined) {
          for (const { phone } of this.#sessions.values()) phone.resumptionLeft(message.connectionId);
        } else if (session.phone.connectionId === message.connectionId) session.phone.lost(message.reason);
        return;
      }
      default:
        this.#options.keys.receive(message);
        for (const part of this.#options.parts) part.siteSaid?.(message);
    }
  }

  #join(phone: Phone, submission: SubmitSessionKey): void {
    const { store, keys, clock, siteName } = this.#options;
    const known = store.sessionIdOfSubmission(submission.id);
    const existing = known === undefined ? undefined : this.#sessions.get(known);
    if (existing !== undefined) {
      this.#byConnection.set(phone.connectionId, existing);
      existing.phone.join(phone, submission.instance ?? '');
      return;
    }
    if (this.list().filter(({ state }) => state.phase === 'waiting').length >= limits.waitingCustomers) {
      turnAway(
        phone,
        refusalMessage({
          code: 'site-full',
          message: 'Too many customers are waiting; try again later.',
          commandId: submission.id,
          retryAfterMs: 60_000,
        }),
      );
      return;
    }
    const sessionId = newIdentifier();
    const publish = this.#publisher(sessionId);
    const now = (): number => clock.now();
    const { log, first, sessionKey } = beginLog(sessionId, submission, siteName(), { store, publish, now });
    const session = new Session(log, this.#surroundings());
    this.#sessions.set(sessionId, session);
    publish(first);
    this.#byConnection.set(phone.connectionId, session);
    const { reference, note } = keys.take(sessionKey);
    if (reference !== '' || note !== '')
      session.record('representative', { kind: 'reference-set', reference, note });
    this.#link?.send({ kind: 'claim-session', sessionId });
    session.phone.join(phone, submission.instance ?? '');
  }

  #resume(phone: Phone, { sessionId, token, instance = '', lastSeq }: ResumeSession): void {
    const session = this.#sessions.get(sessionId);
    const outcome = session?.phone.resume({ phone, token, instance, lastSeq }) ?? 'refused';
    if (outcome === 'refused') turnAway(phone, resumptionRefusal());
  }

  /** Tells a phone that the disk refused; it may try again. A session it may have begun waits for it. */
  #refuseUnsaved(phone: Phone, submissionId?: string): void {
    const session = this.#byConnection.get(phone.connectionId);
    this.#byConnection.delete(phone.connectionId);
    if (session?.phone.isConnected === false) session.phone.lost();
    turnAway(phone, unsavedRefusal(submissionId));
  }

  #load(sessionId: string): void {
    const { store, clock } = this.#options;
    try {
      const log = SessionLog.load({
        sessionId,
        store,
        publish: this.#publisher(sessionId),
        now: () => clock.now(),
      });
      if (log !== undefined) this.#sessions.set(sessionId, new Session(log, this.#surroundings()));
    } catch (error) {
      this.#options.unreadable(sessionId, error);
    }
  }

  #publisher(sessionId: string): (event: SessionEvent) => void {
    return (event) => {
      this.#options.publish({ kind: 'session-event-appended', sessionId, event });
      if (leavesQueue(event)) queueMicrotask(() => this.#sendQueuePositions());
    };
  }

  #surroundings(): SessionSurroundings {
    const { store, clock, parts, findPicture, gracePeriodMs, publish } = this.#options;
    return {
      store,
      clock,
      parts,
      findPicture,
      gracePeriodMs,
      attached: ({ connectionId }, session) => {
        this.#byConnection.set(connectionId, session);
        queueMicrotask(() => this.#sendQueuePositions());
      },
      released: (connectionId) => this.#byConnection.delete(connectionId),
      onTyping: (sessionId) => publish({ kind: 'customer-typing', sessionId }),
      onSignal: (sessionId, peerId, data) => publish({ kind: 'signal-received', sessionId, peerId, data }),
    };
  }

  /** Tells each waiting phone its place, first come first. */
  #sendQueuePositions(): void {
    let position = 0;
    for (const session of this.#sessions.values()) {
      if (session.state.phase !== 'waiting') continue;
      position += 1;
      session.phone.send({ kind: 'queue-position-changed', position });
    }
  }

  #siteLost(): void {
    this.#link = undefined;
    for (const part of this.#options.parts) part.siteAttached?.(undefined);
    this.#options.keys.siteLost();
    this.#byConnection.clear();
    for (const { phone } of this.#sessions.values()) phone.siteLost();
  }
}

function leavesQueue(event: EventBody): boolean {
  return (
    event.kind === 'session-started' || event.kind === 'session-declined' || event.kind === 'session-ended'
  );
}
