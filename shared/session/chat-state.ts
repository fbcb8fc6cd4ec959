import type { Party } from './session-event';
import type { ChatState } from './session-state';

/** The chat of a session that has just started. */
export const noChat: ChatState = {
  count: 0,
  deliveredTo: { representative: 0, customer: 0 },
  seenTo: { representative: 0, customer: 0 },
  unseenBy: { representative: [], customer: [] },
};

/** How many unseen messages are remembered by `seq`; screens show "99+" beyond. */
const unseenKept = 100;

/** The chat after the message `seq` of `by`. */
export function chatAfterMessage(chat: ChatState, by: Party, seq: number): ChatState {
  const other = by === 'customer' ? 'representative' : 'customer';
  return {
    ...chat,
    count: chat.count + 1,
    unseenBy: { ...chat.unseenBy, [other]: [...chat.unseenBy[other], seq].slice(-unseenKept) },
  };
}

/** The chat once `by` has received, or seen, the other party's messages up to `upTo`. */
export function chatAfterReceipt(
  chat: ChatState,
  by: Party,
  field: 'deliveredTo' | 'seenTo',
  upTo: number,
): ChatState {
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
