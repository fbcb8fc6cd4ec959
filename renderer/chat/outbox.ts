import { Listeners } from '../../shared/listeners';
import { newCommandId } from '../ipc/command-id';
import { partContext } from '../kit/part-context';
import { problemOf } from '../kit/problem';
import { type LogPages, logAt } from '../store/log-pages';

/** A message on its way to the log: shown at once, and kept until its event arrives. */
export interface PendingMessage {
  /** The command's identifier, the same at each retry. */
  readonly id: string;
  readonly text: string;
  /** When it was sent first, in milliseconds since the Unix epoch. */
  readonly at: number;
  /** The log's length when it was sent: its event can only come after. */
  readonly after: number;
  readonly state: { readonly kind: 'sending' } | { readonly kind: 'failed'; readonly problem: string };
}

/** Records a chat message in the log; rejects where it could not. */
export type SendChatMessage = (sessionId: string, id: string, text: string) => Promise<unknown>;

const nothing: readonly PendingMessage[] = [];

/** What the representative wrote and the log does not hold yet: a draft and pending messages per session. */
export class Outbox {
  readonly #drafts = new Map<string, string>();
  readonly #pending = new Map<string, readonly PendingMessage[]>();
  readonly #listeners = new Listeners<[]>();

  constructor(
    readonly send: SendChatMessage,
    readonly makeId: () => string = newCommandId,
    readonly readClock: () => number = () => Date.now(),
  ) {}

  /** Calls `listener` when pending messages change. Returns its unsubscribe. */
  readonly subscribe = this.#listeners.add;

  /** Messages of a session that have no event yet, oldest first; the same array until they change. */
  readonly pending = (sessionId: string): readonly PendingMessage[] =>
    this.#pending.get(sessionId) ?? nothing;

  /** The text not sent yet. */
  draft(sessionId: string): string {
    return this.#drafts.get(sessionId) ?? '';
  }

  /** Keeps the text not sent yet. */
  keepDraft(sessionId: string, text: string): void {
    if (text === '') this.#drafts.delete(sessionId);
    else this.#drafts.set(sessionId, text);
  }

  /** Sends `text` as a new message; `after` is the log's length now. */
  post(sessionId: string, text: string, after: number): void {
    const message: PendingMessage = {
      id: this.makeId(),
      text,
      at: this.readClock(),
      after,
      state: { kind: 'sending' },
    };
    this.#set(sessionId, [...this.pending(sessionId), message]);
    this.#deliver(sessionId, message);
  }

  /** Sends a failed message once more, under the same identifier. */
  retry(sessionId: string, id: string): void {
    const message = this.pending(sessionId).find((each) => each.id === id);
    if (message?.state.kind !== 'failed') return;
    this.#change(sessionId, id, { kind: 'sending' });
    this.#deliver(sessionId, message);
  }

  /** Drops the messages whose events `log` holds. */
  settle(sessionId: string, log: LogPages): void {
    const before = this.pending(sessionId);
    const left = stillPending(before, log);
    if (left.length !== before.length) this.#set(sessionId, left);
  }

  #deliver(sessionId: string, message: PendingMessage): void {
    this.send(sessionId, message.id, message.text).catch((error: unknown) => {
      const problem = problemOf(error, 'The message could not be sent.');
      this.#change(sessionId, message.id, { kind: 'failed', problem });
    });
  }

  #change(sessionId: string, id: string, state: PendingMessage['state']): void {
    this.#set(
      sessionId,
      this.pending(sessionId).map((message) => (message.id === id ? { ...message, state } : message)),
    );
  }

  #set(sessionId: string, messages: readonly PendingMessage[]): void {
    if (messages.length === 0) this.#pending.delete(sessionId);
    else this.#pending.set(sessionId, messages);
    this.#listeners.tell();
  }
}

export const [OutboxContext, useOutbox] = partContext<Outbox>('The outbox');

/** The messages of `pending` whose events are not in `log` yet; the same array where that is all of them. */
export function stillPending(pending: readonly PendingMessage[], log: LogPages): readonly PendingMessage[] {
  const earliest = Math.min(...pending.map((message) => message.after));
  const arrived = new Set<string>();
  for (let index = log.length - 1; index >= 0 && index >= earliest; index -= 1) {
    const event = logAt(log, index);
    if (event?.kind === 'chat-message-sent') arrived.add(event.commandId);
  }
  return arrived.size === 0 ? pending : pending.filter((message) => !arrived.has(message.id));
}
