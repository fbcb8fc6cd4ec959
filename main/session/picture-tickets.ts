import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Clock } from '../../shared/clock';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { SiteMessage } from '../../shared/wire/site-message';
import type { PictureGrant, Pictures } from '../../site/pictures';
import type { BlobStore } from '../blobs/blob-store';
import { refusalMessage } from './refusal-message';
import type { Session } from './session';
import { ticketLifetimeMs } from './uploads';

/** Tickets of one session that may wait at once; a phone that loses its connection again and again asks again. */
const ticketsAtOnce = 16;

interface Ticket {
  readonly session: Session;
  readonly hash: string;
  readonly cancelExpiry: () => void;
}

/** What a customer's phone may fetch: the frozen picture, with a ticket given on the control road and used up on the file road. */
export class PictureTickets implements Pictures {
  readonly #blobs: BlobStore;
  readonly #clock: Clock;
  readonly #tickets = new Map<string, Ticket>();

  constructor(blobs: BlobStore, clock: Clock) {
    this.#blobs = blobs;
    this.#clock = clock;
  }

  /** Answers `request-picture`: only what is frozen, and only while the customer shares. */
  request(session: Session, { id, hash }: { readonly id: string; readonly hash: string }): SiteMessage {
    if (!isShown(session, hash)) {
      return refusalMessage({ code: 'not-allowed', message: 'This picture is not frozen.', commandId: id });
    }
    const own = [...this.#tickets].filter(([, ticket]) => ticket.session === session);
    // The oldest makes room: a phone that asks again has given up on it.
    for (const [name] of own.slice(0, Math.max(0, own.length - ticketsAtOnce + 1))) this.#drop(name);
    const name = randomBytes(16).toString('base64url');
    const cancelExpiry = this.#clock.setTimer(() => this.#tickets.delete(name), ticketLifetimeMs);
    this.#tickets.set(name, { session, hash, cancelExpiry });
    const expiresAt = this.#clock.now() + ticketLifetimeMs;
    return { kind: 'picture-granted', id, path: `/pictures/${name}`, expiresAt };
  }

  take(name: string): PictureGrant | undefined {
    const ticket = this.#tickets.get(name);
    if (ticket === undefined) return undefined;
    this.#drop(name);
    const { session, hash } = ticket;
    const blob = isShown(session, hash) ? this.#blobs.find(session.sessionId, hash) : undefined;
    if (blob === undefined) return undefined;
    const path = this.#blobs.folder(session.sessionId).blob(hash);
    return { type: blob.type, size: blob.size, open: () => createReadStream(path) };
  }

  /** Takes back what was granted and not fetched. */
  revoke(session: Session): void {
    for (const [name, ticket] of [...this.#tickets]) if (ticket.session === session) this.#drop(name);
  }

  /** Drops every ticket and its timer. */
  dispose(): void {
    for (const name of [...this.#tickets.keys()]) this.#drop(name);
  }

  #drop(name: string): void {
    this.#tickets.get(name)?.cancelExpiry();
    this.#tickets.delete(name);
  }
}

function isShown({ state }: Session, hash: string): boolean {
  return state.phase === 'active' && sharingIsAllowed(state.pane) && state.freeze?.image.hash === hash;
}
