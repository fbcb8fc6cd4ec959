import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { parseJson } from '../../../../shared/read-text';
import type { Connection } from '../../../../shared/wire/connection';
import { decodeSiteMessage } from '../../../../shared/wire/decode';
import { connectInMemory } from '../../../../shared/wire/memory-connection';
import {
  type RepresentativeMessage,
  type SiteToRepresentative,
  siteToRepresentativeSchema,
} from '../../../../shared/wire/representative-link';
import type { SiteMessage } from '../../../../shared/wire/site-message';
import { makeSelfSignedCertificate, type SiteCertificate } from '../../../../site/certificate';
import { createSite, type Site, type SiteOptions } from '../../../../site/site';
import { WebSocketConnection } from '../../../../site/websocket-connection';
import { EventStreamClient } from './event-stream-client';
import { FakeClock } from './fake-clock';

const made = makeSelfSignedCertificate({ dns: ['localhost'], ip: ['127.0.0.1', '::1'] }, Date.now());

export function testCertificate(): Promise<SiteCertificate> {
  return made;
}

export interface TestSite {
  readonly site: Site;
  readonly clock: FakeClock;
  /** `https://127.0.0.1:port`. */
  readonly base: string;
  readonly logged: string[];
}

/** A site on a free port of this computer, closed when the test is over. */
export async function startSite(options: Partial<SiteOptions> = {}): Promise<TestSite> {
  const clock = new FakeClock();
  const logged: string[] = [];
  const site = await createSite({
    siteName: 'Example Support',
    reach: 'this-computer',
    port: 0,
    customerFolder: '/nowhere/at/all',
    certificate: await testCertificate(),
    clock,
    log: (line) => logged.push(JSON.stringify(line)),
    ...options,
  });
  onTestFinished(() => site.close());
  return { site, clock, base: `https://127.0.0.1:${site.port}`, logged };
}

export type PhoneTransport = 'websocket' | 'event-stream';

/** Messages of one kind of sender, waited for one by one. */
class Inbox<Message extends { kind: string }> {
  readonly all: Message[] = [];
  #read = 0;
  readonly #waiters = new Set<() => void>();

  add(message: Message): void {
    this.all.push(message);
    for (const waiter of [...this.#waiters]) waiter();
  }

  /** The next unread message of this kind; those before it count as read. */
  async next<Kind extends Message['kind']>(kind: Kind): Promise<Extract<Message, { kind: Kind }>> {
    for (;;) {
      const index = this.all.findIndex((message, at) => at >= this.#read && message.kind === kind);
      const message = this.all[index];
      if (message !== undefined) {
        this.#read = index + 1;
        return message as Extract<Message, { kind: Kind }>;
      }
      await new Promise<void>((resolve) => {
        const waiter = () => {
          this.#waiters.delete(waiter);
          resolve();
        };
        this.#waiters.add(waiter);
      });
    }
  }
}

export class TestPhone extends Inbox<SiteMessage> {
  readonly texts: string[] = [];
  readonly whenClosed: Promise<string>;

  constructor(readonly connection: Connection) {
    super();
    this.whenClosed = new Promise((resolve) => connection.onClose(resolve));
    connection.onReceive((text) => {
      this.texts.push(text);
      const message = decodeSiteMessage(text);
      if (message === undefined) throw new Error(`not a site message: ${text}`);
      this.add(message);
    });
  }

  send(message: object): void {
    this.connection.send(JSON.stringify(message));
  }

  /** Submits a key and returns the identifier of the submission. */
  submit(sessionKey: string, over: object = {}): string {
    const message = submission(sessionKey, over);
    this.send(message);
    return message.id;
  }

  /** Resolves when the site has handled all that was sent before. */
  async settled(): Promise<void> {
    this.send({ kind: 'ping' });
    await this.next('pong');
  }
}

let submissions = 0;

export function submission(sessionKey: string, over: object = {}) {
  submissions += 1;
  return {
    kind: 'submit-session-key' as const,
    version: 1,
    id: `submission-${submissions}`,
    sessionKey,
    name: 'Alva',
    description: 'The camera is black',
    device: { model: 'Pixel 8', operatingSystem: 'Android 16', browser: 'Chrome 140', language: 'sv-SE' },
    ...over,
  };
}

export function connectPhone(base: string, transport: PhoneTransport): TestPhone {
  return new TestPhone(transport === 'websocket' ? openWebSocket(base) : new EventStreamClient(base));
}

export function openWebSocket(
  base: string,
  headers: Record<string, string> = {},
): OpeningWebSocketConnection {
  const socket = new WebSocket(`${base.replace('https:', 'wss:')}/session`, {
    rejectUnauthorized: false,
    headers,
  });
  return new OpeningWebSocketConnection(socket);
}

/** Keeps what is sent before the WebSocket is open. */
class OpeningWebSocketConnection extends WebSocketConnection {
  readonly #socket: WebSocket;
  readonly whenOpen: Promise<void>;
  #early: string[] = [];

  constructor(socket: WebSocket) {
    super(socket);
    this.#socket = socket;
    this.whenOpen = new Promise((resolve) => {
      socket.once('open', () => {
        for (const text of this.#early) super.send(text);
        this.#early = [];
        resolve();
      });
    });
  }

  sendBinary(bytes: Buffer): void {
    this.#socket.send(bytes);
  }

  override send(text: string): boolean {
    if (!this.isOpen || this.#socket.readyState !== WebSocket.CONNECTING) return super.send(text);
    this.#early.push(text);
    return true;
  }
}

export class TestConsole extends Inbox<SiteToRepresentative> {
  constructor(readonly connection: Connection) {
    super();
    connection.onReceive((text) => this.add(siteToRepresentativeSchema.parse(parseJson(text))));
  }

  send(message: RepresentativeMessage): void {
    this.connection.send(JSON.stringify(message));
  }

  async generateKey(lifetimeMs = 30 * 60_000): Promise<string> {
    this.send({ kind: 'generate-session-key', id: crypto.randomUUID(), lifetimeMs });
    return (await this.next('session-key-generated')).sessionKey;
  }

  /** Waits until the site has handled all that was sent before. */
  async settled(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** A registered console connected in memory. */
export async function connectConsole(
  site: Site,
  registration: Partial<Extract<RepresentativeMessage, { kind: 'register' }>> = {},
): Promise<TestConsole> {
  const [near, far] = connectInMemory();
  site.connectRepresentative(far);
  const testConsole = new TestConsole(near);
  testConsole.send({
    kind: 'register',
    availability: 'available',
    sessionIds: [],
    openSessionKeys: [],
    ...registration,
  });
  await testConsole.settled();
  return testConsole;
}
