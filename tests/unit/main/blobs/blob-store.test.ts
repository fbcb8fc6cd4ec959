import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asBlobError, BlobError } from '../../../../main/blobs/blob-error';
import { BlobStore } from '../../../../main/blobs/blob-store';
import { typeOfBytes } from '../../../../main/blobs/blob-type';
import { fileNameFor } from '../../../../main/blobs/file-name';
import { blobTypeSchema } from '../../../../shared/blob';
import { bytesOfType, sha256 } from '../../../support/pictures';
import { temporaryFolder } from '../../../support/temporary-folder';

const sessionId = 'session-0001';
const jpeg = { type: 'image/jpeg', maxBytes: 1_000 } as const;

async function* pieces(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

function codeOf(error: unknown): string {
  return error instanceof BlobError ? error.code : String(error);
}

describe('writing', () => {
  test('names bytes by their hash, whole, whatever the pieces they came in', async () => {
    const root = temporaryFolder();
    const store = new BlobStore(root);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 6 }),
        fc.nat(),
        async (cuts, seed) => {
          const bytes = bytesOfType('image/png', 120, seed);
          const places = [...cuts].sort((a, b) => a - b);
          const parts = [0, ...places].map((from, index) =>
            bytes.subarray(from, places[index] ?? bytes.length),
          );
          const kept = await store.write(sessionId, { type: 'image/png', maxBytes: 120 }, pieces(...parts));
          expect(kept).toEqual({ hash: sha256(bytes), type: 'image/png', size: 120 });
          expect(readFileSync(join(root, sessionId, kept.hash))).toEqual(bytes);
          expect(store.find(sessionId, kept.hash)).toEqual(kept);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('the same bytes again are the same blob', async () => {
    const root = temporaryFolder();
    const store = new BlobStore(root);
    const bytes = bytesOfType('image/gif');
    const wish = { type: 'image/gif', maxBytes: 64 } as const;
    const both = await Promise.all([1, 2].map(() => store.write(sessionId, wish, pieces(bytes))));
    expect(both[0]).toEqual(both[1]);
    expect(readdirSync(join(root, sessionId))).toEqual([sha256(bytes)]);
    expect(store.list(sessionId)).toEqual([both[0]]);
    expect(store.list('session-0002')).toEqual([]);
  });

  test.each([
    ['more than allowed', 'too-large', { ...jpeg, maxBytes: 63 }, [bytesOfType('image/jpeg')]],
    ['more than announced', 'too-large', { ...jpeg, size: 63 }, [bytesOfType('image/jpeg')]],
    ['fewer than announced', 'incomplete', { ...jpeg, size: 65 }, [bytesOfType('image/jpeg')]],
    ['another type', 'wrong-type', jpeg, [bytesOfType('image/png')]],
    ['a page', 'wrong-type', jpeg, [Buffer.from('<!doctype html><script>alert(1)</script>')]],
    [
      'another type in small pieces',
      'wrong-type',
      jpeg,
      [...bytesOfType('image/gif')].map((byte) => Buffer.from([byte])),
    ],
    ['nothing', 'wrong-type', jpeg, []],
  ] as const)('%s is refused as %s, and nothing is left', async (_name, code, wish, parts) => {
    const root = temporaryFolder();
    const store = new BlobStore(root);
    const error = await store.write(sessionId, wish, pieces(...parts)).catch(codeOf);
    expect(error).toBe(code);
    expect(readdirSync(join(root, sessionId))).toEqual([]);
  });

  test('a sender that breaks off leaves nothing, and its error is passed on', async () => {
    const root = temporaryFolder();
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield bytesOfType('image/jpeg');
      throw new Error('the phone went away');
    }
    await expect(new BlobStore(root).write(sessionId, jpeg, broken())).rejects.toThrow('the phone went away');
    expect(readdirSync(join(root, sessionId))).toEqual([]);
  });

  test('a piece is asked for when the one before is written, so nothing piles up', async () => {
    const root = temporaryFolder();
    const sizes: number[] = [];
    async function* watched(): AsyncGenerator<Uint8Array> {
      for (let count = 0; count < 5; count += 1) {
        const [partial] = readdirSync(join(root, sessionId));
        sizes.push(readFileSync(join(root, sessionId, partial ?? '')).length);
        yield bytesOfType('image/jpeg', 100);
      }
    }
    await new BlobStore(root).write(sessionId, jpeg, watched());
    expect(sizes).toEqual([0, 100, 200, 300, 400]);
  });

  test('a disk that refuses is named', async () => {
    const root = join(temporaryFolder(), 'taken');
    writeFileSync(root, 'a file where the folder should be');
    const error = await new BlobStore(root)
      .write(sessionId, jpeg, pieces(bytesOfType('image/jpeg')))
      .catch(codeOf);
    expect(error).toBe('could-not-write');
    for (const code of ['ENOSPC', 'EDQUOT']) {
      expect(asBlobError(Object.assign(new Error(code), { code })).code).toBe('disk-full');
    }
    expect(asBlobError(Object.assign(new Error('EIO'), { code: 'EIO' })).code).toBe('could-not-write');
  });
});

test('no name from outside is ever a path', async () => {
  const root = temporaryFolder();
  const store = new BlobStore(join(root, 'sessions'));
  writeFileSync(join(root, 'secret'), bytesOfType('image/jpeg'));
  const names = fc.oneof(
    fc.constantFrom(
      '..',
      '../..',
      '.',
      '',
      '/',
      'a/../..',
      '..\\..',
      'secret',
      '../secret',
      'session-0001\0',
    ),
    fc.string({ maxLength: 12 }).filter((name) => !/^[A-Za-z0-9_-]{8,64}$/.test(name)),
  );
  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      await expect(store.write(name, jpeg, pieces(bytesOfType('image/jpeg')))).rejects.toThrow();
      expect(store.find(name, 'secret')).toBeUndefined();
      expect(store.find(sessionId, name)).toBeUndefined();
      expect(() => store.folder(sessionId).recording(name)).toThrow();
    }),
  );
  expect(readdirSync(root)).toEqual(['secret']);
});

