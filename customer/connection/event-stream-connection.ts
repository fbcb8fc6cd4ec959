import type { Connection } from '../../shared/wire/connection';
import { ConnectionBase } from '../../shared/wire/connection-base';

/** What an event stream needs of the browser; tests hand in their own. */
export interface EventStreamPlatform {
  readonly openStream: (path: string) => EventSource;
  /** Sends one post on the stream of this name; resolves with the status of the answer. */
  readonly post: (streamId: string, sequence: number, body: string) => Promise<number>;
  /** Calls `action` once after `milliseconds`. Returns a function that cancels it. */
  readonly after: (milliseconds: number, action: () => void) => () => void;
}

export const browserPlatform: EventStreamPlatform = {
  openStream: (path) => new EventSource(path),
  post: async (streamId, sequence, body) => {
    const response = await fetch('/session/messages', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Sightline-Stream': streamId,
        'Sightline-Sequence': String(sequence),
      },
      body,
      keepalive: body.length < 32_000,
      signal: AbortSignal.timeout(5_000),
    });
    return response.status;
  },
  after: (milliseconds, action) => {
    const timer = window.setTimeout(action, milliseconds);
    return () => window.clearTimeout(timer);
  },
};

/** Bytes joined into one post at most; the site takes twice as much. */
const postCharacters = 48 * 1024;
const retryMs = 500;

/** Messages of the site come as server-sent events, ours go as numbered posts, one at a time (docs/protocol.md, C3 and C4). */
export class EventStreamConnection extends ConnectionBase {
  readonly #stream: EventSource;
  readonly #platform: EventStreamPlatform;
  readonly #streamId: string;
  readonly #queue: string[] = [];
  #sequence = 0;
  #isPosting = false;
  #wake: (() => void) | undefined;

  constructor(stream: EventSource, streamId: string, platform: EventStreamPlatform) {
    super();
    this.#stream = stream;
    this.#platform = platform;
    this.#streamId = streamId;
    stream.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') this.received(data);
    });
    // The browser would open a new stream by itself; that would be another connection, so it counts as closed.
    stream.addEventListener('error', () => this.#lost('the stream ended'));
  }

  get bufferedBytes(): number {
    return this.#queue.reduce((sum, text) => sum + text.length, 0);
  }

  send(text: string): boolean {
    if (!this.isOpen) return false;
    this.#queue.push(text);
    if (!this.#isPosting) void this.#post();
    return true;
  }

  protected closeCarrier(): void {
    this.#stream.close();
    this.#wake?.();
  }

  async #post(): Promise<void> {
    this.#isPosting = true;
    while (this.isOpen && this.#queue.length > 0) {
      const count = this.#countForOnePost();
      const body = this.#queue.slice(0, count).join('\n');
      this.#sequence += 1;
      const status = await this.#postUntilAnswered(this.#sequence, body);
      if (status >= 300) {
        // What was in the post did not arrive; the session sends it again on its next connection.
        this.#lost(`the site answered ${status}`);
        break;
      }
      this.#queue.splice(0, count);
    }
    this.#isPosting = false;
  }

  async #postUntilAnswered(sequence: number, body: string): Promise<number> {
    while (this.isOpen) {
      try {
        const status = await this.#platform.post(this.#streamId, sequence, body);
        if (status < 500) return status;
      } catch {
        // No answer: the same number is sent again, so it takes effect once.
      }
      if (this.isOpen) await this.#wait();
    }
    return 404;
  }

  /** Waits before the next try; ends at once when the connection is closed meanwhile. */
  #wait(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#platform.after(retryMs, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }

  #countForOnePost(): number {
    let characters = 0;
    let count = 0;
    for (const text of this.#queue) {
      if (count > 0 && characters + text.length > postCharacters) break;
      characters += text.length;
      count += 1;
    }
    return count;
  }

  #lost(reason: string): void {
    this.#stream.close();
    this.closed(reason);
    this.#wake?.();
  }
}

/** Opens an event stream; rejects when it does not open within `timeoutMs`. */
export function openEventStream(timeoutMs: number, platform = browserPlatform): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const stream = platform.openStream('/session/stream');
    let isSettled = false;
    const giveUp = (): void => {
      if (isSettled) return;
      isSettled = true;
      cancel();
      stream.close();
      reject(new Error('the event stream did not open'));
    };
    stream.addEventListener('open', (event: Event) => {
      // The browser's own `open` carries no data; the site's event of that name carries the identifier.
      if (isSettled || !(event instanceof MessageEvent) || typeof event.data !== 'string') return;
      isSettled = true;
      cancel();
      stream.removeEventListener('error', giveUp);
      resolve(new EventStreamConnection(stream, event.data, platform));
    });
    stream.addEventListener('error', giveUp);
    const cancel = platform.after(timeoutMs, giveUp);
  });
}
