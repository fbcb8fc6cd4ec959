import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { EnginePhone } from '../../../support/engine-phone';
import { FilesHouse } from './files-house';

const bytes = randomBytes(3 * 1024 * 1024 + 5);

/** What every open file is made of. */
async function anyHandle(folder: string): Promise<FileHandle> {
  const handle = await open(folder, 'r');
  await handle.close();
  return Object.getPrototypeOf(handle);
}

test('a disk of the console that fills up is said by name, leaves nothing under the file’s name, and can be tried again', async () => {
  const home = await (await FilesHouse.start()).allow();
  home.phone.files.set('down.bin', { bytes, modifiedAt: 1 });
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const write = vi.spyOn(await anyHandle(home.downloads), 'write').mockRejectedValue(full);
  onTestFinished(() => write.mockRestore());
  await home.download(['down.bin']);
  await home.over();
  expect(home.statuses()).toEqual(['down.bin failed disk-full']);
  expect(home.exchange.board.queue.files[0]?.status).toMatchObject({ outcome: { by: 'here' } });
  expect(home.kinds()).toContain('file-transfer-failed');
  await home.until(() =>
    home.phone.received.some(({ kind, ...rest }) => kind === 'fail-file' && 'failure' in rest),
  );
  expect(home.phone.received.at(-1)).toMatchObject({ kind: 'fail-file', failure: 'disk-full' });
  expect(await readdir(home.downloads)).not.toContain('down.bin');

  write.mockRestore();
  home.exchange.retry(home.exchange.board.queue.files[0]?.transferId ?? '');
  await home.over();
  expect(home.statuses()).toEqual(['down.bin completed']);
  expect(await readFile(join(home.downloads, 'down.bin'))).toEqual(bytes);
});

test('a flush beside a download that fails is not lost', async () => {
  const home = await (await FilesHouse.start()).allow();
  home.phone.files.set('down.bin', { bytes: randomBytes(20 * 1024 * 1024), modifiedAt: 1 });
  const failed = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
  const flush = vi.spyOn(await anyHandle(home.downloads), 'datasync').mockRejectedValueOnce(failed);
  onTestFinished(() => flush.mockRestore());
  await home.download(['down.bin']);
  await home.over();
  expect(home.statuses()).toEqual(['down.bin failed disk-failed']);
  expect(await readdir(home.downloads)).not.toContain('down.bin');
});

test('a phone whose room runs out on the way says so to the console, and goes on once there is room', async () => {
  const home = await FilesHouse.start();
  const phone = await new EnginePhone(home.sessionId).start();
  home.otherPhone = phone;
  await home.allow();
  await home.write('up.bin', bytes);
  let chunks = 0;
  phone.onChunk = () => {
    chunks += 1;
    if (chunks === 3) phone.disk.quota = phone.disk.usage;
  };
  await home.upload(['up.bin']);
  await home.over();
  expect(home.statuses()).toEqual(['up.bin failed quota-exceeded']);
  expect(home.exchange.board.queue.files[0]?.status).toMatchObject({ outcome: { by: 'there' } });
  expect(phone.sandbox.index.count).toBe(0);

  phone.disk.quota = Number.MAX_SAFE_INTEGER;
  home.exchange.retry(home.exchange.board.queue.files[0]?.transferId ?? '');
  await home.over();
  expect(home.statuses()).toEqual(['up.bin completed']);
});
