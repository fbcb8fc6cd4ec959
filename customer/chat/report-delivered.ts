import type { SessionClient } from '../session/session-client';

/** Tells the representative which of their messages have arrived, whatever page or tab is open. Returns its end. */
export function reportDelivered(
  client: Pick<SessionClient, 'getState' | 'subscribe' | 'command'>,
): () => void {
  let sessionId = '';
  let toldTo = 0;
  return client.subscribe(() => {
    const session = client.getState();
    if (session.kind !== 'in-session' || session.state?.phase !== 'active') return;
    if (session.sessionId !== sessionId) {
      sessionId = session.sessionId;
      toldTo = 0;
    }
    const { chat } = session.state;
    const newest = chat.unseenBy.customer.at(-1) ?? 0;
    if (newest <= Math.max(toldTo, chat.deliveredTo.customer)) return;
    toldTo = newest;
    client.command({ kind: 'mark-delivered', upTo: newest });
  });
}
