import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlobError } from '../../../../main/blobs/blob-error';
import { BlobStore } from '../../../../main/blobs/blob-store';
import { Recordings } from '../../../../main/blobs/recordings';
import { blobResponse, isBlobPath } from '../../../../main/window/blob-routes';
import { parseRange } from '../../../../main/window/byte-range';
import { RecordingQueue } from '../../../../renderer/recording/recording-queue';
import { limits } from '../../../../shared/limits';
import { bytesOfType, sha256 } from '../../../support/pictures';
import { temporaryFolder } from '../../../support/temporary-folder';

const active = 'session-active';
const over = 'session-over-1';

function routes() {
  const root = temporaryFolder();
  const blobs = new BlobStore(root);
  const recordings = new Recordings(blobs);
  const failures: string[] = [];
  const reportFailure = (what: string, error: unknown) =>
    void failures.push(`${what}: ${error instanceof BlobError ? error.code : String(error)}`);
  const sessionIs = (sessionId: string) =>
    sessionId === active ? 'active' : sessionId === over ? 'over' : 'missing';
  const ask = (path: string, init?: RequestInit) =>
    blobResponse({ blobs, recordings, sessionIs, reportFailure }, new Request(`app://console${path}`, init));
  const keep = async (sessionId: string, bytes: Uint8Array) => {
    async function* pieces() {
      yield bytes;
    }
    return await blobs.write(sessionId, { type: 'image/png', maxBytes: bytes.length }, pieces());
  };
  return { root, recordings, ask, keep, failures };
}

const png = bytesOfType('image/png', 5_000);
const put = (type: string, body: BodyInit): RequestInit => ({
  method: 'PUT',
  headers: { 'Content-Type': type },
  body,
});

