import type { Clock } from '../../shared/clock';
import type { ConsoleEvent } from '../../shared/ipc/console-event';
import type { SessionSummary } from '../../shared/ipc/view';
import { limits } from '../../shared/limits';
import type { EventBody, SessionEvent } from '../../shared/session/session-event';
import type { ResumeSession, SubmitSessionKey } from '../../shared/wire/customer-message';
import type { SiteToRepresentative } from '../../shared/wire/representative-link';
import type { Availability, SiteMessage } from '../../shared/wire/site-message';
import type { SessionStore } from '../history/session-store';
import { beginLog } from './begin-log';
import { newIdentifier } from './identifiers';
import type { OpenSessionKeys } from './open-session-keys';
import { Session, type SessionSurroundings } from './session';
import type { SessionFiles } from './session-files';
import { SessionLog } from './session-log';
import type { SiteLink } from './site-link';
import type { Watching } from './watching';

export interface RegistryOptions {
  readonly store: SessionStore;
  readonly keys: OpenSessionKeys;
  readonly watching: Watching;
  readonly files: SessionFiles;
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
      if (!session.log.isOpen) continue;
      session.record('site', { kind: 'console-restarted' });
      this.#options.watching.takeUp(session);
      this.#options.files.takeUp(session);
      session.connection.lost();
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
      if (this.#link === link) this.#receive(message);
    });
    link.onClose(() => {
      if (this.#link === link) this.#siteLost();
    });
    const openSessionKeys = this.#options.keys
      .list()
      .map(({ sessionKey, generatedAt, expiresAt }) => ({ sessionKey, generatedAt, expiresAt }));
    const sessionIds = [...this.#sessions.keys()];
    link.send({ kind: 'register', availability: this.#availability, sessionIds, openSessionKeys });
    this.#options.watching.attachSite(link);
  }

  /** Tells every phone in an active session of changed ICE servers. */
  sendIceServers(): void {
    for (const session of this.#sessions.values()) this.#options.watching.sendIceServers(session);
  }

  /** Stops all timers and leaves the site; sessions stay open on disk. */
  dispose(): void {
    for (const session of this.#sessions.values()) session.dispose();
    this.#options.watching.dispose();
    const link = this.#link;
    this.#link = undefined;
    link?.close();
  }

  #receive(message: SiteToRepresentative): void {
    switch (message.kind) {
      case 'customer-joined':
        try {
          this.#join(message.connectionId, message.submission);
        } catch {
          this.#refuseUnsaved(message.connectionId, message.submission.id);
        }
        return;
      case 'customer-resuming':
        try {
          this.#resume(message.connectionId, message.resume);
        } catch {
          this.#refuseUnsaved(message.connectionId);
        }
        return;
      case 'customer-message':
        this.#byConnection.get(message.connectionId)?.receive(message.text);
        return;
      case 'customer-answered':
        this.#byConnection.get(message.connectionId)?.connection.answered(message.connectionId);
        return;
      case 'customer-disconnected': {
        const session = this.#byConnection.get(message.connectionId);
        this.#byConnection.delete(message.connectionId);
        if (session === undefined) {
          for (const { connection } of this.#sessions.values())
            connection.resumptionLeft(message.connectionId);
        } else if (session.connectionId === message.connectionId) session.connection.lost(message.reason);
        return;
      }
      default:
        this.#options.keys.receive(message);
        this.#options.watching.receive(message);
    }
  }

  #join(connectionId: string, submission: SubmitSessionKey): void {
    const { store, keys, clock, siteName } = this.#options;
    const known = store.sessionIdOfSubmission(submission.id);
    const existing = known === undefined ? undefined : this.#sessions.get(known);
    if (existing !== undefined) {
      this.#byConnection.set(connectionId, existing);
      existing.connection.join(connectionId, submission.instance ?? '');
      return;
    }
    if (this.list().filter(({ state }) => state.phase === 'waiting').length >= limits.waitingCustomers) {
      this.#refuse(connectionId, {
        code: 'site-full',
        message: 'Too many customers are waiting; try again later.',
        commandId: submission.id,
        retryAfterMs: 60_000,
      });
      return;
    }
    const sessionId = newIdentifier();
    const publish = this.#publisher(sessionId);
    const now = (): number => clock.now();
    const { log, first, sessionKey } = beginLog(sessionId, submission, siteName(), { store, publish, now });
    const session = new Session(log, this.#surroundings());
    this.#sessions.set(sessionId, session);
    publish(first);
    this.#byConnection.set(connectionId, session);
    const { reference, note } = keys.take(sessionKey);
    if (reference !== '' || note !== '')
      session.record('representative', { kind: 'reference-set', reference, note });
    this.#link?.send({ kind: 'claim-session', sessionId });
    session.connection.join(connectionId, submission.instance ?? '');
  }

  #resume(connectionId: string, { sessionId, token, instance = '', lastSeq }: ResumeSession): void {
    const { connection } = this.#sessions.get(sessionId) ?? {};
    const outcome = connection?.resume({ connectionId, token, instance, lastSeq }) ?? 'refused';
    if (outcome === 'refused') this.#refuseResumption(connectionId, 'resume-refused');
  }

  #refuseResumption(connectionId: string, code: 'resume-refused' | 'could-not-save'): void {
    const message = 'This session cannot be resumed with this token.';
    if (code === 'resume-refused') this.#refuse(connectionId, { code, message });
    else this.#refuseUnsaved(connectionId);
  }

  /** Turns a phone away by name; it may try something else on the same connection. */
  #refuse(connectionId: string, refusal: Omit<Extract<SiteMessage, { kind: 'refusal' }>, 'kind'>): void {
    this.#link?.sendToCustomer(connectionId, { kind: 'refusal', ...refusal });
    this.#link?.send({ kind: 'detach-customer', connectionId });
  }

  /** Tells a phone that the disk refused; it may try again. A session it may have begun waits for it. */
  #refuseUnsaved(connectionId: string, submissionId?: string): void {
    const session = this.#byConnection.get(connectionId);
    this.#byConnection.delete(connectionId);
    if (session?.connectionId === undefined) session?.connection.lost();
    this.#refuse(connectionId, {
      code: 'could-not-save',
      message: 'The console could not write its log; try again.',
      ...(submissionId === undefined ? {} : { commandId: submissionId }),
      retryAfterMs: 2_000,
    });
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
    const { store, clock, watching, files, gracePeriodMs, publish } = this.#options;
    return {
      store,
      clock,
      watching,
      files,
      gracePeriodMs,
      sendToCustomer: (connectionId: string, message: SiteMessage) =>
        this.#link?.sendToCustomer(connectionId, message),
      attachCustomer: (connectionId, session) => {
        this.#byConnection.set(connectionId, session);
        queueMicrotask(() => this.#sendQueuePositions());
      },
      probeCustomer: (connectionId) => this.#link?.send({ kind: 'probe-customer', connectionId }),
      refuseResumption: (connectionId, code) => this.#refuseResumption(connectionId, code),
      detachCustomer: (connectionId) => {
        this.#byConnection.delete(connectionId);
        this.#link?.send({ kind: 'detach-customer', connectionId });
      },
      disconnectCustomer: (connectionId) => {
        this.#byConnection.delete(connectionId);
        this.#link?.send({ kind: 'disconnect-customer', connectionId });
      },
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
      session.sendToCustomer({ kind: 'queue-position-changed', position });
    }
  }

  #siteLost(): void {
    this.#link = undefined;
    this.#options.watching.attachSite(undefined);
    this.#options.keys.siteLost();
    this.#byConnection.clear();
    for (const { connection } of this.#sessions.values()) connection.siteLost();
  }
}

function leavesQueue(event: EventBody): boolean {
  return (
    event.kind === 'session-started' || event.kind === 'session-declined' || event.kind === 'session-ended'
  );
}
