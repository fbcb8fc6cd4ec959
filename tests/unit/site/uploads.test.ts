import { readdirSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BlobError } from '../../../main/blobs/blob-error';
import { BlobStore } from '../../../main/blobs/blob-store';
import type { BlobType } from '../../../shared/blob';
import { limits } from '../../../shared/limits';
import { uploadIdleMs } from '../../../site/exchange';
import type { UploadGrant, UploadOutcome, Uploads } from '../../../site/uploads';
import { bytesOfType, sha256 } from '../../support/pictures';
import { temporaryFolder } from '../../support/temporary-folder';
import { ask } from './support/event-stream-client';
import { startSite } from './support/test-site';

const ticket = 'ticket-000000000001';
const jpeg = bytesOfType('image/jpeg', 200_000);

/** Takes one upload into a real blob store. */
class OneUpload implements Uploads {
  readonly root = temporaryFolder();
  readonly #store = new BlobStore(this.root);
  outcome: UploadOutcome | undefined;
  isUsed = false;

  constructor(
    readonly type: BlobType = 'image/jpeg',
    readonly size = jpeg.length,
  ) {}

  find(name: string): UploadGrant | undefined {
    if (name !== ticket || this.isUsed) return undefined;
    const { type, size } = this;
    return { type, size, receive: (pieces) => this.#receive(pieces) };
  }

  get kept(): string[] {
    try {
      return readdirSync(join(this.root, 'session-0001'));
    } catch {
      return [];
    }
  }

  async #receive(pieces: AsyncIterable<Uint8Array>): Promise<UploadOutcome> {
    if (this.outcome !== undefined) return this.outcome;
    this.isUsed = true;
    try {
      const wish = { type: this.type, size: this.size, maxBytes: this.size };
      return { kind: 'kept', ...(await this.#store.write('session-0001', wish, pieces)) };
    } catch (error) {
      if (error instanceof BlobError && error.code === 'wrong-type') return { kind: 'wrong-type' };
      throw error;
    }
  }
}

const put = (body: Buffer, headers: Record<string, string> = {}) => ({
  method: 'PUT',
  headers: { 'Content-Type': 'image/jpeg', 'Content-Length': String(body.length), ...headers },
  body,
});

describe('an upload [U3]', () => {
  test('is kept whole, and answered with its hash and size; the ticket is used up', async () => {
    const uploads = new OneUpload();
    const { base } = await startSite({ uploads });
    const answer = await ask(`${base}/uploads/${ticket}`, put(jpeg, { Origin: base }));
    expect(answer.status).toBe(201);
    expect(JSON.parse(answer.body.toString())).toEqual({ hash: sha256(jpeg), size: jpeg.length });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(uploads.kept).toEqual([sha256(jpeg)]);
    expect((await ask(`${base}/uploads/${ticket}`, put(jpeg))).status).toBe(404);
  });

  test('of 40 MB comes in pieces that are written before more is taken', async () => {
    const large = bytesOfType('image/jpeg', 40_000_000);
    const uploads = new OneUpload('image/jpeg', large.length);
    const { base } = await startSite({ uploads });
    const answer = await ask(`${base}/uploads/${ticket}`, put(large));
    expect(JSON.parse(answer.body.toString())).toEqual({ hash: sha256(large), size: large.length });
  });

  test.each([
    ['an unknown ticket', 404, '/uploads/ticket-000000000002', put(jpeg)],
    ['a path that is none', 404, '/uploads/../../etc/passwd', put(jpeg)],
    ['another method', 405, `/uploads/${ticket}`, { ...put(jpeg), method: 'POST' }],
    ['a page of another origin', 403, `/uploads/${ticket}`, put(jpeg, { Origin: 'https://evil.example' })],
    ['another type', 415, `/uploads/${ticket}`, put(jpeg, { 'Content-Type': 'image/png' })],
    ['no type', 415, `/uploads/${ticket}`, put(jpeg, { 'Content-Type': '' })],
    ['more bytes', 413, `/uploads/${ticket}`, put(Buffer.concat([jpeg, jpeg]))],
    ['fewer bytes', 400, `/uploads/${ticket}`, put(jpeg.subarray(0, 100))],
    ['bytes of another type', 415, `/uploads/${ticket}`, put(bytesOfType('image/png', jpeg.length))],
  ] as const)('with %s is refused with %i, and nothing is kept', async (_name, status, path, init) => {
    const uploads = new OneUpload();
    const { base } = await startSite({ uploads });
    const answer = await ask(`${base}${path}`, init);
    if (path.includes('..')) expect([404, 405]).toContain(answer.status);
    else expect(answer.status).toBe(status);
    expect(uploads.kept).toEqual([]);
  });

  test('that announces more than any picture may have is refused before it is read', async () => {
    const { base } = await startSite({ uploads: new OneUpload() });
    const length = String(limits.pictureBytes + 1);
    const { status, close } = await startUpload(base, { 'Content-Length': length });
    expect(await status).toBe(413);
    close();
  });

  test('without a length is refused with 411', async () => {
    const { base } = await startSite({ uploads: new OneUpload() });
    const { status, close } = await startUpload(base, { 'Transfer-Encoding': 'chunked' });
    expect(await status).toBe(411);
    close();
  });

  test.each([
    ['too-many', 409],
    ['too-many-pixels', 422],
    ['disk-full', 507],
    ['unknown', 404],
    ['too-large', 413],
  ] as const)('that the console finds %s is answered with %i', async (kind, status) => {
    const uploads = new OneUpload();
    uploads.outcome = { kind };
    const { base } = await startSite({ uploads });
    expect((await ask(`${base}/uploads/${ticket}`, put(jpeg))).status).toBe(status);
  });

  test('at a site whose console takes none is not known', async () => {
    const { base } = await startSite();
    expect((await ask(`${base}/uploads/${ticket}`, put(jpeg))).status).toBe(404);
  });

  test('that stops coming is given up, and nothing of it is kept [U4]', async () => {
    const uploads = new OneUpload();
    const { base, clock } = await startSite({ uploads });
    const { send, closed } = await startUpload(base, { 'Content-Length': String(jpeg.length) });
    send(jpeg.subarray(0, 1_000));
    await expect.poll(() => uploads.kept.length).toBe(1);
    clock.advance(uploadIdleMs);
    await closed;
    await expect.poll(() => uploads.kept).toEqual([]);
  });

  test('whose phone goes away leaves nothing', async () => {
    const uploads = new OneUpload();
    const { base, logged } = await startSite({ uploads });
    const { send, close } = await startUpload(base, { 'Content-Length': String(jpeg.length) });
    send(jpeg.subarray(0, 1_000));
    await expect.poll(() => uploads.kept.length).toBe(1);
    close();
    await expect.poll(() => uploads.kept).toEqual([]);
    expect(logged.filter((line) => line.includes('upload'))).toEqual([]);
  });
});

/** Sends the headers of an upload; the body follows by `send`. */
async function startUpload(base: string, headers: Record<string, string>) {
  const request = httpsRequest(`${base}/uploads/${ticket}`, {
    method: 'PUT',
    rejectUnauthorized: false,
    agent: false,
    headers: { 'Content-Type': 'image/jpeg', ...headers },
  });
  const status = new Promise<number | undefined>((resolve) => {
    request.once('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.once('error', () => resolve(undefined));
  });
  const closed = new Promise<void>((resolve) => request.once('close', () => resolve()));
  request.flushHeaders();
  return { status, closed, send: (bytes: Buffer) => request.write(bytes), close: () => request.destroy() };
}