describe('reading', () => {
  test('gives the bytes with their type, of sessions that exist', async () => {
    const { ask, keep } = routes();
    for (const sessionId of [active, over]) {
      const { hash } = await keep(sessionId, png);
      const answer = await ask(`/blobs/${sessionId}/${hash}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('Content-Type')).toBe('image/png');
      expect(answer.headers.get('Content-Length')).toBe('5000');
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(png);
      const head = await ask(`/blobs/${sessionId}/${hash}`, { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([200, '']);
    }
    const { hash } = await keep('session-of-nobody', png);
    expect((await ask(`/blobs/session-of-nobody/${hash}`)).status).toBe(404);
  });

  test('gives ranges, for video to seek in', async () => {
    const { ask, keep } = routes();
    const { hash } = await keep(active, png);
    const part = await ask(`/blobs/${active}/${hash}`, { headers: { Range: 'bytes=100-199' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('Content-Range')).toBe('bytes 100-199/5000');
    expect(Buffer.from(await part.arrayBuffer())).toEqual(png.subarray(100, 200));
    const beyond = await ask(`/blobs/${active}/${hash}`, { headers: { Range: 'bytes=5000-' } });
    expect([beyond.status, beyond.headers.get('Content-Range')]).toEqual([416, 'bytes */5000']);
  });

  test.each([
    '/blobs/session-active',
    '/blobs/session-active/',
    `/blobs/session-active/${'0'.repeat(64)}`,
    '/blobs/session-active/../secret',
    '/blobs/session-active/%2e%2e%2fsecret',
    '/blobs/..%2f..%2fetc/passwd',
    `/blobs/session-active/${'0'.repeat(64)}/more`,
    '/blobs/',
    '/blobs',
    '/recordings/session-active/recording-1',
  ])('%s is nothing to read', async (path) => {
    const { status } = await routes().ask(path);
    expect([404, 405]).toContain(status);
  });
});

describe('writing a picture', () => {
  test('keeps it and answers with its hash', async () => {
    const { ask, root } = routes();
    const answer = await ask(`/blobs/${active}`, put('image/png', new Uint8Array(png)));
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ hash: sha256(png), size: 5_000 });
    expect(readFileSync(join(root, active, sha256(png)))).toEqual(png);
  });

  test.each([
    ['of a session that ended', 409, `/blobs/${over}`, put('image/png', new Uint8Array(png))],
    ['of no session', 404, '/blobs/session-missing', put('image/png', new Uint8Array(png))],
    ['of another type than it says', 415, `/blobs/${active}`, put('image/jpeg', new Uint8Array(png))],
    [
      'that is a recording',
      415,
      `/blobs/${active}`,
      put('video/webm', new Uint8Array(bytesOfType('video/webm'))),
    ],
    ['that is a page', 415, `/blobs/${active}`, put('text/html', '<!doctype html>')],
    ['with nothing in it', 415, `/blobs/${active}`, put('image/png', '')],
    ['by POST', 405, `/blobs/${active}`, { method: 'POST', body: 'x' }],
    ['at a hash', 405, `/blobs/${active}/${'0'.repeat(64)}`, put('image/png', new Uint8Array(png))],
  ] as const)('%s is refused with %i', async (_name, status, path, init) => {
    expect((await routes().ask(path, init)).status).toBe(status);
  });

  test('too large is refused with 413', async () => {
    const { ask } = routes();
    const bytes = bytesOfType('image/png', limits.pictureBytes + 1);
    expect((await ask(`/blobs/${active}`, put('image/png', new Uint8Array(bytes)))).status).toBe(413);
  });
});

describe('writing a recording', () => {
  const post = (body: BodyInit): RequestInit => ({ method: 'POST', body });

  test('adds each piece, in order, once it has begun', async () => {
    const { ask, recordings } = routes();
    const path = `/recordings/${active}/recording-1`;
    const webm = new Uint8Array(bytesOfType('video/webm', 1_000));
    expect((await ask(path, post(webm))).status).toBe(409);
    recordings.begin(active, 'recording-1');
    expect((await ask(path, post('no video at all, but text'))).status).toBe(415);
    expect((await ask(path, post(webm))).status).toBe(204);
    expect((await ask(path, post(''))).status).toBe(204);
    expect((await ask(path, post(webm))).status).toBe(204);
    expect((await ask(`/recordings/${active}/recording-2`, post(webm))).status).toBe(409);
    expect((await ask(path, { method: 'PUT', body: webm })).status).toBe(405);
    expect((await ask(`/recordings/${over}/recording-1`, post(webm))).status).toBe(409);
    const twice = createHash('sha256').update(webm).update(webm).digest('hex');
    expect(recordings.close(active)).toMatchObject({ hash: twice, size: 2_000 });
    expect((await ask(path, post(webm))).status).toBe(409);
  });

  test('whatever the recorder’s chunks are, from one byte on, the file is their whole', async () => {
    const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5_000 })), {
      minLength: 4,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(40), async (chunkSizes, openedAfter) => {
        const { ask, recordings } = routes();
        recordings.begin(active, 'recording-1');
        const whole = bytesOfType(
          'video/webm',
          chunkSizes.reduce((sum, size) => sum + size),
        );
        const failed: unknown[] = [];
        const queue = new RecordingQueue({
          write: async (piece) => {
            const { status } = await ask(
              `/recordings/${active}/recording-1`,
              post(await piece.arrayBuffer()),
            );
            if (status !== 204) throw new Error(String(status));
          },
          failed: (error) => failed.push(error),
        });
        let at = 0;
        for (const [index, size] of chunkSizes.entries()) {
          if (index === openedAfter) queue.open();
          queue.add(new Blob([new Uint8Array(whole.subarray(at, at + size))]));
          at += size;
          // Some chunks find the queue idle, some wait behind one being written.
          if (size % 2 === 0) await queue.written();
        }
        queue.open();
        await queue.written();
        expect(failed).toEqual([]);
        expect(recordings.close(active)).toEqual({
          hash: sha256(whole),
          type: 'video/webm',
          size: whole.length,
        });
      }),
      { numRuns: 60 },
    );
  });

  test('a head that comes byte by byte is refused at the first byte no WebM has, and logged', async () => {
    const head = [0x1a, 0x45, 0xdf, 0xa3];
    for (const wrongAt of head.keys()) {
      const { ask, recordings, failures } = routes();
      recordings.begin(active, 'recording-1');
      const path = `/recordings/${active}/recording-1`;
      for (const byte of head.slice(0, wrongAt)) {
        expect((await ask(path, post(new Uint8Array([byte])))).status).toBe(204);
      }
      expect((await ask(path, post(new Uint8Array([0])))).status).toBe(415);
      expect(failures).toEqual(['A piece of a recording was not written: wrong-type']);
      expect(recordings.close(active)).toBeUndefined();
    }
  });

  test('a piece too large is refused with 413', async () => {
    const { ask, recordings } = routes();
    recordings.begin(active, 'recording-1');
    const bytes = new Uint8Array(limits.recordingPieceBytes + 1);
    expect((await ask(`/recordings/${active}/recording-1`, post(bytes))).status).toBe(413);
  });
});

test('only the paths of kept bytes are taken from the page', () => {
  expect(['/blobs/x', '/recordings/x'].map(isBlobPath)).toEqual([true, true]);
  expect(['/', '/index.html', '/blobs', '/assets/blobs/x', '/blobs.js'].map(isBlobPath)).not.toContain(true);
});

describe('a range', () => {
  test.each([
    [null, undefined],
    ['bytes=0-', { from: 0, to: 99 }],
    ['bytes=10-19', { from: 10, to: 19 }],
    ['bytes=90-500', { from: 90, to: 99 }],
    ['bytes=-10', { from: 90, to: 99 }],
    ['bytes=-500', { from: 0, to: 99 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=20-10', undefined],
    ['bytes=0-1,3-4', undefined],
    ['bytes=-', undefined],
    ['lines=0-3', undefined],
  ] as const)('%s of 100 bytes', (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected);
  });

  test('is always inside', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.integer({ min: 1, max: 150 }), (first, last, size) => {
        for (const header of [`bytes=${first}-${last}`, `bytes=${first}-`, `bytes=-${last}`]) {
          const range = parseRange(header, size);
          if (range === undefined || range === 'unsatisfiable') continue;
          expect(range.from).toBeGreaterThanOrEqual(0);
          expect(range.to).toBeGreaterThanOrEqual(range.from);
          expect(range.to).toBeLessThan(size);
        }
      }),
    );
  });
});
