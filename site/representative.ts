import { describeIssue, parseJson } from '../shared/read-text';
import type { Connection } from '../shared/wire/connection';
import {
  type RepresentativeMessage,
  representativeMessageSchema,
  type SiteToRepresentative,
} from '../shared/wire/representative-link';
import type { Availability } from '../shared/wire/site-message';
import type { AttachedPhone } from './attachment';
import type { SessionKeys } from './session-keys';
import type { SiteLog } from './site-log';
import type { WhipEndpoints } from './whip-endpoints';

export interface RepresentativeContext {
  readonly keys: SessionKeys<Representative>;
  readonly whip: WhipEndpoints;
  readonly log: SiteLog;
  /** Called after `register`, after each change of availability and after the link closed. */
  readonly onChanged: () => void;
  readonly onClosed: (representative: Representative) => void;
}

/** The site's end of the link to one representative's console. */
export class Representative {
  readonly #connection: Connection;
  readonly #context: RepresentativeContext;
  readonly #phones = new Map<string, AttachedPhone>();
  readonly #sessions = new Set<string>();
  #availability: Availability | undefined;

  constructor(connection: Connection, context: RepresentativeContext) {
    this.#connection = connection;
    this.#context = context;
    connection.onReceive((text) => this.#receive(text));
    connection.onClose(() => this.#closed());
  }

  /** Returns the availability; undefined until the console has registered. */
  get availability(): Availability | undefined {
    return this.#availability;
  }

  send(message: SiteToRepresentative): void {
    this.#connection.send(JSON.stringify(message));
  }

  hasClaimed(sessionId: string): boolean {
    return this.#sessions.has(sessionId);
  }

  /** Assigns `phone` to this representative. */
  attach(phone: AttachedPhone): void {
    this.#phones.set(phone.connectionId, phone);
  }

  /** Notes that the phone's connection is gone. */
  lost(connectionId: string, reason: string): void {
    if (!this.#phones.delete(connectionId)) return;
    this.send({ kind: 'customer-disconnected', connectionId, reason });
  }

  close(reason: string): void {
    this.#connection.close(reason);
  }

  #receive(text: string): void {
    const decoded = representativeMessageSchema.safeParse(parseJson(text));
    if (!decoded.success) {
      this.#context.log({
        level: 'error',
        message: 'A message from the console was not understood and is ignored',
        problem: describeIssue(decoded.error),
      });
      return;
    }
    const message = decoded.data;
    if (this.#availability === undefined && message.kind !== 'register') {
      this.#context.log({
        level: 'error',
        message: 'The console has not registered yet; its message is ignored',
        kind: message.kind,
      });
      return;
    }
    this.#carryOut(message);
  }

  #carryOut(message: RepresentativeMessage): void {
    const { keys, whip } = this.#context;
    switch (message.kind) {
      case 'register':
        this.#register(message);
        return;
      case 'set-availability':
        this.#availability = message.availability;
        this.#context.onChanged();
        return;
      case 'generate-session-key':
        this.#generateKey(message.id, message.lifetimeMs);
        return;
      case 'change-session-key-lifetime': {
        const key = keys.changeLifetime(this, message.sessionKey, message.lifetimeMs);
        if (key !== undefined && keys.find(key.sessionKey) !== undefined) {
          const { sessionKey, expiresAt } = key;
          this.send({ kind: 'session-key-lifetime-changed', sessionKey, expiresAt });
        }
        return;
      }
      case 'revoke-session-key':
        keys.revoke(this, message.sessionKey);
        return;
      case 'claim-session':
        this.#sessions.add(message.sessionId);
        return;
      case 'release-session':
        this.#sessions.delete(message.sessionId);
        return;
      case 'relay':
        this.#phones.get(message.connectionId)?.relay(message.text);
        return;
      case 'detach-customer': {
        const phone = this.#phones.get(message.connectionId);
        this.#phones.delete(message.connectionId);
        phone?.detach();
        return;
      }
      case 'probe-customer':
        this.#phones.get(message.connectionId)?.probe();
        return;
      case 'disconnect-customer':
        this.#phones.get(message.connectionId)?.disconnect('disconnected-by-representative');
        return;
      case 'open-whip':
        whip.open(this, message.endpointId, message.tokenHash);
        return;
      case 'close-whip':
        whip.close(this, message.endpointId);
        return;
      case 'answer-whip':
        whip.answer(this, message.resourceId, message.sdp);
        return;
      case 'end-whip':
        whip.end(this, message.resourceId);
        return;
    }
  }

  #register(message: Extract<RepresentativeMessage, { kind: 'register' }>): void {
    this.#availability = message.availability;
    this.#sessions.clear();
    for (const sessionId of message.sessionIds) this.#sessions.add(sessionId);
    const { keys } = this.#context;
    for (const key of message.openSessionKeys) {
      if (keys.restore(this, key)) continue;
      this.send({ kind: 'session-key-closed', sessionKey: key.sessionKey, reason: 'expired' });
    }
    for (const key of keys.openOf(this)) {
      this.send({ kind: 'session-key-linked', sessionKey: key.sessionKey, linkSecret: keys.linkSecret(key) });
    }
    this.#context.onChanged();
  }

  #generateKey(id: string, lifetimeMs: number): void {
    const key = this.#context.keys.generate(this, id, lifetimeMs);
    if (key === undefined) {
      const reason = 'Too many session keys are open. Revoke one, then generate another.';
      this.send({ kind: 'session-key-not-generated', id, reason });
      return;
    }
    const { sessionKey, generatedAt, expiresAt } = key;
    const linkSecret = this.#context.keys.linkSecret(key);
    this.send({ kind: 'session-key-generated', id, sessionKey, generatedAt, expiresAt, linkSecret });
  }

  #closed(): void {
    this.#availability = undefined;
    const phones = [...this.#phones.values()];
    this.#phones.clear();
    this.#sessions.clear();
    this.#context.onClosed(this);
    for (const phone of phones) phone.disconnect('representative-left');
    this.#context.onChanged();
  }
}
