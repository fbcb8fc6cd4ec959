import type { KeptSession, KeptSessionStore } from '../../../customer/session/kept-session';
import type { CommandBody } from '../../../customer/session/outbox';
import { SessionClient } from '../../../customer/session/session-client';
import { type EventBody, forCustomer, type SessionEvent } from '../../../shared/session/session-event';
import type { Connection } from '../../../shared/wire/connection';
import {
  type CustomerMessage,
  customerMessageSchema,
  isCustomerCommand,
} from '../../../shared/wire/customer-message';
import { connectInMemory } from '../../../shared/wire/memory-connection';
import type { SiteMessage } from '../../../shared/wire/site-message';
import { wireVersion } from '../../../shared/wire/version';
import { sessionKeyUsed } from '../wire/session-events';
import { FakeClock } from './fake-clock';

/** Lets everything that waits for a microtask run, also what that starts. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 40; round += 1) await Promise.resolve();
}

/** A `KeptSessionStore` in memory; it survives the client, as a reload's does. */
export class MemoryStore implements KeptSessionStore {
  #text: string | undefined;
  readonly read = (): KeptSession | undefined =>
    this.#text === undefined ? undefined : (JSON.parse(this.#text) as KeptSession);
  readonly write = (kept: KeptSession): void => {
    this.#text = JSON.stringify(kept);
  };
  readonly clear = (): void => {
    this.#text = undefined;
  };
}

export const aSubmission = {
  sessionKey: '418207951',
  name: 'Maja',
  description: '',
  device: { model: '', operatingSystem: '', browser: '', language: '' },
} as const;

export const sessionId = 'session-00000001';

/** A customer client with a site under it that says and does only what the test tells it. */
export class ScriptedCustomerSite {
  readonly clock = new FakeClock();
  readonly kept = new MemoryStore();
  /** Everything the client sent, over all its connections. */
  readonly sent: CustomerMessage[] = [];
  readonly log: SessionEvent[] = [];
  client: SessionClient;
  /** Whether the site can be reached. */
  isUp = true;
  /** Whether the site greets a connection with `welcome`. */
  greets = true;
  /** How often the client has tried to connect. */
  tries = 0;
  /** Called with each message of the client, after it was noted. */
  onMessage: (message: CustomerMessage) => void = () => undefined;
  #end: Connection | undefined;
  #identifiers = 0;

  constructor() {
    this.client = this.#newClient();
  }

  #newClient(): SessionClient {
    return new SessionClient({
      connect: () => this.#connect(),
      kept: this.kept,
      newIdentifier: () => {
        this.#identifiers += 1;
        return `identifier-${String(this.#identifiers).padStart(6, '0')}`;
      },
      now: () => this.clock.now(),
      after: (milliseconds, action) => this.clock.setTimer(action, milliseconds),
    });
  }

  get isConnected(): boolean {
    return this.#end?.isOpen === true;
  }

  /** The page is loaded anew: another client, with only what was kept. */
  async reload(): Promise<void> {
    this.client.close();
    this.client = this.#newClient();
    this.client.start();
    await settle();
  }

  say(message: SiteMessage): void {
    this.#end?.send(JSON.stringify(message));
  }

  /** Says something and lets the client take it. */
  async tell(message: SiteMessage): Promise<void> {
    this.say(message);
    await settle();
  }

  async lose(): Promise<void> {
    this.#end?.close('lost');
    await settle();
  }

  async pass(milliseconds: number): Promise<void> {
    this.clock.advance(milliseconds);
    await settle();
  }

  /** Writes the next entry of the log; says it only where told to. */
  write(by: SessionEvent['by'], body: EventBody, commandId?: string): SessionEvent {
    const seq = this.log.length + 1;
    const event = { seq, at: this.clock.now(), by, commandId: commandId ?? `site-event-${seq}`, ...body };
    this.log.push(event);
    return event;
  }

  async append(by: SessionEvent['by'], body: EventBody, commandId?: string): Promise<void> {
    const event = this.write(by, body, commandId);
    await this.tell({ kind: 'events', events: [forCustomer(event)] });
  }

  /** Joins as a customer does and, with `accept`, is accepted. */
  async join({ accept = true } = {}): Promise<void> {
    this.client.start();
    await settle();
    this.client.submit(aSubmission);
    this.say({ kind: 'session-joined', sessionId, token: 'token-000001' });
    await this.append('customer', sessionKeyUsed());
    if (accept) {
      await this.append('representative', {
        kind: 'session-started',
        representative: { name: 'Astrid Holm' },
        waitedMs: 1,
      });
    }
  }

  /** Answers a resumption with the entries after `lastSeq`. */
  async resume(lastSeq: number, token = 'token-000002'): Promise<void> {
    this.say({ kind: 'session-resumed', sessionId, token });
    const missed = this.log.filter(({ seq }) => seq > lastSeq).map(forCustomer);
    if (missed.length > 0) this.say({ kind: 'events', events: missed });
    await settle();
  }

  command(body: CommandBody): string {
    return this.client.command(body);
  }

  /** What the client sent of one kind. */
  ofKind<Kind extends CustomerMessage['kind']>(kind: Kind): Extract<CustomerMessage, { kind: Kind }>[] {
    return this.sent.filter(
      (message): message is Extract<CustomerMessage, { kind: Kind }> => message.kind === kind,
    );
  }

  /** The texts sent, in order, repetitions included. */
  get texts(): string[] {
    return this.ofKind('send-chat-message').map(({ text }) => text);
  }

  #connect(): Promise<Connection> {
    this.tries += 1;
    if (!this.isUp) return Promise.reject(new Error('no network'));
    const [phone, site] = connectInMemory();
    this.#end = site;
    site.onReceive((text) => {
      const message = customerMessageSchema.parse(JSON.parse(text));
      this.sent.push(message);
      this.onMessage(message);
    });
    if (this.greets) {
      site.send(
        JSON.stringify({
          kind: 'welcome',
          version: wireVersion,
          siteName: 'Nordlicht Support',
          availability: 'available',
        } satisfies SiteMessage),
      );
    }
    return Promise.resolve(phone);
  }
}

/** A site that carries commands out as a console does: each identifier once, and repeated, answered again. */
export function carriesOut(site: ScriptedCustomerSite): void {
  site.onMessage = (message) => {
    if (message.kind === 'resume-session') {
      site.say({ kind: 'session-resumed', sessionId, token: `token-${site.sent.length + 100_000}` });
      const missed = site.log.filter(({ seq }) => seq > message.lastSeq).map(forCustomer);
      if (missed.length > 0) site.say({ kind: 'events', events: missed });
    } else if (isCustomerCommand(message)) {
      const known = site.log.some(({ commandId }) => commandId === message.id);
      site.say({ kind: 'command-done', id: message.id });
      if (known || message.kind !== 'send-chat-message') return;
      const event = site.write('customer', { kind: 'chat-message-sent', text: message.text }, message.id);
      site.say({ kind: 'events', events: [forCustomer(event)] });
    }
  };
}
