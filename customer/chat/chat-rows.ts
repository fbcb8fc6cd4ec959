import type { ChatState } from '../../shared/session/chat';
import type { CustomerEvent } from '../../shared/session/session-event';
import type { StartedFacts } from '../../shared/session/session-state';
import type { CustomerCommand } from '../../shared/wire/customer-message';
import { cameraWords, eventWords } from './event-words';

/** One line of the customer's chat. */
export type ChatRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'note'; readonly key: string; readonly text: string; readonly at: number }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly by: 'customer' | 'representative';
      readonly text: string;
      readonly at: number | null;
      readonly delivery: Delivery | null;
    };

/** How far one of the customer's own messages has come. */
export type Delivery = 'sending' | 'waiting to send' | 'sent' | 'delivered' | 'seen';

/** The rows of the newest `limit` entries worth showing, then the messages still on their way. */
export function chatRows(
  events: readonly CustomerEvent[],
  state: StartedFacts,
  pending: readonly CustomerCommand[],
  isConnected: boolean,
  limit: number,
): { readonly rows: readonly ChatRow[]; readonly hasEarlier: boolean } {
  const newestFirst: ChatRow[] = [];
  let index = events.length - 1;
  for (; index >= 0 && newestFirst.length < limit; index -= 1) {
    const event = events[index];
    const row = event === undefined ? null : rowOf(event, state, () => events.slice(0, index));
    if (row !== null) newestFirst.push(row);
  }
  const rows: ChatRow[] = [];
  let lastDay = '';
  const today = new Date().toDateString();
  for (const row of newestFirst.reverse()) {
    const day = row.at === null ? '' : new Date(row.at).toDateString();
    if (day !== lastDay && row.at !== null && (day !== today || lastDay !== '')) {
      rows.push({ kind: 'day', key: `day-${day}`, at: row.at });
    }
    lastDay = day;
    rows.push(row);
  }
  for (const command of pending) {
    if (command.kind !== 'send-chat-message') continue;
    rows.push({
      kind: 'message',
      key: command.id,
      by: 'customer',
      text: command.text,
      at: null,
      delivery: isConnected ? 'sending' : 'waiting to send',
    });
  }
  return { rows, hasEarlier: index >= 0 };
}

function rowOf(
  event: CustomerEvent,
  state: StartedFacts,
  before: () => readonly CustomerEvent[],
): ChatRow | null {
  if (event.kind === 'chat-message-sent') {
    const isOwn = event.by === 'customer';
    return {
      kind: 'message',
      key: event.commandId,
      by: isOwn ? 'customer' : 'representative',
      text: event.text,
      at: event.at,
      delivery: isOwn ? deliveryOf(event.seq, state.chat) : null,
    };
  }
  const text =
    event.kind === 'camera-changed'
      ? cameraWords(event, before())
      : eventWords(event, state.representative.name);
  return text === null ? null : { kind: 'note', key: `seq-${event.seq}`, text, at: event.at };
}

function deliveryOf(seq: number, { deliveredTo, seenTo }: ChatState): Delivery {
  if (seq <= seenTo.representative) return 'seen';
  return seq <= deliveredTo.representative ? 'delivered' : 'sent';
}
