import { RequestRefusedError } from '../../../../renderer/ipc/request';
import type { ConsoleEvent } from '../../../../shared/ipc/console-event';
import {
  type RequestArguments,
  type RequestName,
  type RequestResult,
  requests,
} from '../../../../shared/ipc/requests';
import type { OpenSessionKey, Snapshot } from '../../../../shared/ipc/view';
import { reduceAll } from '../../../../shared/session/reduce';
import type { EventBody, SessionEvent } from '../../../../shared/session/session-event';
import type { SessionState } from '../../../../shared/session/session-state';
import { defaultSettings } from '../../../../shared/settings/settings';

export const startOfTime = 1_800_000_000_000;

export const keyUsed: EventBody = {
  kind: 'session-key-used',
  sessionKey: '418207951',
  siteName: 'Northwind',
  customer: { name: 'Maria Lindqvist', description: 'Mail does not open.' },
  device: { model: 'iPhone 14', operatingSystem: 'iOS 18.6', browser: 'Safari 18.6', language: 'sv-SE' },
};

export function entry(seq: number, body: EventBody, by: SessionEvent['by'] = 'customer'): SessionEvent {
  return { seq, at: startOfTime + seq * 1000, by, commandId: `command-${seq}`, ...body };
}

/** A log of a session that was accepted, with chat messages up to `length` entries. */
export function sampleLog(length: number): SessionEvent[] {
  const log = [entry(1, keyUsed)];
  if (length > 1) {
    log.push(
      entry(
        2,
        { kind: 'session-started', representative: { name: 'Dana' }, waitedMs: 1000 },
        'representative',
      ),
    );
  }
  for (let seq = 3; seq <= length; seq += 1) {
    log.push(entry(seq, { kind: 'chat-message-sent', text: `Message ${seq}` }));
  }
  return log.slice(0, length);
}

export function stateAfter(events: readonly SessionEvent[]): SessionState {
  const state = reduceAll(events);
  if (state === undefined) throw new Error('a log begins with an entry');
  return state;
}

export const openKey: OpenSessionKey = {
  sessionKey: '418207951',
  generatedAt: startOfTime,
  expiresAt: startOfTime + 30 * 60_000,
  reference: '',
  note: '',
};

export const siteOn: Extract<Snapshot['site'], { kind: 'on' }> = {
  kind: 'on',
  siteName: 'Northwind',
  address: 'https://192.0.2.24:8443',
  addresses: ['https://192.0.2.24:8443'],
  reach: 'local-network',
  port: 8443,
  portWanted: 8443,
  certificate: { kind: 'self-signed', fingerprint: 'AB:CD', expiresAt: startOfTime },
};

export type Asked = { [Name in RequestName]: readonly [Name, RequestArguments<Name>] }[RequestName];

type Answers = { [Name in RequestName]?: (args: RequestArguments<Name>) => RequestResult<Name> };

/** Stands for main: holds logs, answers requests, publishes events when told. What it is asked fits the schemas. */
export class FakeMain {
  /** Answers of a test's own. */
  readonly answers: Answers = {};
  readonly #refused = new Map<RequestName, string>();
  readonly logs = new Map<string, SessionEvent[]>();
  readonly asked: Asked[] = [];
  readonly listeners = new Set<(event: ConsoleEvent) => void>();
  sessionKeys: OpenSessionKey[] = [];
  settings = { ...defaultSettings, representativeName: 'Dana' };
  /** Answers wait until it is resolved, where it is set. */
  hold: Promise<void> | undefined;

  readonly subscribe = (listener: (event: ConsoleEvent) => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  publish(event: ConsoleEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  /** Appends to a log and publishes it, unless the event is to be lost on its way. */
  append(sessionId: string, event: SessionEvent, lost = false): void {
    const log = this.logs.get(sessionId) ?? [];
    this.logs.set(sessionId, [...log, event]);
    if (!lost) this.publish({ kind: 'session-event-appended', sessionId, event });
  }

  readonly request = async <Name extends RequestName>(
    name: Name,
    args: RequestArguments<Name>,
  ): Promise<RequestResult<Name>> => {
    requests[name].arguments.parse(args);
    this.asked.push([name, args] as unknown as Asked);
    const refusal = this.#refused.get(name);
    if (refusal !== undefined) throw new RequestRefusedError('could-not-save', refusal);
    const own = this.answers[name];
    if (own !== undefined) return own(args);
    const answer = this.#answer(name, args as Record<string, unknown>);
    await this.hold;
    return answer as RequestResult<Name>;
  };

  /** Refuses each request of this name, with a sentence fit to show, until it is `allow`ed. */
  refuse(name: RequestName, message: string): void {
    this.#refused.set(name, message);
  }

  allow(name: RequestName): void {
    this.#refused.delete(name);
  }

  /** The arguments of all requests of this name, oldest first. */
  askedFor<Name extends RequestName>(name: Name): unknown[] {
    return this.asked.filter(([asked]) => asked === name).map(([, args]) => args);
  }

  count(name: RequestName): number {
    return this.asked.filter(([asked]) => asked === name).length;
  }

  #answer(name: RequestName, args: Record<string, unknown>): unknown {
    switch (name) {
      case 'get-snapshot':
        return this.snapshot();
      case 'get-session-events': {
        const log = this.logs.get(String(args.sessionId)) ?? [];
        const after = Number(args.afterSeq);
        return { events: log.slice(after, after + Number(args.limit)), lastSeq: log.length };
      }
      case 'generate-session-key':
        this.sessionKeys = [openKey];
        this.publish({ kind: 'session-keys-changed', sessionKeys: this.sessionKeys });
        return { sessionKey: openKey.sessionKey };
      case 'change-settings':
        this.settings = { ...this.settings, ...args };
        return this.settings;
      case 'accept-session':
      case 'decline-session':
        return { seq: 2 };
      default:
        return null;
    }
  }

  snapshot(): Snapshot {
    return {
      sessions: [...this.logs].map(([sessionId, log]) => ({ sessionId, state: stateAfter(log) })),
      sessionKeys: this.sessionKeys,
      site: siteOn,
      settings: this.settings,
      availability: 'available',
      notices: [],
      practice: { kind: 'closed' },
      platform: 'linux',
      version: '0.1.0',
    };
  }
}
