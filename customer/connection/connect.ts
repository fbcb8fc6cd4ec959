import type { Connection } from '../../shared/wire/connection';
import { openEventStream } from './event-stream-connection';
import { openWebSocket } from './websocket-connection';

const openWithinMs = 4_000;

/** Makes a function that connects to the page's own site: by WebSocket, or by event stream where none ever opened. */
export function makeConnect(): () => Promise<Connection> {
  let preferred: 'unknown' | 'websocket' | 'event-stream' = 'unknown';
  return async () => {
    if (preferred !== 'event-stream') {
      try {
        const connection = await openWebSocket(`wss://${window.location.host}/session`, openWithinMs);
        preferred = 'websocket';
        return connection;
      } catch (error) {
        if (preferred === 'websocket') throw error;
      }
    }
    const connection = await openEventStream(openWithinMs);
    if (preferred === 'unknown') preferred = 'event-stream';
    return connection;
  };
}
