import { parseJson } from '../../shared/read-text';
import type { Connection } from '../../shared/wire/connection';
import {
  type RepresentativeMessage,
  type SiteToRepresentative,
  siteToRepresentativeSchema,
} from '../../shared/wire/representative-link';
import type { SiteMessage } from '../../shared/wire/site-message';

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

  /** Sends one message to a phone through the site. */
  sendToCustomer(connectionId: string, message: SiteMessage): void {
    this.send({ kind: 'relay', connectionId, text: JSON.stringify(message) });
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
