import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { WebSocket } from 'ws';
import { openDatabase } from '../../main/history/database';
import { type ConsoleApp, launchConsole, newDataFolder, siteAddress } from '../support/console/console-app';
import { consoleRequest } from '../support/console/console-requests';
import { writePast } from '../support/past-logs';
import { submissionOf } from '../support/wire/customer-messages';

let console: ConsoleApp | undefined;
test.afterEach(async () => {
  await console?.close();
  console = undefined;
});

test('a submission that no reader could read again is refused, and the console starts again with its history', async () => {
  const first = await launchConsole();
  console = first;
  const address = await siteAddress(first.page);
  const key = (await consoleRequest(first.page, 'generate-session-key', {
    lifetimeMinutes: 5,
    reference: '',
    note: '',
  })) as { sessionKey: string };
  const device = { model: '\ufb2c'.repeat(120), operatingSystem: '', browser: '', language: '' };
  const answers = await say(address, submissionOf({ sessionKey: key.sessionKey, device }));
  expect(answers.join('\n')).toContain('invalid-message');

  await first.close({ keepData: true });
  console = await launchConsole({ dataFolder: first.dataFolder });
  const { page } = console;
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await expect(page.getByText('No sessions yet', { exact: false })).toBeVisible();
  await expect(page.getByText(/could not be read/)).toHaveCount(0);
});

test('a damaged session is set aside alone, copied and deleted; the others are there', async () => {
  const dataFolder = await newDataFolder();
  const copies = await mkdtemp(join(tmpdir(), 'sightline-copies-'));
  const { database } = openDatabase(join(dataFolder, 'sightline.sqlite'));
  const joinedAt = Date.now() - 60_000;
  const store = writePast(database, [
    { sessionId: 'session-sound', customer: 'Aiko Tanaka', joinedAt },
    { sessionId: 'session-damaged', customer: 'Tomás Ferreira', joinedAt, isOpen: true },
  ]);
  database
    .prepare("UPDATE event SET body = replace(body, 'Pixel 8', ?) WHERE session_id = 'session-damaged'")
    .run('\ufb2c'.repeat(360));
  store.close();

  console = await launchConsole({ dataFolder });
  const { app, page } = console;
  await expect(
    page.getByText('The session with Tomás Ferreira could not be read and was set aside.'),
  ).toBeVisible();
  const copy = join(copies, 'copy.json');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, copy);
  await page.getByRole('button', { name: 'Save a copy' }).click();
  await expect(page.getByText('Saved as copy.json')).toBeVisible();
  expect(JSON.parse(await readFile(copy, 'utf8'))).toMatchObject({
    format: 'sightline-session-copy',
    sessionId: 'session-damaged',
  });

  await page.getByRole('button', { name: 'History', exact: true }).click();
  const list = page.getByRole('list', { name: 'Sessions' });
  await expect(list.getByRole('button', { name: /Aiko Tanaka/ })).toBeVisible();
  await list.getByRole('button', { name: /Tomás Ferreira.*Cannot be read/s }).click();
  await expect(page.getByRole('heading', { name: 'This session cannot be read' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(list.getByRole('button')).toHaveCount(1);
  await expect(page.getByText(/could not be read/)).toHaveCount(0);
  await rm(copies, { recursive: true, force: true });
});

test('a start that fails says so in the window, and Sightline starts without what was in the way', async () => {
  const dataFolder = await newDataFolder();
  // A file in the place of a folder.
  await writeFile(join(dataFolder, 'transfers'), 'not a folder');
  console = await launchConsole({ dataFolder });
  const { page } = console;
  await expect(page.getByRole('heading', { name: 'Sightline could not start' })).toBeVisible();
  await expect(page.getByText(/not a directory/)).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Sightline could not start' })).toBeVisible();
  await page.getByRole('button', { name: 'Start without earlier sessions' }).click();
  await expect(page.getByRole('button', { name: 'History', exact: true })).toBeVisible();
  expect(await siteAddress(page)).toContain('https://');
  expect(existsSync(join(dataFolder, 'sightline.sqlite'))).toBe(true);
});

/** Sends one message to the site as any program can, and gives back what it answered. */
async function say(address: string, message: object): Promise<string[]> {
  const socket = new WebSocket(`${address.replace('https', 'wss')}/session`, { rejectUnauthorized: false });
  const answers: string[] = [];
  socket.on('message', (data) => answers.push(String(data)));
  await once(socket, 'open');
  socket.send(JSON.stringify(message));
  await expect.poll(() => answers.join('\n')).toMatch(/refusal|session-joined/);
  socket.close();
  return answers;
}
