import { limits } from '../shared/limits';
import type { Exchange } from './exchange';
import { isFromThisSite } from './request-checks';
import { errorCode, type SiteLog } from './site-log';

/** Where a phone's pictures go: what the console hands to its site. */
export interface Uploads {
  /** Returns what a ticket allows; undefined if it is unknown, used or expired. */
  find(ticket: string): UploadGrant | undefined;
}

export interface UploadGrant {
  /** The content type the phone announced. */
  readonly type: string;
  /** The bytes it announced. */
  readonly size: number;
  /** Takes the bytes, one piece after the other, and with them the ticket. Rejects when the pieces do, or by a fault. */
  receive(pieces: AsyncIterable<Uint8Array>): Promise<UploadOutcome>;
}

export type UploadOutcome =
  /** `hash` is the SHA-256 of the bytes, in hexadecimal. */
  | { readonly kind: 'kept'; readonly hash: string; readonly size: number }
  /** The ticket is used or over by now, or the permission to share is. */
  | { readonly kind: 'unknown' }
  /** Too many uploads of this session are on their way; the ticket stays valid. */
  | { readonly kind: 'too-many' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'wrong-type' }
  | { readonly kind: 'too-many-pixels' }
  | { readonly kind: 'disk-full' };

const pathPattern = /^\/uploads\/([A-Za-z0-9_-]{8,64})$/;

/** Returns whether a path is one for uploads. */
export function isUploadPath(path: string): boolean {
  return path.startsWith('/uploads/');
}

/** Answers `PUT /uploads/<ticket>`. */
export async function takeUpload(
  context: { readonly uploads: Uploads | undefined; readonly log: SiteLog },
  path: string,
  exchange: Exchange,
): Promise<void> {
  const { request, response } = exchange;
  const answer = await answerTo(context, path, exchange);
  if (request.destroyed && !request.complete) return;
  if (answer.kind === 'refused') {
    exchange.refuse(answer.status, answer.text, answer.headers);
    return;
  }
  const text = JSON.stringify({ hash: answer.hash, size: answer.size });
  response.writeHead(201, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(text);
}

type Answer =
  | { readonly kind: 'kept'; readonly hash: string; readonly size: number }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly text: string;
      readonly headers: Readonly<Record<string, string>>;
    };

async function answerTo(
  { uploads, log }: Parameters<typeof takeUpload>[0],
  path: string,
  exchange: Exchange,
): Promise<Answer> {
  const { request } = exchange;
  if (request.method !== 'PUT') return refused(405, 'Use PUT to send a picture.', { Allow: 'PUT' });
  if (!isFromThisSite(request)) return refused(403, 'Only pages of this site may send pictures.');
  const grant = uploads?.find(pathPattern.exec(path)?.[1] ?? '');
  if (grant === undefined) return refused(404, notKnown);
  const contentType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (contentType !== grant.type) return refused(415, `This upload was announced as ${grant.type}.`);
  const length = request.headers['content-length'];
  if (length === undefined) return refused(411, 'An upload says its length.');
  if (Number(length) !== grant.size) {
    return refused(Number(length) > grant.size ? 413 : 400, `${grant.size} bytes were announced.`);
  }
  try {
    const outcome = await grant.receive(exchange.pieces(grant.size));
    return outcome.kind === 'kept' ? outcome : refusalOf(outcome.kind, grant);
  } catch (error) {
    // A phone that goes away in the middle is no fault.
    if (!request.destroyed || request.complete) {
      log({ level: 'error', message: 'An upload could not be kept', code: errorCode(error) });
    }
    return refused(500, 'The picture could not be kept.');
  }
}

const notKnown = 'This upload is not known, was made before, or is over.';

function refusalOf(kind: Exclude<UploadOutcome['kind'], 'kept'>, { type, size }: UploadGrant): Answer {
  switch (kind) {
    case 'unknown':
      return refused(404, notKnown);
    case 'too-many':
      return refused(409, 'Too many uploads are on their way. Send it again after one of them.');
    case 'too-large':
      return refused(413, `${size} bytes were announced.`);
    case 'incomplete':
      return refused(400, `${size} bytes were announced.`);
    case 'wrong-type':
      return refused(415, `The bytes are no ${type}.`);
    case 'too-many-pixels':
      return refused(
        422,
        `A picture may have at most ${limits.picturePixels} pixels, and its frames together ${limits.movingPixels}.`,
      );
    case 'disk-full':
      return refused(507, 'The disk of the console is full.');
  }
}

function refused(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { kind: 'refused', status, text, headers };
}
