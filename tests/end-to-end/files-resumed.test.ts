import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConsoleApp, killConsole } from '../support/console/console-app';
import { test as base, expect } from '../support/fixtures/fixtures';
import { freePort } from '../support/free-port';
import { ask } from '../support/journeys/file-journey';
import {
  entryOf,
  fetchSelected,
  fileEvents,
  filesAreOpen,
  grantFolder,
  hashOf,
  joinWithFiles,
  openFileTransfer,
  select,
  send,
  transferOf,
} from '../support/journeys/files';

const mebibyte = 1024 * 1024;
/** So much that no quick disk is done with it between two looks. */
const size = 512 * mebibyte;
const file = 'Restore-test.bin';

const test = base.extend({
  /** Holds the file. No two mebibytes are the same, so that a piece in the wrong place shows in the hash. */
  folder: async ({ folder }, use) => {
    const handle = await open(join(folder, file), 'w');
    const piece = Buffer.alloc(mebibyte, 7);
    for (let at = 0; at < size; at += mebibyte) {
      piece.writeUInt32BE(at / mebibyte, 0);
      await handle.write(piece, 0, mebibyte, at);
    }
    await handle.close();
    await use(folder);
  },
  /** With a port of its own, which a console that starts again finds free, whatever else runs meanwhile. */
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from the pattern.
  ownConsole: async ({}, use) => {
    await use({ settings: { port: await freePort() } });
  },
  /** Shares files; the console shows the folder. */
  phone: async ({ console, browser, folder }, use) => {
    const phone = await joinWithFiles(console, browser, 'Maria Lindqvist');
    await grantFolder(console, folder);
    await use(phone);
  },
});

test.beforeEach(({ phone: _phone }) => undefined);

/** The share of the file that arrived, from 0 to 1, as main says; the page may be slower than the transfer. */
async function part(console: ConsoleApp): Promise<number> {
  const { sessions } = await ask<{ sessions: { sessionId: string }[] }>(console.page, 'get-snapshot', {});
  const sessionId = sessions.at(-1)?.sessionId;
  const { transfers } = await ask<{ transfers: { name: string; done: number }[] }>(
    console.page,
    'get-transfers',
    {
      sessionId,
    },
  );
  return (transfers.find(({ name }) => name === file)?.done ?? 0) / size;
}

/** Bytes of all files in a folder. */
async function bytesIn(path: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(path)) bytes += (await stat(join(path, name))).size;
  return bytes;
}

async function isUnderWay(console: ConsoleApp): Promise<void> {
  await expect.poll(() => part(console), { intervals: [20] }).toBeGreaterThan(0.05);
  expect(await part(console)).toBeLessThan(1);
}

async function arrived(
  console: ConsoleApp,
  folder: string,
  direction: 'to-customer' | 'to-representative',
): Promise<void> {
  await expect(transferOf(console.page, file).getByText('Verified', { exact: true })).toBeVisible();
  const completed = await fileEvents(console.page, 'file-transfer-completed');
  expect(completed.filter((event) => event.direction === direction)).toEqual([
    expect.objectContaining({ name: file, size, digest: await hashOf(join(folder, file)) }),
  ]);
  expect(await fileEvents(console.page, 'file-transfer-begun-anew')).toEqual([]);
}

test('a transfer is paused, keeps what it has, and goes on; another is cancelled and leaves nothing', async ({
  folder,
  console,
}) => {
  const { page } = console;
  await select(page, 'This computer', file);
  await send(page);
  await isUnderWay(console);
  await page.getByRole('button', { name: `Pause ${file}` }).click();
  await expect(transferOf(page, file).getByText(/^Paused at \d+%$/)).toBeVisible();
  const held = await part(console);
  expect(held).toBeGreaterThan(0);
  expect(held).toBeLessThan(1);
  await page.getByRole('button', { name: `Resume ${file}` }).click();
  await arrived(console, folder, 'to-customer');

  await mkdir(join(folder, 'back'));
  await entryOf(page, 'This computer', 'back').dblclick();
  await select(page, 'Customer’s files', file);
  await page.getByRole('button', { name: 'Clear finished' }).click();
  await fetchSelected(page);
  await page.getByRole('button', { name: `Cancel ${file}` }).click();
  await expect(transferOf(page, file).getByText('Cancelled')).toBeVisible();
  await expect.poll(() => readdir(join(folder, 'back'))).toEqual([]);
});

test('a phone whose page is killed comes back and takes the file up where it was', async ({
  folder,
  console,
  phone,
}) => {
  const { page } = console;
  await select(page, 'This computer', file);
  await send(page);
  await isUnderWay(console);
  await phone.page.reload();
  const before = await part(console);
  await arrived(console, folder, 'to-customer');
  test.info().annotations.push({ type: 'done when the page was killed', description: String(before) });
});

test('a console that is killed and started again goes on with what it fetched', async ({
  folder,
  console,
  launch,
}) => {
  await select(console.page, 'This computer', file);
  await send(console.page);
  await arrived(console, folder, 'to-customer');
  await mkdir(join(folder, 'back'));
  await entryOf(console.page, 'This computer', 'back').dblclick();
  await select(console.page, 'Customer’s files', file);
  await console.page.getByRole('button', { name: 'Clear finished' }).click();
  await fetchSelected(console.page);
  // The disk is asked and not the page, which may be slower than the transfer.
  await expect.poll(() => bytesIn(join(folder, 'back')), { intervals: [20] }).toBeGreaterThan(16 * mebibyte);

  await killConsole(console);
  const [partial, ...others] = await readdir(join(folder, 'back'));
  expect(others).toEqual([]);
  expect(partial).toMatch(/sightline-part/);
  const kept = await bytesIn(join(folder, 'back'));
  test.info().annotations.push({ type: 'bytes on disk when killed', description: String(kept) });

  const again = await launch({ dataFolder: console.dataFolder });
  const { page } = again;
  await page.getByText('Maria Lindqvist').first().click();
  await openFileTransfer(page);
  await filesAreOpen(page);
  await arrived(again, folder, 'to-representative');
  expect(await readdir(join(folder, 'back'))).toEqual([file]);
  expect(await hashOf(join(folder, 'back', file))).toBe(await hashOf(join(folder, file)));
});

test('a chat message is delivered while a transfer saturates the road', async ({
  folder,
  console,
  phone,
}) => {
  const { page } = console;
  await select(page, 'This computer', file);
  await send(page);
  await isUnderWay(console);
  const field = page.getByRole('textbox', { name: /^Message / });
  await field.fill('Still here');
  await field.press('Enter');
  await expect(phone.page.getByText('Still here').first()).toBeVisible();
  expect(await part(console)).toBeLessThan(1);
  await arrived(console, folder, 'to-customer');
});
