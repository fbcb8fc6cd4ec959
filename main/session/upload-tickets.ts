import type { Blob } from '../../shared/blob';
import type { Clock } from '../../shared/clock';
import { limits } from '../../shared/limits';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { Question } from '../../shared/wire/questions';
import type { UploadGrant, UploadOutcome, Uploads } from '../../site/uploads';
import { BlobError } from '../blobs/blob-error';
import type { BlobStore } from '../blobs/blob-store';
import { meterPicture, type PictureMeter, type PictureSize } from '../blobs/picture-meter';
import { refusalMessage } from './refusal-message';
import type { Answers, LiveSession } from './session-part';
import { Tickets } from './tickets';

/** How long a ticket waits for its upload to begin, in milliseconds. */
export const ticketLifetimeMs = 60_000;
/** Tickets of one session that may wait at once. */
export const ticketsAtOnce = 16;

interface UploadWish {
  readonly session: LiveSession;
  readonly question: Question<'request-upload'>;
}

interface Tally {
  running: number;
  bytes: number;
  /** The sizes of the pictures that came last, by hash. */
  readonly sizes: Map<string, PictureSize>;
}

/** Pictures of one session whose size is remembered until they are shown. */
const sizesKept = 1000;

/** What a customer's upload is allowed to be: tickets given on the control road, used up on the file road. */
export class UploadTickets implements Uploads {
  readonly #blobs: BlobStore;
  readonly #tickets: Tickets<UploadWish>;
  readonly #tallies = new Map<string, Tally>();

  constructor(blobs: BlobStore, clock: Clock) {
    this.#blobs = blobs;
    this.#tickets = new Tickets(clock, ticketLifetimeMs);
  }

  /** Answers `request-upload`; the same `id` again takes the place of the ticket it got before. */
  readonly answer: Answers['request-upload'] = (session, question) => {
    const { id, size } = question;
    const { state, sessionId } = session;
    if (state.phase !== 'active' || !sharingIsAllowed(state.pane)) {
      return refusalMessage({ code: 'not-allowed', message: 'Sharing has not been allowed.', commandId: id });
    }
    const own = this.#tickets.ofSession(sessionId);
    const repeated = own.find(({ grant }) => grant.question.id === id);
    if (repeated !== undefined) this.#tickets.take(repeated.name);
    else if (own.length >= ticketsAtOnce) {
      const message = 'Too many uploads have been asked for and not begun.';
      return refusalMessage({ code: 'not-allowed', message, commandId: id, retryAfterMs: ticketLifetimeMs });
    }
    if (this.#tally(sessionId).bytes + size > limits.uploadedBytes) {
      const message = `A customer may send at most ${limits.uploadedBytes} bytes in a session.`;
      return refusalMessage({ code: 'not-allowed', message, commandId: id });
    }
    const { name, expiresAt } = this.#tickets.issue(sessionId, { session, question });
    return { kind: 'upload-granted', id, path: `/uploads/${name}`, expiresAt };
  };

  find(name: string): UploadGrant | undefined {
    const wish = this.#tickets.find(name);
    if (wish === undefined) return undefined;
    const { type, size } = wish.question;
    return { type, size, receive: (pieces) => this.#receive(name, wish, pieces) };
  }

  /** The size a picture's own bytes told when it was uploaded; undefined for one that came before a restart. */
  sizeOf(sessionId: string, hash: string): PictureSize | undefined {
    return this.#tallies.get(sessionId)?.sizes.get(hash);
  }

  /** Takes back what was granted: what has not begun never will, and what is on its way is refused. */
  revoke(sessionId: string): void {
    this.#tickets.revoke(sessionId);
  }

  /** Forgets a session that has ended. */
  forget(sessionId: string): void {
    this.revoke(sessionId);
    this.#tallies.delete(sessionId);
  }

  /** Drops every ticket and its timer. */
  dispose(): void {
    this.#tickets.clear();
  }

  async #receive(
    name: string,
    { session, question: { type, size } }: UploadWish,
    pieces: AsyncIterable<Uint8Array>,
  ): Promise<UploadOutcome> {
    if (this.#tickets.find(name) === undefined) return { kind: 'unknown' };
    const tally = this.#tally(session.sessionId);
    if (tally.running >= limits.uploadsAtOnce) return { kind: 'too-many' };
    this.#tickets.take(name);
    tally.running += 1;
    tally.bytes += size;
    try {
      const wish = { type, size, maxBytes: limits.pictureBytes };
      const meter = meterPicture(type);
      const blob = await this.#blobs.write(
        session.sessionId,
        wish,
        measured(whileShared(session, pieces), type, meter),
      );
      const measuredSize = meter.size();
      if (measuredSize !== null) keep(tally.sizes, blob.hash, measuredSize);
      return { kind: 'kept', hash: blob.hash, size: blob.size };
    } catch (error) {
      tally.bytes -= size;
      if (error instanceof SharingOver) return { kind: 'unknown' };
      if (!(error instanceof BlobError)) throw error;
      switch (error.code) {
        case 'too-large':
        case 'wrong-type':
        case 'too-many-pixels':
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
    const tally = this.#tallies.get(sessionId) ?? { running: 0, bytes: 0, sizes: new Map() };
    this.#tallies.set(sessionId, tally);
    return tally;
  }
}

function keep(sizes: Map<string, PictureSize>, hash: string, size: PictureSize): void {
  sizes.delete(hash);
  sizes.set(hash, size);
  const [oldest] = sizes.keys();
  if (sizes.size > sizesKept && oldest !== undefined) sizes.delete(oldest);
}

/** Passes pieces on while the picture they make is one that may be decoded. @throws BlobError */
async function* measured(
  pieces: AsyncIterable<Uint8Array>,
  type: string,
  meter: PictureMeter,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    meter.take(piece);
    checkPixels(meter.size());
    yield piece;
  }
  if (meter.size() === null) throw new BlobError('wrong-type', `The bytes are no ${type} of any size.`);
}

function checkPixels(size: PictureSize | null): void {
  if (size === null) return;
  const pixels = size.width * size.height;
  if (pixels > limits.picturePixels || (size.frames > 1 && pixels * size.frames > limits.movingPixels)) {
    throw new BlobError(
      'too-many-pixels',
      `There may be at most ${limits.picturePixels} pixels, and ${limits.movingPixels} in all frames.`,
    );
  }
}

class SharingOver extends Error {}

/** Passes pieces on as long as the customer shares; after that none is taken, and none written before is kept. */
async function* whileShared(
  session: LiveSession,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    if (!isShared(session)) throw new SharingOver();
    yield piece;
  }
  if (!isShared(session)) throw new SharingOver();
}

function isShared({ state }: LiveSession): boolean {
  return state.phase === 'active' && sharingIsAllowed(state.pane);
}

/** Whether a kept blob is a picture, and no recording or data. */
export function isPicture(blob: Blob): boolean {
  return blob.type.startsWith('image/');
}
