import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { safeFileName } from '../../../../shared/file-transfer/file-name';
import { EnginePhone } from '../../../support/played/engine-phone';
import { randomFrom } from '../../shared/file-transfer/random';
import { ConsoleWithFiles, path } from './console-with-files';

const mebibyte = 1024 * 1024;
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A console and the phone's real files. */
async function together(): Promise<{ desk: ConsoleWithFiles; phone: EnginePhone }> {
  const desk = await ConsoleWithFiles.start();
  const phone = await new EnginePhone(desk.sessionId).start();
  desk.otherPhone = phone;
  await desk.allow();
  return { desk, phone };
}

async function onPhone(phone: EnginePhone, name: string): Promise<Uint8Array> {
  const { content } = phone.sandbox.fileAt(path(name));
  return new Uint8Array((await (await phone.disk.blob(content))?.arrayBuffer()) ?? new ArrayBuffer(0));
}

test('a console that is killed goes on with its upload from what the phone has on disk', async () => {
  const { desk, phone } = await together();
  const bytes = randomBytes(6 * mebibyte + 17);
  await desk.write('up.bin', bytes);
  let reached = 0;
  phone.onChunk = ({ offset, length }) => {
    reached = offset + length;
  };
  await desk.upload(['up.bin']);
  await desk.until(() => reached >= 3 * mebibyte);
  const kept = desk.exchange.board.queue.files[0]?.done ?? 0;
  const again: number[] = [];
  phone.onChunk = ({ offset }) => again.push(offset);
  await desk.restartConsole();
  await desk.over();
  expect(desk.statuses()).toEqual(['up.bin completed']);
  expect(hashOf(await onPhone(phone, 'up.bin'))).toBe(hashOf(bytes));
  expect(Math.min(...again)).toBeGreaterThanOrEqual(kept);
  expect(Math.min(...again)).toBeGreaterThan(0);
  expect(desk.kinds().filter((kind) => kind === 'file-transfer-offered')).toHaveLength(1);
});

test.each(['up', 'down'] as const)(
  'ten random kills of either side on the way %s lose at most 1% of a gibibyte, and the hashes are equal',
  async (way) => {
    const kills = 10;
    const random = randomFrom(way === 'up' ? 7 : 11);
    const bytes = randomBytes(48 * mebibyte + 321);
    const { desk, phone } = await together();
    let reached = 0;
    let received = 0;
    phone.onChunk = ({ offset, length }) => {
      received += length;
      reached = Math.max(reached, offset + length);
    };
    if (way === 'up') {
      await desk.write('file.bin', bytes);
      await desk.upload(['file.bin']);
    } else {
      const content = 'content-file';
      phone.disk.files.set(content, new Uint8Array(bytes));
      const file = { content, size: bytes.length, modifiedAt: 1, from: 'customer' } as const;
      const name = safeFileName('file.bin');
      if (name === undefined) throw new Error('the name is not safe');
      await phone.sandbox.place(null, name, file, false);
      await desk.download(['file.bin']);
    }
    const killed: string[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const at = ((kill + random()) / (kills + 1)) * bytes.length;
      await desk.until(() => reached >= at);
      killed.push(random() < 0.5 ? 'console' : 'phone');
      if (killed.at(-1) === 'console') await desk.restartConsole();
      else {
        desk.breakRoad();
        phone.kill();
        await phone.start();
        await desk.openRoad();
      }
    }
    await desk.over();
    expect(desk.statuses()).toEqual(['file.bin completed']);
    const arrived =
      way === 'up' ? await onPhone(phone, 'file.bin') : await readFile(join(desk.downloads, 'file.bin'));
    expect(hashOf(arrived)).toBe(hashOf(bytes));
    expect(new Set(killed)).toEqual(new Set(['console', 'phone']));
    // What left the phone and never came was not received; the console counts for itself, with the messages around.
    const lost = (way === 'up' ? received : desk.taken) - bytes.length;
    const kept = 1 - lost / 2 ** 30;
    process.stdout.write(
      `${way}: ${killed.join(', ')} killed; ${(lost / 1024).toFixed(0)} KiB were received twice, of a gibibyte ${(100 * kept).toFixed(2)}% kept\n`,
    );
    expect(kept).toBeGreaterThanOrEqual(0.99);
  },
  60_000,
);
