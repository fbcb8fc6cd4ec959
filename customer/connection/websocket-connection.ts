import type { Connection } from '../../shared/wire/connection';
import { ConnectionBase } from '../../shared/wire/connection-base';

class WebSocketConnection extends ConnectionBase {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') this.received(data);
    });
    socket.addEventListener('close', () => this.closed('the connection was closed'));
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  send(text: string): boolean {
    if (!this.isOpen || this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(text);
    return true;
  }

  protected closeCarrier(): void {
    this.#socket.close();
  }
}

/** Opens a WebSocket to `url`; rejects when it does not open within `timeoutMs`. */
export function openWebSocket(url: string, timeoutMs: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    const giveUp = (): void => {
      window.clearTimeout(timer);
      socket.removeEventListener('open', opened);
      socket.close();
      reject(new Error('the WebSocket did not open'));
    };
    const opened = (): void => {
      window.clearTimeout(timer);
      socket.removeEventListener('error', giveUp);
      resolve(new WebSocketConnection(socket));
    };
    const timer = window.setTimeout(giveUp, timeoutMs);
    socket.addEventListener('open', opened, { once: true });
    socket.addEventListener('error', giveUp, { once: true });
  });
}
