import type { RawData, WebSocket } from 'ws';
import { ConnectionBase } from '../shared/wire/connection-base';

/** Why the site closes a WebSocket, as a status code (RFC 6455, 7.4); 1000 for all others. */
const closeCodes: Readonly<Record<string, number>> = {
  'site-closing': 1001,
  'representative-left': 1001,
  'too-many-messages': 1008,
  'too-slow': 1008,
  'site-full': 1013,
  'not-joined': 1013,
};

/** A binary frame counts as a message that is not JSON text, so that it is refused by name. */
const binaryAsText = '';

/** The site's end of a phone's WebSocket. */
export class WebSocketConnection extends ConnectionBase {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
    socket.on('message', (data, isBinary) => this.received(isBinary ? binaryAsText : textOf(data)));
    socket.on('close', (code, reason) => this.closed(reason.toString('utf8') || `websocket-closed-${code}`));
    // An error is always followed by 'close'; without a listener it would end the process.
    socket.on('error', () => undefined);
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  send(text: string): boolean {
    if (!this.isOpen || this.#socket.readyState !== this.#socket.OPEN) return false;
    this.#socket.send(text);
    return true;
  }

  protected closeCarrier(reason: string): void {
    this.#socket.close(closeCodes[reason] ?? 1000, reason.slice(0, 120));
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
