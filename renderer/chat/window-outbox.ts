import { request } from '../ipc/request';
import { Outbox } from './outbox';

/** This window's outbox. */
export const outbox = new Outbox((sessionId, id, text) =>
  request('send-chat-message', { sessionId, id, text }),
);
