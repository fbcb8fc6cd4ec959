import { createReadStream } from 'node:fs';
import type { Clock } from '../../shared/clock';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { PictureGrant, Pictures } from '../../site/pictures';
import type { BlobStore } from '../blobs/blob-store';
import { refusalMessage } from './refusal-message';
import type { Answers, LiveSession } from './session-part';
import { Tickets } from './tickets';
import { ticketLifetimeMs } from './upload-tickets';

/** Tickets of one session that may wait at once; a phone that loses its connection again and again asks again. */
const ticketsAtOnce = 16;

interface PictureWish {
  readonly session: LiveSession;
  readonly hash: string;
}

/** What a customer's phone may fetch: the frozen picture, with a ticket given on the control road and used up on the file road. */
export class PictureTickets implements Pictures {
  readonly #blobs: BlobStore;
  readonly #tickets: Tickets<PictureWish>;

  constructor(blobs: BlobStore, clock: Clock) {
    this.#blobs = blobs;
    this.#tickets = new Tickets(clock, ticketLifetimeMs);
  }

  /** Answers `request-picture`: only what is frozen, and only while the customer shares. */
  readonly answer: Answers['request-picture'] = (session, { id, hash }) => {
    const { sessionId } = session;
    if (!isShown(session, hash)) {
      return refusalMessage({ code: 'not-allowed', message: 'This picture is not frozen.', commandId: id });
    }
    const own = this.#tickets.ofSession(sessionId);
    // The oldest makes room: a phone that asks again has given up on it.
    for (const { name } of own.slice(0, Math.max(0, own.length - ticketsAtOnce + 1)))
      this.#tickets.take(name);
    const { name, expiresAt } = this.#tickets.issue(sessionId, { session, hash });
    return { kind: 'picture-granted', id, path: `/pictures/${name}`, expiresAt };
  };

  take(name: string): PictureGrant | undefined {
    const wish = this.#tickets.take(name);
    if (wish === undefined) return undefined;
    const { session, hash } = wish;
    const blob = isShown(session, hash) ? this.#blobs.find(session.sessionId, hash) : undefined;
    if (blob === undefined) return undefined;
    const path = this.#blobs.folder(session.sessionId).blob(hash);
    return { type: blob.type, size: blob.size, open: () => createReadStream(path) };
  }

  /** Takes back what was granted and not fetched. */
  revoke(sessionId: string): void {
    this.#tickets.revoke(sessionId);
  }

  /** Drops every ticket and its timer. */
  dispose(): void {
    this.#tickets.clear();
  }
}

function isShown({ state }: LiveSession, hash: string): boolean {
  return state.phase === 'active' && sharingIsAllowed(state.pane) && state.freeze?.image.hash === hash;
}
