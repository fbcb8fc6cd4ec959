import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Closes a socket that does not bring the headers of its next request in time, however slowly it dribbles. */
export class SocketDeadline {
  readonly #socket: Socket;
  readonly #milliseconds: number;
  #timer: NodeJS.Timeout | undefined;
  #requests = 0;
  #isUpgraded = false;
  #isClosing = false;

  constructor(socket: Socket, milliseconds: number) {
    this.#socket = socket;
    this.#milliseconds = milliseconds;
    this.#arm();
  }

  /** Notes that a request's headers are complete; its answer may take any time. */
  requestBegan(request: IncomingMessage, response: ServerResponse): void {
    this.#requests += 1;
    this.disarm();
    response.once('close', () => {
      this.#requests -= 1;
      if (this.#requests > 0) return;
      if (this.#isClosing) request.socket.end();
      else if (!this.#socket.destroyed) this.#arm();
    });
  }

  /** Notes that the socket now carries a WebSocket, which has its own heartbeat. */
  upgraded(): void {
    this.#isUpgraded = true;
    this.disarm();
  }

  /** Closes the socket now, or as soon as what is being answered is sent. */
  closeWhenIdle(): void {
    this.#isClosing = true;
    if (this.#requests === 0 && !this.#isUpgraded) this.#socket.destroy();
  }

  disarm(): void {
    clearTimeout(this.#timer);
  }

  #arm(): void {
    this.disarm();
    this.#timer = setTimeout(() => this.#socket.destroy(), this.#milliseconds);
  }
}
