import {
  type Author,
  type EventBody,
  forCustomer,
  type SessionEvent,
} from '../../shared/session/session-event';
import type { SessionState } from '../../shared/session/session-state';
import { isCustomerCommand, type SessionMessage } from '../../shared/wire/customer-message';
import { decodeSessionMessage } from '../../shared/wire/decode';
import type { Refusal } from '../../shared/wire/refusal';
import type { SiteMessage } from '../../shared/wire/site-message';
import { outcomeOfCustomerCommand } from './customer-commands';
import { newIdentifier } from './identifiers';
import { refusalMessage } from './refusal-message';
import { type ConnectionSurroundings, SessionConnection } from './session-connection';
import type { SessionFiles } from './session-files';
import type { Appended, SessionLog } from './session-log';
import type { Watching } from './watching';

/** What a session needs of the house around it. */
export interface SessionSurroundings extends ConnectionSurroundings {
  readonly watching: Watching;
  /** What a phone sends on this connection goes to this session from now on. */
  readonly attachCustomer: (connectionId: string, session: Session) => void;
  readonly files: SessionFiles;
  readonly onTyping: (sessionId: string) => void;
  readonly onSignal: (sessionId: string, peerId: string, data: string) => void;
}

/** One open session: its log, the phone connected to it, and the timers of a lost connection. */
export class Session {
  readonly log: SessionLog;
  readonly #surroundings: SessionSurroundings;
  /** The phone's end: joining, resuming, absence. */
  readonly connection: SessionConnection;

  constructor(log: SessionLog, surroundings: SessionSurroundings) {
    this.log = log;
    this.#surroundings = surroundings;
    this.connection = new SessionConnection(
      {
        log,
        record: (by, body) => this.record(by, body),
        attached: (connectionId) => surroundings.attachCustomer(connectionId, this),
        sendIceServers: () => surroundings.watching.sendIceServers(this),
      },
      surroundings,
    );
  }

  get sessionId(): string {
    return this.log.sessionId;
  }

  get state(): SessionState {
    return this.log.state;
  }

  /** The phone's connection, where there is one now. */
  get connectionId(): string | undefined {
    return this.connection.connectionId;
  }

  /** Whether timers run for this session; none does once it has ended. */
  get hasTimers(): boolean {
    return this.connection.hasTimers;
  }

  /** Handles one message of the phone, undecoded. Anything wrong is answered by name; nothing throws. */
  receive(text: string): void {
    const decoded = decodeSessionMessage(text);
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
    this.connection.stop();
  }

  #handle(message: SessionMessage): void {
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

  #appended(event: SessionEvent): void {
    this.#send({ kind: 'events', events: [forCustomer(event)] });
    this.#surroundings.watching.follow(this, event);
    this.#surroundings.files.follow(this, event);
    if (!this.log.isOpen) this.connection.letGo();
  }

  #send(message: SiteMessage): void {
    this.connection.send(message);
  }

  #refuse(refusal: Refusal): void {
    this.#send(refusalMessage(refusal));
  }
}
