import { spawn } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { type ConsoleApp, newDataFolder } from '../support/console/console-app';
import { electronLaunch } from '../support/electron-path';
import { expect, test } from '../support/fixtures/fixtures';
import {
  customerWrites,
  joinAndAccept,
  representativeWrites,
  shareCamera,
} from '../support/journeys/journey';
import { countMedia } from '../support/phone/watch-media';

/** Starts the app once more on the same data folder, and waits until that start has ended. */
async function startAgain({ app, dataFolder }: ConsoleApp, args: readonly string[]): Promise<number | null> {
  const { args: all, cwd, env } = electronLaunch({ args: [`--data-folder=${dataFolder}`, ...args] });
  const child = spawn(app.process().spawnfile, all, { cwd, env, stdio: 'ignore' });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
}

/** Starts the app with `flag` on a folder of its own, reading all it prints; true once it has said `words`. */
async function standardErrorUntil(executable: string, flag: string, words: string): Promise<boolean> {
  const dataFolder = await newDataFolder();
  const { args, cwd, env } = electronLaunch({ args: [`--data-folder=${dataFolder}`, flag] });
  const child = spawn(executable, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const closed = new Promise<void>((done) => child.once('close', () => done()));
  let said = '';
  const heard = new Promise<boolean>((done) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(words)) done(true);
    });
    child.once('close', () => done(said.includes(words)));
  });
  const hasSaid = await heard;
  child.kill();
  await closed;
  await rm(dataFolder, { recursive: true, force: true });
  return hasSaid;
}

test('what the browser engine remembers lies in the data folder, too', async ({ launch }) => {
  const { app, dataFolder } = await launch();
  expect(await app.evaluate(({ app: running }) => running.getPath('sessionData'))).toBe(dataFolder);
  await expect.poll(() => readdir(dataFolder)).toContain('Local Storage');
});

test('a second start brings the first to the front and hands its flags and links on', async ({ launch }) => {
  const console = await launch();
  const { app, page } = console;
  await expect(page.getByRole('heading', { name: /No sessions yet/ })).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const code = await startAgain(console, ['sightline://generate-session-key', '--no-such-flag']);
  expect(code).toBe(0);
  const offer = page.getByRole('dialog', { name: 'Generate a session key?' });
  await offer.getByRole('button', { name: 'Generate session key' }).click();
  await expect(page.getByRole('dialog', { name: 'Session key' })).toBeVisible();
  await expect(page.getByText('Sightline started without --no-such-flag')).toBeVisible();
  const windows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isVisible()),
  );
  expect(windows).toEqual([true]);
});

test('flags and links nobody knows are said on standard error and in a notice, and the app starts', async ({
  launch,
}) => {
  const { app, page } = await launch({ args: ['--practise', '--lang=en', 'sightline://nowhere/at-all'] });
  await expect(page.getByText('Did you mean --practice?')).toBeVisible();
  await expect(page.getByText('Sightline does not know this link.')).toBeVisible();
  await expect(page.getByText(/--lang/)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: /No sessions yet/ })).toBeVisible();
  expect(
    await standardErrorUntil(app.process().spawnfile, '--practise', 'Sightline has no --practise.'),
  ).toBe(true);
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  await expect(page.getByRole('button', { name: 'Dismiss' })).toHaveCount(0);
});

test('a link to a session that is not here says so', async ({ launch }) => {
  const { page } = await launch({ args: ['sightline://session/abcdefgh12345678'] });
  await expect(page.getByText('The session of this link is not on this computer.')).toBeVisible();
});

test('the window opens where it was', async ({ launch }) => {
  const place = { x: 60, y: 50, width: 1010, height: 690 };
  const placeOf = ({ app }: ConsoleApp) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  const first = await launch();
  const { dataFolder } = first;
  // The display server places and resizes when it gets to it: only what stays is written down.
  await expect
    .poll(async () => {
      const now = await placeOf(first);
      if (JSON.stringify(now) !== JSON.stringify(place)) {
        await first.app.evaluate(
          ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
          place,
        );
      }
      return readFile(join(dataFolder, 'window.json'), 'utf8').then(JSON.parse, () => undefined);
    })
    .toMatchObject(place);
  await first.close({ keepData: true });
  const second = await launch({ dataFolder });
  await expect.poll(() => placeOf(second)).toEqual(place);
});

