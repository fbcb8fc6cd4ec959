import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { EnginePhone } from '../../../support/played/engine-phone';
import { ConsoleWithFiles } from './console-with-files';

const bytes = randomBytes(3 * 1024 * 1024 + 5);

/** What every open file is made of. */
async function anyHandle(folder: string): Promise<FileHandle> {
  const handle = await open(folder, 'r');
  await handle.close();
  return Object.getPrototypeOf(handle);
}

test('a disk of the console that fills up is said by name, leaves nothing under the file’s name, and can be tried again', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  desk.phone.files.set('down.bin', { bytes, modifiedAt: 1 });
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const write = vi.spyOn(await anyHandle(desk.downloads), 'write').mockRejectedValue(full);
  onTestFinished(() => write.mockRestore());
  await desk.download(['down.bin']);
  await desk.over();
  expect(desk.statuses()).toEqual(['down.bin failed disk-full']);
  expect(desk.exchange.board.queue.files[0]?.status).toMatchObject({ outcome: { by: 'here' } });
  expect(desk.kinds()).toContain('file-transfer-failed');
  await desk.until(() =>
    desk.phone.received.some(({ kind, ...rest }) => kind === 'fail-file' && 'failure' in rest),
  );
  expect(desk.phone.received.at(-1)).toMatchObject({ kind: 'fail-file', failure: 'disk-full' });
  expect(await readdir(desk.downloads)).not.toContain('down.bin');

  write.mockRestore();
  desk.exchange.retry(desk.exchange.board.queue.files[0]?.transferId ?? '');
  await desk.over();
  expect(desk.statuses()).toEqual(['down.bin completed']);
  expect(await readFile(join(desk.downloads, 'down.bin'))).toEqual(bytes);
});

test('a flush beside a download that fails is not lost', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  desk.phone.files.set('down.bin', { bytes: randomBytes(20 * 1024 * 1024), modifiedAt: 1 });
  const failed = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
  const flush = vi.spyOn(await anyHandle(desk.downloads), 'datasync').mockRejectedValueOnce(failed);
  onTestFinished(() => flush.mockRestore());
  await desk.download(['down.bin']);
  await desk.over();
  expect(desk.statuses()).toEqual(['down.bin failed disk-failed']);
  expect(await readdir(desk.downloads)).not.toContain('down.bin');
});

test('a phone whose room runs out on the way says so to the console, and goes on once there is room', async () => {
  const desk = await ConsoleWithFiles.start();
  const phone = await new EnginePhone(desk.sessionId).start();
  desk.otherPhone = phone;
  await desk.allow();
  await desk.write('up.bin', bytes);
  let chunks = 0;
  phone.onChunk = () => {
    chunks += 1;
    if (chunks === 3) phone.disk.quota = phone.disk.usage;
  };
  await desk.upload(['up.bin']);
  await desk.over();
  expect(desk.statuses()).toEqual(['up.bin failed quota-exceeded']);
  expect(desk.exchange.board.queue.files[0]?.status).toMatchObject({ outcome: { by: 'there' } });
  expect(phone.sandbox.index.count).toBe(0);

  phone.disk.quota = Number.MAX_SAFE_INTEGER;
  desk.exchange.retry(desk.exchange.board.queue.files[0]?.transferId ?? '');
  await desk.over();
  expect(desk.statuses()).toEqual(['up.bin completed']);
});
