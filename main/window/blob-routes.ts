import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { type Blob, type BlobType, blobTypeSchema, hashSchema } from '../../shared/blob';
import { limits } from '../../shared/limits';
import { identifierSchema } from '../../shared/names';
import { BlobError, type BlobErrorCode } from '../blobs/blob-error';
import type { BlobStore } from '../blobs/blob-store';
import type { Recordings } from '../blobs/recordings';
import { type ByteRange, parseRange } from './byte-range';
import { securityHeaders } from './security-headers';

/** What the console's page may read and write of sessions' pictures and recordings. */
export interface BlobRoutes {
  readonly blobs: BlobStore;
  readonly recordings: Recordings;
  /** Whether a session exists and is still active; nothing is written otherwise. */
  readonly sessionIs: (sessionId: string) => 'missing' | 'over' | 'active';
  /** Writes why something was not kept into the log of the program. */
  readonly reportFailure: (what: string, error: unknown) => void;
}

/** Returns whether a path of `app://console` is one of kept bytes rather than of the page. */
export function isBlobPath(path: string): boolean {
  return path.startsWith('/blobs/') || path.startsWith('/recordings/');
}

/** Answers `/blobs/<session>/<hash>` (GET), `/blobs/<session>` (PUT) and `/recordings/<session>/<recording>` (POST). */
export async function blobResponse(routes: BlobRoutes, request: Request): Promise<Response> {
  // The parts of the path are used as they are: one with an escape in it is no identifier.
  const [, road, sessionId, name, ...more] = new URL(request.url).pathname.split('/');
  if (more.length > 0 || !identifierSchema.safeParse(sessionId).success || sessionId === undefined) {
    return plain(404, 'Not found');
  }
  const session = routes.sessionIs(sessionId);
  if (session === 'missing') return plain(404, 'Not found');
  try {
    if (road === 'recordings') return await addToRecording(routes, request, sessionId, name, session);
    if (name === undefined) return await putBlob(routes, request, sessionId, session);
    return getBlob(routes, request, sessionId, name);
  } catch (error) {
    routes.reportFailure(
      road === 'recordings' ? 'A piece of a recording was not written' : 'A picture was not written',
      error,
    );
    if (error instanceof BlobError) return plain(statusOf(error.code), error.message);
    throw error;
  }
}

function getBlob({ blobs }: BlobRoutes, request: Request, sessionId: string, hash: string): Response {
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed('GET, HEAD');
  const blob = hashSchema.safeParse(hash).success ? blobs.find(sessionId, hash) : undefined;
  if (blob === undefined) return plain(404, 'Not found');
  const range = parseRange(request.headers.get('Range'), blob.size);
  if (range === 'unsatisfiable') {
    return plain(416, 'Range not satisfiable', { 'Content-Range': `bytes */${blob.size}` });
  }
  const { from, to } = range ?? { from: 0, to: blob.size - 1 };
  const headers = {
    ...securityHeaders,
    ...(range === undefined ? {} : { 'Content-Range': `bytes ${from}-${to}/${blob.size}` }),
    'Content-Type': blob.type,
    'Content-Length': String(to - from + 1),
    'Accept-Ranges': 'bytes',
    // What a hash names never changes.
    'Cache-Control': 'private, max-age=31536000, immutable',
    ETag: `"${blob.hash}"`,
  };
  const body = request.method === 'HEAD' ? null : bytesOf(blobs, sessionId, blob, { from, to });
  return new Response(body, { status: range === undefined ? 200 : 206, headers });
}

function bytesOf(
  blobs: BlobStore,
  sessionId: string,
  { hash }: Blob,
  { from, to }: ByteRange,
): ReadableStream {
  const file = createReadStream(blobs.folder(sessionId).blob(hash), { start: from, end: to });
  // Node's own type of a web stream differs from the DOM's, which tests are checked with, in name only.
  return Readable.toWeb(file) as unknown as ReadableStream;
}

async function putBlob(
  { blobs }: BlobRoutes,
  request: Request,
  sessionId: string,
  session: 'over' | 'active',
): Promise<Response> {
  if (request.method !== 'PUT') return notAllowed('PUT');
  if (session === 'over') return plain(409, 'The session has ended.');
  const type = pictureType(request.headers.get('Content-Type'));
  if (type === undefined) return plain(415, 'A picture is image/png, image/jpeg or image/webp.');
  const wish = { type, maxBytes: limits.pictureBytes };
  const { hash, size } = await blobs.write(sessionId, wish, piecesOf(request));
  return new Response(JSON.stringify({ hash, size }), {
    status: 201,
    headers: { ...securityHeaders, 'Content-Type': 'application/json' },
  });
}

async function addToRecording(
  { recordings }: BlobRoutes,
  request: Request,
  sessionId: string,
  name: string | undefined,
  session: 'over' | 'active',
): Promise<Response> {
  const recordingId = identifierSchema.safeParse(name);
  if (!recordingId.success) return plain(404, 'Not found');
  if (request.method !== 'POST') return notAllowed('POST');
  if (session === 'over' || !recordings.isGrowing(sessionId, recordingId.data)) {
    return plain(409, 'This recording is not being written.');
  }
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of piecesOf(request)) {
    bytes += piece.length;
    if (bytes > limits.recordingPieceBytes) return plain(413, 'The piece is too large.');
    pieces.push(piece);
  }
  if (bytes > 0) await recordings.append(sessionId, recordingId.data, Buffer.concat(pieces));
  return new Response(null, { status: 204, headers: securityHeaders });
}

async function* piecesOf({ body }: Request): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function pictureType(header: string | null): BlobType | undefined {
  const type = blobTypeSchema.safeParse(header?.split(';')[0]?.trim().toLowerCase());
  return type.success && type.data.startsWith('image/') ? type.data : undefined;
}

function statusOf(code: BlobErrorCode): number {
  switch (code) {
    case 'too-large':
      return 413;
    case 'wrong-type':
      return 415;
    case 'too-many-pixels':
      return 422;
    case 'incomplete':
      return 400;
    case 'not-recording':
      return 409;
    case 'disk-full':
      return 507;
    case 'could-not-write':
      return 500;
  }
}

function notAllowed(methods: string): Response {
  return plain(405, 'Method not allowed', { Allow: methods });
}

function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(text, { status, headers: { ...securityHeaders, ...headers } });
}
