import { mkdir, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, test } from '@playwright/test';
import { type ConsoleApp, launchConsole } from '../support/console/console-app';
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
import { launchPhoneBrowser, type Phone } from '../support/phone/phone';

const mebibyte = 1024 * 1024;
/** So much that no quick disk is done with it between two looks. */
const size = 512 * mebibyte;
const file = 'Restore-test.bin';

let console: ConsoleApp;
let browser: Browser;
let phone: Phone;
let folder = '';

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-files-'));
  // No two mebibytes are the same, so that a piece in the wrong place shows in the hash.
  const handle = await open(join(folder, file), 'w');
  const piece = Buffer.alloc(mebibyte, 7);
  for (let at = 0; at < size; at += mebibyte) {
    piece.writeUInt32BE(at / mebibyte, 0);
    await handle.write(piece, 0, mebibyte, at);
  }
  await handle.close();
  // A port of its own, which a console that starts again finds free, whatever else runs meanwhile.
  const settings = { port: await freePort() };
  [console, browser] = await Promise.all([launchConsole({ settings }), launchPhoneBrowser()]);
  phone = await joinWithFiles(console, browser, 'Maria Lindqvist');
  await grantFolder(console, folder);
});

test.afterEach(async () => {
  await browser.close();
  await console.close();
  await rm(folder, { recursive: true, force: true });
});

/** A port that nobody listened at just now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

/** The share of the file that arrived, from 0 to 1, as main says; the page may be slower than the transfer. */
async function part(): Promise<number> {
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

async function isUnderWay(): Promise<void> {
  await expect.poll(part, { intervals: [20] }).toBeGreaterThan(0.05);
  expect(await part()).toBeLessThan(1);
}

async function arrived(direction: 'to-customer' | 'to-representative'): Promise<void> {
  await expect(transferOf(console.page, file).getByText('Verified', { exact: true })).toBeVisible({
    timeout: 120_000,
  });
  const completed = await fileEvents(console.page, 'file-transfer-completed');
  expect(completed.filter((event) => event.direction === direction)).toEqual([
    expect.objectContaining({ name: file, size, digest: await hashOf(join(folder, file)) }),
  ]);
  expect(await fileEvents(console.page, 'file-transfer-begun-anew')).toEqual([]);
}

test('a transfer is paused, keeps what it has, and goes on; another is cancelled and leaves nothing', async () => {
  test.setTimeout(180_000);
  const { page } = console;
  await select(page, 'This computer', file);
  await send(page);
  await isUnderWay();
  await page.getByRole('button', { name: `Pause ${file}` }).click();
  await expect(transferOf(page, file).getByText(/^Paused at \d+%$/)).toBeVisible();
  const held = await part();
  expect(held).toBeGreaterThan(0);
  expect(held).toBeLessThan(1);
  await page.getByRole('button', { name: `Resume ${file}` }).click();
  await arrived('to-customer');

  await mkdir(join(folder, 'back'));
  await entryOf(page, 'This computer', 'back').dblclick();
  await select(page, 'Customer’s files', file);
  await page.getByRole('button', { name: 'Clear finished' }).click();
  await fetchSelected(page);
  await page.getByRole('button', { name: `Cancel ${file}` }).click();
  await expect(transferOf(page, file).getByText('Cancelled')).toBeVisible();
  await expect.poll(() => readdir(join(folder, 'back'))).toEqual([]);
});

test('a phone whose page is killed comes back and takes the file up where it was', async () => {
  test.setTimeout(180_000);
  const { page } = console;
  await select(page, 'This computer', file);
  await send(page);
  await isUnderWay();
  await phone.page.reload();
  const before = await part();
  await arrived('to-customer');
  test.info().annotations.push({ type: 'done when the page was killed', description: String(before) });
});

test('a console that is killed and started again goes on with what it fetched', async () => {
  test.setTimeout(240_000);
  await select(console.page, 'This computer', file);
  await send(console.page);
  await arrived('to-customer');
  await mkdir(join(folder, 'back'));
  await entryOf(console.page, 'This computer', 'back').dblclick();
  await select(console.page, 'Customer’s files', file);
  await console.page.getByRole('button', { name: 'Clear finished' }).click();
  await fetchSelected(console.page);
  // The disk is asked and not the page, which may be slower than the transfer.
  await expect.poll(() => bytesIn(join(folder, 'back')), { intervals: [20] }).toBeGreaterThan(16 * mebibyte);

  const { dataFolder, app } = console;
  const ended = new Promise((done) => app.process().once('exit', done));
  app.process().kill('SIGKILL');
  await ended;
  const [partial, ...others] = await readdir(join(folder, 'back'));
  expect(others).toEqual([]);
  expect(partial).toMatch(/sightline-part/);
  const kept = await bytesIn(join(folder, 'back'));
  test.info().annotations.push({ type: 'bytes on disk when killed', description: String(kept) });

  console = await launchConsole({ dataFolder });
  const { page } = console;
  await page.getByText('Maria Lindqvist').first().click();
  await openFileTransfer(page);
  await filesAreOpen(page);
  await arrived('to-representative');
  expect(await readdir(join(folder, 'back'))).toEqual([file]);
  expect(await hashOf(join(folder, 'back', file))).toBe(await hashOf(join(folder, file)));
});

test('a chat message is delivered while a transfer saturates the road', async () => {
  test.setTimeout(180_000);
  const { page } = console;
  await select(page, 'This computer', file);
  await send(page);
  await isUnderWay();
  const field = page.getByRole('textbox', { name: /^Message / });
  await field.fill('Still here');
  await field.press('Enter');
  await expect(phone.page.getByText('Still here').first()).toBeVisible();
  expect(await part()).toBeLessThan(1);
  await arrived('to-customer');
});
