import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fileLimits } from '../../../../../shared/file-transfer/file-limits';
import { checkRelativePath } from '../../../../../shared/file-transfer/relative-path';
import { FileConsole } from '../../../../support/played/file-console';

const bytesOf = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 255);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const path = (text: string) => {
  const checked = checkRelativePath(text);
  if (checked.kind !== 'safe') throw new Error(`${text} is not safe`);
  return checked.path;
};

async function connected(files?: FileConsole['files']): Promise<FileConsole> {
  const console = new FileConsole(files);
  await console.connect();
  return console;
}

async function contentOf(console: FileConsole, at: string): Promise<Uint8Array> {
  const entry = console.sandbox?.fileAt(path(at));
  const blob = entry === undefined ? null : await console.disk.blob(entry.content);
  return new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
}
const contents = (console: FileConsole): number =>
  [...console.disk.files.keys()].filter((name) => name.startsWith('content-')).length;

describe('the phone’s end of a transfer', () => {
  test.each([0, 1, fileLimits.grainBytes, 3_000_001])('a file of %i bytes arrives whole', async (size) => {
    const console = await connected();
    const bytes = bytesOf(size);
    console.upload('transfer-1', 'guide.pdf', bytes);
    await console.settle();
    expect(console.outcomeOf('transfer-1')).toMatchObject({ kind: 'completed' });
    expect(sha256(await contentOf(console, 'guide.pdf'))).toBe(sha256(bytes));
    expect(console.engine.transfers()).toEqual([]);
  });

  test('several come at once, each into its own folder, made where it is missing', async () => {
    const console = await connected();
    for (const number of [1, 2, 3])
      console.upload(`transfer-${number}`, 'a.bin', bytesOf(700_000 + number), {
        folder: path(`f/${number}`),
      });
    await console.settle();
    for (const number of [1, 2, 3])
      expect(sha256(await contentOf(console, `f/${number}/a.bin`))).toBe(sha256(bytesOf(700_000 + number)));
  });

  test('a name that is taken is refused, replaced or kept beside, as the offer says', async () => {
    const console = await connected();
    console.upload('transfer-1', 'a.txt', bytesOf(10));
    await console.settle();
    console.upload('transfer-2', 'A.TXT', bytesOf(20));
    console.upload('transfer-3', 'a.txt', bytesOf(30), { onCollision: 'keep-both' });
    await console.settle();
    expect(console.outcomeOf('transfer-2')).toEqual({ kind: 'refused', reason: 'name-taken' });
    expect(await contentOf(console, 'a.txt')).toHaveLength(10);
    expect(await contentOf(console, 'a (2).txt')).toHaveLength(30);
    console.upload('transfer-4', 'a.txt', bytesOf(40), { onCollision: 'replace' });
    await console.settle();
    expect(await contentOf(console, 'a.txt')).toHaveLength(40);
    expect(contents(console)).toBe(2);
  });

  test('a name taken while the file was on its way is overwritten by nothing', async () => {
    const console = await connected();
    console.upload('transfer-1', 'a.txt', bytesOf(2_000_000));
    console.upload('transfer-2', 'a.txt', bytesOf(10));
    await console.settle();
    expect(await contentOf(console, 'a.txt')).toHaveLength(10);
    expect(await contentOf(console, 'a (2).txt')).toHaveLength(2_000_000);
  });

  test('without leave, or against the policy, nothing is taken and nothing told', async () => {
    const console = await connected({ access: 'allowed', at: 0, policy: 'download-only' });
    console.upload('transfer-1', 'a.txt', bytesOf(10));
    await console.settle();
    expect(console.outcomeOf('transfer-1')).toEqual({ kind: 'refused', reason: 'not-allowed' });
    console.engine.setAccess({ access: 'revoked', at: 1, policy: 'both' });
    console.say({ kind: 'list-folder', requestId: 'request-1', path: '', after: null });
    console.say({ kind: 'delete-entries', requestId: 'request-2', paths: [path('a.txt')] });
    await console.settle();
    expect(console.heard.slice(-2)).toEqual([
      { kind: 'request-refused', requestId: 'request-1', reason: 'not-allowed' },
      { kind: 'request-refused', requestId: 'request-2', reason: 'not-allowed' },
    ]);
    expect(contents(console)).toBe(0);
  });

  test('a file larger than the room that is left is refused before it begins', async () => {
    const console = await connected();
    console.disk.quota = 100_000;
    console.upload('transfer-1', 'a.bin', bytesOf(200_000));
    await console.settle();
    expect(console.outcomeOf('transfer-1')).toEqual({ kind: 'refused', reason: 'no-space' });
    expect(console.sentBytes).toBe(0);
  });

  test('a phone that runs out of room says so, and keeps what it has for another attempt', async () => {
    const console = await connected();
    console.upload('transfer-1', 'a.bin', bytesOf(3_000_000));
    console.left = 6;
    await console.settle();
    console.left = Number.POSITIVE_INFINITY;
    console.disk.quota = console.disk.usage + 1_000;
    await console.settle();
    expect(console.outcomeOf('transfer-1')).toMatchObject({ kind: 'failed', failure: 'quota-exceeded' });
    expect(console.engine.transfers()).toMatchObject([{ status: { kind: 'ended' } }]);
    expect(contents(console)).toBe(1);
  });

  test('a damaged chunk is asked for again', async () => {
    const console = await connected();
    const damaged = new Set<number>();
    console.damage = (offset) =>
      offset > 0 && damaged.size < 2 && !damaged.has(offset) && !!damaged.add(offset);
    console.upload('transfer-1', 'a.bin', bytesOf(2_500_000));
    await console.settle();
    expect(damaged.size).toBe(2);
    expect(sha256(await contentOf(console, 'a.bin'))).toBe(sha256(bytesOf(2_500_000)));
  });

  test('killed again and again on its way, it goes on from what is on the disk', async () => {
    const console = await connected();
    const bytes = bytesOf(6_000_000);
    console.upload('transfer-1', 'a.bin', bytes);
    let kills = 0;
    for (let left = 3; console.outcomeOf('transfer-1') === null; left += 1) {
      console.left = left;
      await console.settle();
      if (console.outcomeOf('transfer-1') !== null) break;
      await console.kill();
      kills += 1;
      await console.connect();
    }
    console.left = Number.POSITIVE_INFINITY;
    expect(kills).toBeGreaterThanOrEqual(5);
    expect(sha256(await contentOf(console, 'a.bin'))).toBe(sha256(bytes));
    // What was on its way when the page was killed is sent twice, at most the credit for each kill.
    expect(console.sentBytes - bytes.length).toBeLessThanOrEqual(kills * fileLimits.creditBytes);
    expect(contents(console)).toBe(1);
  });

  test('killed after the file got its place, it is not received twice', async () => {
    const console = await connected();
    console.upload('transfer-1', 'a.txt', bytesOf(10));
    await console.settle();
    const { sentBytes } = console;
    await console.kill();
    await console.connect();
    console.say({
      ...{ kind: 'offer-file', transferId: 'transfer-1', attempt: 1, name: 'a.txt', round: 1, paused: false },
      source: { size: 10, modifiedAt: 7 },
    });
    await console.settle();
    expect(console.heard.at(-1)).toMatchObject({ kind: 'confirm-file', transferId: 'transfer-1' });
    expect(console.sentBytes).toBe(sentBytes);
  });

  test('a file is fetched whole, also after a kill, and the customer may cancel it', async () => {
    const console = await connected();
    const bytes = bytesOf(5_000_000);
    console.upload('transfer-1', 'a.bin', bytes);
    await console.settle();
    console.say({ kind: 'fetch-file', requestId: 'request-1', transferId: 'fetch-001', path: path('a.bin') });
    console.left = 6;
    await console.settle();
    await console.kill();
    console.left = Number.POSITIVE_INFINITY;
    await console.connect();
    await console.settle();
    expect(console.outcomeOf('fetch-001')).toMatchObject({ kind: 'completed' });
    expect(sha256(console.fetched('fetch-001') ?? new Uint8Array())).toBe(sha256(bytes));

    console.say({ kind: 'fetch-file', requestId: 'request-2', transferId: 'fetch-002', path: path('a.bin') });
    console.left = 4;
    await console.settle();
    console.left = Number.POSITIVE_INFINITY;
    await console.engine.act('fetch-002', 'cancel');
    await console.settle();
    expect(console.outcomeOf('fetch-002')).toEqual({ kind: 'cancelled', by: 'there' });
  });

  test('what is fetched and is not there, or no file, is refused by name', async () => {
    const console = await connected();
    console.sandbox?.createFolder(path('f'), 'customer');
    console.say({ kind: 'fetch-file', requestId: 'request-1', transferId: 'fetch-001', path: path('a.bin') });
    console.say({ kind: 'fetch-file', requestId: 'request-2', transferId: 'fetch-002', path: path('f') });
    await console.settle();
    expect(console.heard).toMatchObject([
      { kind: 'request-refused', reason: 'not-found' },
      { kind: 'request-refused', reason: 'not-a-file' },
    ]);
  });

  test('a fetched file that the customer deletes meanwhile is gone, said by name', async () => {
    const console = await connected();
    console.upload('transfer-1', 'a.bin', bytesOf(900_000));
    await console.settle();
    await console.kill();
    await console.connect();
    console.say({ kind: 'fetch-file', requestId: 'request-1', transferId: 'fetch-001', path: path('a.bin') });
    await console.sandbox?.remove([path('a.bin')]);
    await console.settle();
    expect(console.heard.at(-1)).toMatchObject({ kind: 'request-refused', reason: 'not-found' });
  });

  test('access taken back cancels everything and leaves nothing unfinished', async () => {
    const console = await connected();
    console.upload('transfer-1', 'a.bin', bytesOf(5_000_000));
    console.left = 6;
    await console.settle();
    await console.engine.cancelAll();
    console.left = Number.POSITIVE_INFINITY;
    await console.settle();
    expect(console.outcomeOf('transfer-1')).toEqual({ kind: 'cancelled', by: 'there' });
    expect(contents(console)).toBe(0);
  });
});
