import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Connection } from '../shared/wire/connection';
import { isFromThisSite, requestUrl, validHost } from './request-checks';
import type { SiteNames } from './site-names';
import { WebSocketConnection } from './websocket-connection';

/**
 * Bytes of one WebSocket message that are still read, to be refused by name if they exceed
 * `limits.messageBytes`; beyond, the socket is closed with status 1009.
 */
export const webSocketMessageBytes = 1024 * 1024;
const closeTimeoutMs = 2_000;

/** Makes what answers an upgrade request: a WebSocket at `/session` for pages of this site, else a plain refusal. */
export function makeWebSocketUpgrade(
  names: SiteNames,
  onConnection: (connection: Connection, request: IncomingMessage) => void,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const options = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: webSocketMessageBytes,
    closeTimeout: closeTimeoutMs,
  };
  const server = new WebSocketServer(options);
  return (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const url = requestUrl(request);
    const host = validHost(request);
    if (host === undefined || url === undefined) refuse(socket, 400);
    else if (!names.includes(host, request.socket.localAddress)) refuse(socket, 421);
    else if (url.pathname !== '/session') refuse(socket, 404);
    else if (!isFromThisSite(request)) refuse(socket, 403);
    else {
      server.handleUpgrade(request, socket, head, (webSocket) => {
        onConnection(new WebSocketConnection(webSocket), request);
      });
    }
  };
}

function refuse(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  );
}
