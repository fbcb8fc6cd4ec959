import { SiteLink } from '../../../main/session/site-link';
import { parseJson } from '../../../shared/read-text';
import type { Connection } from '../../../shared/wire/connection';
import type {
  CustomerCommand,
  CustomerMessage,
  SubmitSessionKey,
} from '../../../shared/wire/customer-message';
import { connectInMemory } from '../../../shared/wire/memory-connection';
import {
  type RepresentativeMessage,
  representativeMessageSchema,
  type SiteToRepresentative,
  siteToRepresentativeSchema,
} from '../../../shared/wire/representative-link';
import { type SiteMessage, siteMessageSchema } from '../../../shared/wire/site-message';
import { wireVersion } from '../../../shared/wire/version';

/** Lets everything that is due in microtasks happen. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The site's end of a link to the console, played by a test; it keeps all it is sent and fails on what fits no schema. */
export class ScriptedSite {
  /** The console's end. */
  readonly link: SiteLink;
  readonly received: RepresentativeMessage[] = [];
  readonly #connection: Connection;
  readonly #phones = new Map<string, (message: SiteMessage) => void>();

  constructor() {
    const [mine, theirs] = connectInMemory();
    this.#connection = mine;
    this.link = new SiteLink(theirs);
    mine.onReceive((text) => {
      const message = representativeMessageSchema.parse(parseJson(text));
      this.received.push(message);
      if (message.kind === 'relay') this.#phones.get(message.connectionId)?.(siteMessageOf(message.text));
    });
  }

  send(message: SiteToRepresentative): void {
    this.#connection.send(JSON.stringify(siteToRepresentativeSchema.parse(message)));
  }

  join(connectionId: string, submission: SubmitSessionKey): void {
    this.send({ kind: 'customer-joined', connectionId, transport: 'websocket', submission });
  }

  resume(connectionId: string, sessionId: string, token: string, lastSeq: number, instance?: string): void {
    const page = instance === undefined ? {} : { instance };
    const resume = {
      kind: 'resume-session' as const,
      version: wireVersion,
      sessionId,
      token,
      lastSeq,
      ...page,
    };
    this.send({ kind: 'customer-resuming', connectionId, transport: 'websocket', resume });
  }

  fromPhone(connectionId: string, message: CustomerMessage | CustomerCommand): void {
    this.textFromPhone(connectionId, JSON.stringify(message));
  }

  textFromPhone(connectionId: string, text: string): void {
    this.send({ kind: 'customer-message', connectionId, text });
  }

  disconnected(connectionId: string, reason = 'gone'): void {
    this.#phones.delete(connectionId);
    this.send({ kind: 'customer-disconnected', connectionId, reason });
  }

  /** Hands what is relayed to a phone's connection to `listener`, as it comes. */
  connectPhone(connectionId: string, listener: (message: SiteMessage) => void): void {
    this.#phones.set(connectionId, listener);
  }

  /** The text of all that was relayed to phones, or to one of them. */
  textsTo(connectionId?: string): string[] {
    return this.received.flatMap((message) =>
      message.kind === 'relay' && (connectionId === undefined || message.connectionId === connectionId)
        ? [message.text]
        : [],
    );
  }

  messagesTo(connectionId: string): SiteMessage[] {
    return this.textsTo(connectionId).map(siteMessageOf);
  }

  /** Messages of the console of one kind. */
  receivedOf<Kind extends RepresentativeMessage['kind']>(
    kind: Kind,
  ): Array<Extract<RepresentativeMessage, { kind: Kind }>> {
    return this.received.filter(
      (message): message is Extract<RepresentativeMessage, { kind: Kind }> => message.kind === kind,
    );
  }

  /** Forgets what was received so far. */
  clear(): void {
    this.received.length = 0;
  }

  close(): void {
    this.#connection.close('the site went off');
  }
}

function siteMessageOf(text: string): SiteMessage {
  return siteMessageSchema.parse(parseJson(text));
}
