import { randomBytes } from 'node:crypto';
import type { Blob, BlobType } from '../../shared/blob';
import type { Clock } from '../../shared/clock';
import { limits } from '../../shared/limits';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { SiteMessage } from '../../shared/wire/site-message';
import type { UploadGrant, UploadOutcome, Uploads } from '../../site/uploads';
import { BlobError } from '../blobs/blob-error';
import type { BlobStore } from '../blobs/blob-store';
import { refusalMessage } from './refusal-message';
import type { Session } from './session';

/** How long a ticket waits for its upload to begin, in milliseconds. */
export const ticketLifetimeMs = 60_000;
/** Tickets of one session that may wait at once. */
export const ticketsAtOnce = 16;

interface Ticket {
  readonly id: string;
  readonly ticket: string;
  readonly session: Session;
  readonly type: BlobType;
  readonly size: number;
  readonly cancelExpiry: () => void;
}

interface Tally {
  running: number;
  bytes: number;
}

/** What a customer's upload is allowed to be: tickets given on the control road, used up on the file road. */
export class UploadTickets implements Uploads {
  readonly #blobs: BlobStore;
  readonly #clock: Clock;
  readonly #tickets = new Map<string, Ticket>();
  readonly #tallies = new Map<string, Tally>();

  constructor(blobs: BlobStore, clock: Clock) {
    this.#blobs = blobs;
    this.#clock = clock;
  }

  /** Answers `request-upload`; the same `id` again takes the place of the ticket it got before. */
  request(
    session: Session,
    { id, type, size }: { readonly id: string; readonly type: BlobType; readonly size: number },
  ): SiteMessage {
    const { state, sessionId } = session;
    if (state.phase !== 'active' || !sharingIsAllowed(state.pane)) {
      return refusalMessage({ code: 'not-allowed', message: 'Sharing has not been allowed.', commandId: id });
    }
    const own = [...this.#tickets.values()].filter((ticket) => ticket.session === session);
    const repeated = own.find((ticket) => ticket.id === id);
    if (repeated !== undefined) this.#drop(repeated);
    else if (own.length >= ticketsAtOnce) {
      const message = 'Too many uploads have been asked for and not begun.';
      return refusalMessage({ code: 'not-allowed', message, commandId: id, retryAfterMs: ticketLifetimeMs });
    }
    if (this.#tally(sessionId).bytes + size > limits.uploadedBytes) {
      const message = `A customer may send at most ${limits.uploadedBytes} bytes in a session.`;
      return refusalMessage({ code: 'not-allowed', message, commandId: id });
    }
    const ticket = randomBytes(16).toString('base64url');
    const cancelExpiry = this.#clock.setTimer(() => this.#tickets.delete(ticket), ticketLifetimeMs);
    this.#tickets.set(ticket, { id, ticket, session, type, size, cancelExpiry });
    return {
      kind: 'upload-granted',
      id,
      path: `/uploads/${ticket}`,
      expiresAt: this.#clock.now() + ticketLifetimeMs,
    };
  }

  find(name: string): UploadGrant | undefined {
    const ticket = this.#tickets.get(name);
    if (ticket === undefined) return undefined;
    const { type, size } = ticket;
    return { type, size, receive: (pieces) => this.#receive(ticket, pieces) };
  }

  /** Takes back what was granted: what has not begun never will, and what is on its way is refused. */
  revoke(session: Session): void {
    for (const ticket of [...this.#tickets.values()]) if (ticket.session === session) this.#drop(ticket);
  }

  /** Forgets a session that has ended. */
  forget(session: Session): void {
    this.revoke(session);
    this.#tallies.delete(session.sessionId);
  }

  /** Drops every ticket and its timer. */
  dispose(): void {
    for (const ticket of [...this.#tickets.values()]) this.#drop(ticket);
  }

  async #receive(ticket: Ticket, pieces: AsyncIterable<Uint8Array>): Promise<UploadOutcome> {
    const { session, type, size } = ticket;
    if (this.#tickets.get(ticket.ticket) !== ticket) return { kind: 'unknown' };
    const tally = this.#tally(session.sessionId);
    if (tally.running >= limits.uploadsAtOnce) return { kind: 'too-many' };
    this.#drop(ticket);
    tally.running += 1;
    tally.bytes += size;
    try {
      const wish = { type, size, maxBytes: limits.pictureBytes };
      const blob = await this.#blobs.write(session.sessionId, wish, whileShared(session, pieces));
      return { kind: 'kept', hash: blob.hash, size: blob.size };
    } catch (error) {
      tally.bytes -= size;
      if (error instanceof SharingOver) return { kind: 'unknown' };
      if (!(error instanceof BlobError)) throw error;
      switch (error.code) {
        case 'too-large':
        case 'wrong-type':
        case 'incomplete':
        case 'disk-full':
          return { kind: error.code };
        case 'not-recording':
        case 'could-not-write':
          throw error;
      }
    } finally {
      tally.running -= 1;
    }
  }

  #tally(sessionId: string): Tally {
    const tally = this.#tallies.get(sessionId) ?? { running: 0, bytes: 0 };
    this.#tallies.set(sessionId, tally);
    return tally;
  }

  #drop(ticket: Ticket): void {
    ticket.cancelExpiry();
    this.#tickets.delete(ticket.ticket);
  }
}

class SharingOver extends Error {}

/** Passes pieces on as long as the customer shares; after that none is taken, and none written before is kept. */
async function* whileShared(session: Session, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    if (!isShared(session)) throw new SharingOver();
    yield piece;
  }
  if (!isShared(session)) throw new SharingOver();
}

function isShared({ state }: Session): boolean {
  return state.phase === 'active' && sharingIsAllowed(state.pane);
}

/** Whether a kept blob is a picture, and no recording or data. */
export function isPicture(blob: Blob): boolean {
  return blob.type.startsWith('image/');
}
