import { parseJson } from '../../shared/read-text';
import type { Connection } from '../../shared/wire/connection';
import {
  type RepresentativeMessage,
  type SiteToRepresentative,
  siteToRepresentativeSchema,
} from '../../shared/wire/representative-link';
import type { SiteMessage } from '../../shared/wire/site-message';

/** A phone's connection as its session's console reaches it, through the site. */
export interface Phone {
  readonly connectionId: string;
  send(message: SiteMessage): void;
  /** Asks for a sign of life; the site says `customer-answered` when it comes. */
  probe(): void;
  /** Lets go of the connection, which stays open; the phone may then submit another key. */
  detach(): void;
  disconnect(): void;
}

/** The representative's end of the connection to the site, in typed messages. */
export class SiteLink {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  get isOpen(): boolean {
    return this.#connection.isOpen;
  }

  send(message: RepresentativeMessage): void {
    this.#connection.send(JSON.stringify(message));
  }

  /** Returns a handle on the phone of this connection. */
  phone(connectionId: string): Phone {
    return {
      connectionId,
      send: (message) => this.send({ kind: 'relay', connectionId, text: JSON.stringify(message) }),
      probe: () => this.send({ kind: 'probe-customer', connectionId }),
      detach: () => this.send({ kind: 'detach-customer', connectionId }),
      disconnect: () => this.send({ kind: 'disconnect-customer', connectionId }),
    };
  }

  /** Calls `listener` with each message of the site that this version knows. Returns its unsubscribe. */
  onMessage(listener: (message: SiteToRepresentative) => void): () => void {
    return this.#connection.onReceive((text) => {
      const message = siteToRepresentativeSchema.safeParse(parseJson(text));
      if (message.success) listener(message.data);
    });
  }

  onClose(listener: () => void): () => void {
    return this.#connection.onClose(() => listener());
  }

  close(): void {
    this.#connection.close('the console closed the site');
  }
}
