import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { ConnectionBase } from '../../../../shared/wire/connection-base';

/** A phone's end of an event stream, as docs/protocol.md describes it. */
export class EventStreamClient extends ConnectionBase {
  readonly #base: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4, rejectUnauthorized: false });
  readonly #opening: ClientRequest;
  /** The name of the stream, once it is open. */
  readonly whenOpen: Promise<string>;
  #posts: Promise<unknown> = Promise.resolve();
  #sequence = 0;
  #unsent = 0;

  constructor(base: string) {
    super();
    this.#base = base;
    const opening = request(`${base}/session/stream`, { rejectUnauthorized: false, agent: false });
    this.#opening = opening;
    this.whenOpen = new Promise((resolve, reject) => {
      opening.on('error', reject);
      opening.on('response', (response) => {
        if (response.statusCode === 200) this.#read(response, resolve);
        else reject(new Error(`status ${response.statusCode}`));
      });
      opening.on('close', () => reject(new Error('closed')));
    });
    this.whenOpen.catch(() => undefined);
    opening.on('close', () => this.#ended('event-stream-closed'));
    opening.end();
  }

  get bufferedBytes(): number {
    return this.#unsent;
  }

  send(text: string): boolean {
    if (!this.isOpen) return false;
    this.#sequence += 1;
    const sequence = this.#sequence;
    this.#unsent += text.length;
    this.#posts = this.#posts
      .then(async () => post(this.#base, await this.whenOpen, sequence, text, this.#agent))
      .catch(() => undefined)
      .then(() => {
        this.#unsent -= text.length;
      });
    return true;
  }

  protected closeCarrier(): void {
    void this.#posts.then(() => {
      this.#opening.destroy();
      this.#agent.destroy();
    });
  }

  #ended(reason: string): void {
    this.#agent.destroy();
    this.closed(reason);
  }

  #read(response: IncomingMessage, opened: (streamId: string) => void): void {
    let rest = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const lines = block.split('\n');
        const event = lines.find((line) => line.startsWith('event: '))?.slice(7) ?? 'message';
        const data = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6));
        if (data.length === 0) continue;
        if (event === 'open') opened(data.join('\n'));
        else if (event === 'close') this.#ended(data.join('\n'));
        else this.received(data.join('\n'));
      }
    });
    response.on('error', () => undefined);
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export function post(
  base: string,
  streamId: string,
  sequence: number | string | undefined,
  body: string,
  agent?: Agent,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return ask(
    `${base}/session/messages`,
    {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Sightline-Stream': streamId,
        ...(sequence === undefined ? {} : { 'Sightline-Sequence': String(sequence) }),
        ...headers,
      },
      ...(agent === undefined ? {} : { agent }),
    },
    body,
  );
}

/** One HTTPS request, its whole answer. */
export function ask(
  url: string,
  {
    body: ownBody,
    ...options
  }: {
    method?: string;
    headers?: Readonly<Record<string, string>>;
    agent?: Agent | false;
    body?: string | Buffer;
  } = {},
  body: string | Buffer | undefined = ownBody,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { rejectUnauthorized: false, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