test('damaged settings and a damaged database are set aside, defaults are used, and that is said', async ({
  launch,
}) => {
  const dataFolder = await newDataFolder();
  await writeFile(join(dataFolder, 'settings.json'), '{"port": "eight');
  await writeFile(join(dataFolder, 'sightline.sqlite'), 'this is no database'.repeat(400));
  const { page } = await launch({ dataFolder });
  await expect(
    page.getByText('The settings file could not be read, so the defaults are used.'),
  ).toBeVisible();
  await expect(page.getByText('The session database was damaged, so a new one was begun.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Your name, as customers see it' })).toBeVisible();
  const files = await readdir(dataFolder);
  const kept = files.filter((name) => name.includes('.damaged-')).sort();
  expect(kept.map((name) => name.split('.damaged-')[0])).toEqual(['settings.json', 'sightline.sqlite']);
});

test('a port that is taken gives way to the next, and that is said; the address is checked', async ({
  launch,
}) => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const { port } = other.address() as AddressInfo;
  try {
    const { page } = await launch({ settings: { port } });
    await expect(
      page.getByText(new RegExp(`Port ${port} is taken by another program; using \\d+`)),
    ).toBeVisible();
    await expect(page.getByText(/the settings say this computer only/)).toBeVisible();
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect(page.getByText(/the settings say this computer only/)).toBeVisible();
    const check = await page.evaluate(async () => {
      const { sightline } = window as unknown as {
        sightline: { request: (name: string, args: unknown) => Promise<{ value: unknown }> };
      };
      return (await sightline.request('check-site', {})).value as { addresses: { outcome: string }[] };
    });
    expect(check.addresses.map(({ outcome }) => outcome)).toEqual(['answers']);
  } finally {
    other.close();
  }
});

test('the console page crashes: it is loaded again with its sessions, and live video comes back', async ({
  launch,
  browser,
}) => {
  const console = await launch();
  const { app, page } = console;
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist');
  await customerWrites(phone.page, 'before the crash');
  await shareCamera(page, phone.page);
  await expect
    .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBeGreaterThan(0);

  // A crashed page is lost to the driver, so the new one is asked through main.
  const inConsole = (script: string): Promise<unknown> =>
    app.evaluate(
      ({ BrowserWindow }, code) =>
        BrowserWindow.getAllWindows()[0]
          ?.webContents.executeJavaScript(code)
          .catch(() => undefined),
      script,
    );
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const loadedAgain = new Promise<void>((done) => contents?.once('did-finish-load', () => done()));
    contents?.forcefullyCrashRenderer();
    return loadedAgain;
  });
  const text = (): Promise<unknown> => inConsole('document.body.innerText');
  await expect.poll(text).toContain('The window crashed and was reloaded.');
  await expect.poll(text).toContain('before the crash');
  await expect.poll(text).toContain('Live: camera');
  const shown = (): Promise<unknown> => inConsole('document.querySelector("video")?.currentTime ?? 0');
  await expect.poll(shown).toBeGreaterThan(0);
  const before = Number(await shown());
  await expect.poll(shown).toBeGreaterThan(before + 0.5);
  const media = await countMedia(phone.page);
  expect(media.made.connections).toBe(2);
  expect(media.running.connections).toBe(1);
});

test('the logs are there, can be shown, and hold no key, token, name or chat', async ({
  launch,
  browser,
}) => {
  const console = await launch();
  const { app, page, dataFolder } = console;
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist');
  await customerWrites(phone.page, 'my password is swordfish');
  await representativeWrites(page, 'never say it');
  await expect(page.getByRole('log').getByText('swordfish')).toBeVisible();
  const secrets = await phone.page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => {
      (globalThis as { shown?: string }).shown = path;
    };
  });
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('menuitem', { name: 'Show logs' }).click();
  await expect
    .poll(() => app.evaluate(() => (globalThis as { shown?: string }).shown))
    .toBe(join(dataFolder, 'logs', 'sightline.log'));
  const log = await readFile(join(dataFolder, 'logs', 'sightline.log'), 'utf8');
  expect(log).toContain('Sightline starts');
  expect(log).toContain('The site is on');
  expect(log).not.toMatch(/Maria|Dana|swordfish|never say/);
  expect(log).not.toMatch(/\d{3} ?\d{3} ?\d{3}/);
  for (const secret of secrets.match(/[\w-]{20,}/g) ?? []) expect(log).not.toContain(secret);
});
