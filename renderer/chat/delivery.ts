import type { ChatState } from '../../shared/session/chat';

export type Delivery = 'Sent' | 'Delivered' | 'Seen';

/** How far the representative's message with this `seq` has come. */
export function deliveryOf(seq: number, chat: ChatState): Delivery {
  if (seq <= chat.seenTo.customer) return 'Seen';
  if (seq <= chat.deliveredTo.customer) return 'Delivered';
  return 'Sent';
}
