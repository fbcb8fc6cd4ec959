import type { ClientRequest } from 'node:http';
import { Agent, request } from 'node:https';
import { fileLimits } from '../../../shared/file-transfer/file-limits';

/** A file road as a phone opens it, over HTTPS. */
export class PlayedRoad {
  readonly closed: Promise<void>;
  readonly #agent = new Agent({ rejectUnauthorized: false, keepAlive: true });
  #settleClosed: () => void = () => undefined;
  #down: ClientRequest | undefined;
  #next = 0;
  #waiting: Uint8Array[] = [];
  #isSending = false;
  readonly #looks = new Set<() => void>();

  constructor(
    readonly base: string,
    readonly path: string,
    /** Told where a body could not be sent; a test that expects none fails. */
    readonly failed: (error: unknown) => void = (error) => {
      throw error;
    },
  ) {
    this.closed = new Promise((resolve) => {
      this.#settleClosed = resolve;
    });
  }

  /** Opens the way down; resolves to the status it was answered with. */
  open(take: (bytes: Buffer) => void, headers: Readonly<Record<string, string>> = {}): Promise<number> {
    return new Promise((resolve, reject) => {
      const down = request(`${this.base}${this.path}/down`, { agent: this.#agent, headers }, (response) => {
        response.on('data', (bytes: Buffer) => {
          take(bytes);
          this.#looked();
        });
        response.on('error', () => undefined);
        response.on('close', () => this.#settleClosed());
        resolve(response.statusCode ?? 0);
      });
      down.on('error', reject);
      down.end();
      this.#down = down;
    });
  }

  /** Sends one body; resolves to the status. */
  put(number: number, body: Uint8Array): Promise<number> {
    return new Promise((resolve, reject) => {
      const headers = { 'Content-Length': String(body.length) };
      const options = { method: 'PUT', agent: this.#agent, headers };
      const put = request(`${this.base}${this.path}/up/${number}`, options, (response) => {
        response.resume();
        response.on('end', () => this.#looked());
        resolve(response.statusCode ?? 0);
      });
      put.on('error', reject);
      put.end(body);
    });
  }

  /** Sends bytes in the bodies' order, as many in one as fit. */
  send(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    if (this.#isSending) return;
    this.#isSending = true;
    setImmediate(() => void this.#sendWaiting().catch(this.failed));
  }

  /** Resolves once `isSo`, looked at whenever something arrived or was taken. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      await new Promise<void>((resolve) => {
        const look = (): void => {
          this.#looks.delete(look);
          resolve();
        };
        this.#looks.add(look);
        setImmediate(look);
      });
    }
  }

  abort(): void {
    this.#down?.destroy();
    this.#agent.destroy();
  }

  async #sendWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      const body: Uint8Array[] = [];
      let length = 0;
      for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
        if (length + next.length > fileLimits.upBodyBytes) break;
        body.push(next);
        length += next.length;
        this.#waiting.shift();
      }
      const number = this.#next;
      this.#next += 1;
      const status = await this.put(number, Buffer.concat(body));
      if (status !== 204) throw new Error(`body ${number} was answered ${status}`);
    }
    this.#isSending = false;
  }

  #looked(): void {
    for (const look of [...this.#looks]) look();
  }
}
