import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Exchange } from './exchange';
import { isFromThisSite } from './request-checks';

/** Where a phone's frozen pictures come from: what the console hands to its site. */
export interface Pictures {
  /** Uses a ticket up; undefined for one that is unknown, used or over. */
  take(ticket: string): PictureGrant | undefined;
}

export interface PictureGrant {
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  readonly open: () => Readable;
}

const pathPattern = /^\/pictures\/([A-Za-z0-9_-]{8,64})$/;

/** Returns whether a path is one for pictures. */
export function isPicturePath(path: string): boolean {
  return path.startsWith('/pictures/');
}

/** Answers `GET /pictures/<ticket>`. Rejects when the picture cannot be read or the phone goes away. */
export async function givePicture(
  pictures: Pictures | undefined,
  path: string,
  exchange: Exchange,
): Promise<void> {
  const { request, response } = exchange;
  if (request.method !== 'GET') {
    exchange.refuse(405, 'Use GET to fetch a picture.', { Allow: 'GET' });
    return;
  }
  if (!isFromThisSite(request)) {
    exchange.refuse(403, 'Only pages of this site may fetch pictures.');
    return;
  }
  const grant = pictures?.take(pathPattern.exec(path)?.[1] ?? '');
  if (grant === undefined) {
    exchange.refuse(404, 'This picture is not known, was fetched before, or is over.');
    return;
  }
  response.writeHead(200, {
    'Content-Type': grant.type,
    'Content-Length': grant.size,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
  exchange.willSend(grant.size);
  try {
    await pipeline(grant.open(), response);
  } catch (error) {
    // A phone that goes away in the middle is no fault.
    if (!request.destroyed) throw error;
  }
}
