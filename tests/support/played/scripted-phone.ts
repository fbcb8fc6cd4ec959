import { reduce } from '../../../shared/session/reduce';
import type { CustomerEvent } from '../../../shared/session/session-event';
import type { SessionState } from '../../../shared/session/session-state';
import type { CustomerCommand, SubmitSessionKey } from '../../../shared/wire/customer-message';
import type { SiteMessage } from '../../../shared/wire/site-message';
import type { ScriptedSite } from './scripted-site';

let connections = 0;

/** A phone as docs/protocol.md describes one: it keeps its copy of the log, its token and its unanswered commands. */
export class ScriptedPhone {
  readonly log: CustomerEvent[] = [];
  readonly pending = new Map<string, CustomerCommand>();
  readonly refused: string[] = [];
  state: SessionState | undefined;
  #submission: SubmitSessionKey;
  #sessionId: string | undefined;
  #token: string | undefined;
  #connectionId: string | undefined;
  #site: ScriptedSite | undefined;

  constructor(submission: SubmitSessionKey) {
    this.#submission = submission;
  }

  get isConnected(): boolean {
    return this.#connectionId !== undefined;
  }

  get sessionId(): string | undefined {
    return this.#sessionId;
  }

  /** Opens a connection and joins, or resumes where it holds a token. */
  connect(site: ScriptedSite): void {
    if (this.#connectionId !== undefined) return;
    connections += 1;
    const connectionId = `phone-${String(connections).padStart(6, '0')}`;
    this.#connectionId = connectionId;
    this.#site = site;
    site.connectPhone(connectionId, (message) => {
      if (this.#connectionId === connectionId) this.#take(message);
    });
    if (this.#sessionId === undefined || this.#token === undefined) site.join(connectionId, this.#submission);
    else site.resume(connectionId, this.#sessionId, this.#token, this.log.at(-1)?.seq ?? 0);
  }

  /** Loses the connection: what is on its way here never arrives, what was sent does. */
  drop(): void {
    const connectionId = this.#connectionId;
    this.#connectionId = undefined;
    if (connectionId !== undefined) this.#site?.disconnected(connectionId);
  }

  /** Gives the site what a person did; it is kept until it is answered. */
  command(command: CustomerCommand): void {
    this.pending.set(command.id, command);
    this.#send(command);
  }

  /** Sends everything unanswered again, in order. */
  repeat(): void {
    for (const command of this.pending.values()) this.#send(command);
  }

  /** Sends a command again though it was answered, as a faulty client might. */
  repeatAnswered(command: CustomerCommand): void {
    this.#send(command);
  }

  /** After the end nothing more can be carried out: what made no entry never will. */
  #giveUp(): void {
    for (const id of this.pending.keys()) {
      if (!this.log.some(({ commandId }) => commandId === id)) this.refused.push(id);
    }
    this.pending.clear();
  }

  #send(command: CustomerCommand): void {
    if (this.#connectionId !== undefined) this.#site?.fromPhone(this.#connectionId, command);
  }

  #take(message: SiteMessage): void {
    switch (message.kind) {
      case 'session-joined':
      case 'session-resumed':
        this.#sessionId = message.sessionId;
        this.#token = message.token;
        this.repeat();
        return;
      case 'events':
        for (const event of message.events) {
          if (event.seq <= (this.log.at(-1)?.seq ?? 0)) continue;
          // A gap throws here, and with it the test.
          this.state = reduce(this.state, event);
          this.log.push(event);
        }
        if (this.state?.phase === 'ended' || this.state?.phase === 'turned-away') this.#giveUp();
        return;
      case 'command-done':
        this.pending.delete(message.id);
        return;
      case 'refusal':
        if (message.code === 'could-not-save') {
          // Nothing happened: a command is kept for later; joining or resuming needs a new connection.
          if (!this.pending.has(message.commandId ?? '')) this.#connectionId = undefined;
          return;
        }
        if (message.commandId === undefined) throw new Error(`refused: ${message.code}`);
        this.refused.push(message.commandId);
        this.pending.delete(message.commandId);
        return;
      default:
        return;
    }
  }
}