test('what a crash left half written is removed; blobs and recordings stay', async () => {
  const root = temporaryFolder();
  const store = new BlobStore(root);
  const kept = await store.write(sessionId, jpeg, pieces(bytesOfType('image/jpeg')));
  mkdirSync(join(root, sessionId), { recursive: true });
  writeFileSync(join(root, sessionId, 'upload-0001.partial'), 'half');
  writeFileSync(join(root, sessionId, 'recording-1.recording'), 'half');
  await store.removePartials(sessionId);
  await store.removePartials('session-0002');
  expect(readdirSync(join(root, sessionId)).sort()).toEqual([kept.hash, 'recording-1.recording'].sort());
});

test('the type of bytes is told by their beginning, for every type and nothing else', () => {
  for (const type of blobTypeSchema.options) expect(typeOfBytes(bytesOfType(type, 16))).toBe(type);
  for (const text of ['', 'RIFF____WAVE', '<svg xmlns=', 'GIF88a', '\u0089PNG', 'ftypheic']) {
    expect(typeOfBytes(Buffer.from(text)), text).toBeUndefined();
  }
});

describe('a name for a saved file', () => {
  test.each([
    ['IMG_0042.JPG', 'image/jpeg', 'IMG_0042.jpg'],
    ['IMG_0042.jpeg', 'image/jpeg', 'IMG_0042.jpeg'],
    ['photo', 'image/png', 'photo.png'],
    ['photo.exe', 'image/png', 'photo.png'],
    ['Dr. Who is here', 'image/png', 'Dr. Who is here.png'],
    ['../../etc/passwd', 'image/gif', 'etc passwd.gif'],
    ['C:\\Windows\\win.ini', 'image/webp', 'C Windows win.webp'],
    ['con', 'image/png', 'Sightline con.png'],
    ['...', 'video/webm', 'Sightline.webm'],
    ['.hidden', 'image/png', 'hidden.png'],
    ['Recording 14:05', 'video/webm', 'Recording 14 05.webm'],
    ['\u202Egnp.exe', 'image/png', 'gnp.png'],
  ] as const)('%s as %s is %s', (suggested, type, name) => {
    expect(fileNameFor(suggested, type)).toBe(name);
  });

  test('is one of any system, from any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (suggested) => {
        const name = fileNameFor(suggested, 'image/png');
        expect(name).toMatch(/^[^\\/:*?"<>|\p{Cc}. ][^\\/:*?"<>|\p{Cc}]*\.png$/u);
        expect(name.length).toBeLessThan(140);
      }),
      { numRuns: 500 },
    );
  });
});
