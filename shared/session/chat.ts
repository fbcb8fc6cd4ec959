import type { Party, SessionEvent } from './session-event';

/** How far each party is with the other's chat messages. */
export interface ChatState {
  /** Chat messages so far, of both parties. */
  readonly count: number;
  /** The highest `seq` each party has received. */
  readonly deliveredTo: Readonly<Record<Party, number>>;
  /** The highest `seq` each party has had on screen. */
  readonly seenTo: Readonly<Record<Party, number>>;
  /** The `seq` of each message that the named party has not seen yet, oldest first; at most the newest 100. */
  readonly unseenBy: Readonly<Record<Party, readonly number[]>>;
}

/** The events that change how the chat stands. */
export type ChatEvent = Extract<SessionEvent, { kind: `chat-${string}` }>;

/** The chat of a session that has just started. */
export const noChat: ChatState = {
  count: 0,
  deliveredTo: { representative: 0, customer: 0 },
  seenTo: { representative: 0, customer: 0 },
  unseenBy: { representative: [], customer: [] },
};

/** How many unseen messages are remembered by `seq`; screens show "99+" beyond. */
const unseenKept = 100;

/** Returns the chat after `event`. */
export function chatAfter(chat: ChatState, event: ChatEvent): ChatState {
  const by = event.by === 'customer' ? 'customer' : 'representative';
  switch (event.kind) {
    case 'chat-message-sent':
      return afterMessage(chat, by, event.seq);
    case 'chat-messages-delivered':
      return afterReceipt(chat, by, 'deliveredTo', event.upTo);
    case 'chat-messages-seen':
      return afterReceipt(chat, by, 'seenTo', event.upTo);
  }
}

function afterMessage(chat: ChatState, by: Party, seq: number): ChatState {
  const other = by === 'customer' ? 'representative' : 'customer';
  return {
    ...chat,
    count: chat.count + 1,
    unseenBy: { ...chat.unseenBy, [other]: [...chat.unseenBy[other], seq].slice(-unseenKept) },
  };
}

/** The chat once `by` has received, or seen, the other party's messages up to `upTo`. */
function afterReceipt(chat: ChatState, by: Party, field: 'deliveredTo' | 'seenTo', upTo: number): ChatState {
  if (upTo <= chat[field][by]) return chat;
  const delivered = { ...chat.deliveredTo, [by]: Math.max(upTo, chat.deliveredTo[by]) };
  if (field === 'deliveredTo') return { ...chat, deliveredTo: delivered };
  return {
    ...chat,
    deliveredTo: delivered,
    seenTo: { ...chat.seenTo, [by]: upTo },
    unseenBy: { ...chat.unseenBy, [by]: chat.unseenBy[by].filter((seq) => seq > upTo) },
  };
}
