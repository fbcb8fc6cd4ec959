import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ageOf } from '../../customer/practice/scene/timecode';
import { projectRoot } from '../support/electron-path';
import { expect, test } from '../support/fixtures/fixtures';
import { representativeWrites, sessionEvents } from '../support/journeys/journey';
import { shareScreen } from '../support/journeys/watching';
import { shownTimecode, simulatedPhone } from '../support/phone/simulated-phone';
import { receivedVideo } from '../support/phone/watch-media';

const step = (page: Page, title: string) => expect(page.getByRole('heading', { name: title })).toBeVisible();

async function endSession(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'End session' }).click();
  await page
    .getByRole('dialog', { name: 'End the session?' })
    .getByRole('button', { name: 'End session' })
    .click();
}

test('a practice session: Maria joins by herself, answers, allows, and her camera and screen are live', async ({
  launch,
}) => {
  const console = await launch();
  const { page } = console;
  await page.getByRole('button', { name: 'Practice with a simulated phone' }).click();
  const phone = await simulatedPhone(console.app);
  await step(page, 'Accept Maria');
  await expect(page.getByText('Simulated phone').first()).toBeVisible();
  await page.getByRole('button', { name: 'Accept Maria Lindqvist' }).click();

  await step(page, 'Write to her');
  await representativeWrites(page, 'Hello Maria. What happened?');
  await expect(page.getByRole('log').getByText(/Nothing loads since this morning/)).toBeVisible();
  await step(page, 'Ask to share');
  await page.getByRole('button', { name: 'Ask to share' }).click();
  await expect(page.getByText('Live: camera')).toBeVisible();
  await step(page, 'Watch the camera');

  await expect.poll(async () => (await receivedVideo(page)).frames).toBeGreaterThan(5);
  expect((await receivedVideo(page)).codec).toBe('video/VP9');
  await expect.poll(() => shownTimecode(page)).toBeDefined();
  const first = (await shownTimecode(page)) ?? 0;
  // The strip says when a frame was painted: later frames say more, and none comes from elsewhere.
  await expect
    .poll(async () => {
      const now = await shownTimecode(page);
      return now === undefined ? 0 : ageOf(first, now);
    })
    .toBeGreaterThan(200);
  expect(await phone.evaluate(() => window.sightlineSimulatedPhone?.state().live.length)).toBe(1);

  // Covered or hidden, the phone goes on filming.
  await console.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.getTitle() === 'Simulated phone') window.hide();
  });
  const before = (await shownTimecode(page)) ?? first;
  await expect
    .poll(async () => {
      const now = await shownTimecode(page);
      return now === undefined ? 0 : ageOf(before, now);
    })
    .toBeGreaterThan(1_000);

  // In view again, its screen is shown by hand.
  await console.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.getTitle() === 'Simulated phone') window.show();
  });
  await shareScreen(page, phone);
  const atScreen = (await receivedVideo(page)).frames;
  await expect.poll(async () => (await receivedVideo(page)).frames).toBeGreaterThan(atScreen + 5);
  await expect(phone.getByText('Your screen is shared')).toBeVisible();

  await page.getByRole('button', { name: 'Next' }).click();
  await step(page, 'End the session');
  await endSession(page);
  await step(page, 'That was a whole session');
  await expect(phone.getByRole('heading', { name: 'The session has ended' })).toBeVisible();
  const kinds = (await sessionEvents(page)).map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['reference-set', 'video-received', 'session-ended']));

  await page.getByRole('button', { name: 'Practice again' }).click();
  await step(page, 'Accept Maria');
});

test('--practice opens the phone at the start, and I can play Maria myself', async ({ launch }) => {
  const console = await launch({ args: ['--practice'], settings: { representativeName: '' } });
  const { page } = console;
  const phone = await simulatedPhone(console.app);
  await step(page, 'Accept Maria');
  await page.getByRole('switch', { name: 'Maria answers by herself' }).click();
  await expect(page.getByText('I play Maria')).toBeVisible();
  // Nobody is asked for their name only to practice.
  await page.getByRole('button', { name: 'Accept Maria Lindqvist' }).click();
  await representativeWrites(page, 'Hello Maria');
  await expect(phone.getByText('Hello Maria')).toBeVisible();
  await phone.getByRole('textbox', { name: /^Write to/ }).fill('This is me.');
  await phone.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('log').getByText('This is me.')).toBeVisible();
  await page.getByRole('button', { name: 'Ask to share' }).click();
  await phone.getByRole('button', { name: 'Decline' }).click();
  await expect(page.getByText(/Maria declined\. Explain/)).toBeVisible();
  const texts = (await sessionEvents(page)).flatMap(({ text }) => (text === undefined ? [] : [text]));
  expect(texts).toEqual(['Hello Maria', 'This is me.']);

  await page.getByRole('button', { name: 'Skip the tour' }).click();
  await expect(page.getByRole('heading', { name: 'Ask to share' })).toBeHidden();
  await page.getByRole('button', { name: 'Practice tour' }).click();
  await step(page, 'Ask to share');

  // The phone closes, and its session with it.
  await console.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.getTitle() === 'Simulated phone') window.close();
  });
  await expect(page.getByRole('heading', { name: 'Session ended' })).toBeVisible();
});

test('the simulated phone reaches its own site and nothing else', async ({ launch }) => {
  const console = await launch({ args: ['--practice'] });
  const phone = await simulatedPhone(console.app);
  await expect(phone.getByRole('heading').first()).toBeVisible();
  const server = createServer((_request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('reached');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const other = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    const outcome = await phone.evaluate(async (address) => {
      const fetched = await fetch(address).then(
        () => 'fetched',
        () => 'refused',
      );
      const opened = window.open(address) === null ? 'refused' : 'opened';
      location.href = address;
      const real = await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('refused'),
        ),
      );
      return { fetched, opened, real, node: typeof (globalThis as Record<string, unknown>).process };
    }, other);
    expect(outcome).toEqual({ fetched: 'refused', opened: 'refused', real: 'refused', node: 'undefined' });
    // Had the page left, its customer could not join.
    await step(console.page, 'Accept Maria');
    const addresses = await console.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => new URL(contents.getURL()).protocol),
    );
    expect(addresses.sort()).toEqual(['app:', 'https:']);
  } finally {
    server.close();
  }
  const used = await console.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.getTitle() === 'Simulated phone');
    const contents = window?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration } = contents.getLastWebPreferences();
    return {
      sandbox,
      contextIsolation,
      nodeIntegration,
      persistent: window?.webContents.session.isPersistent(),
      size: window?.getContentSize(),
    };
  });
  expect(used).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    persistent: false,
    size: [390, 844],
  });
});

test('the simulated cameras are there before a page’s first script asks for one', async ({ launch }) => {
  const console = await launch();
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!doctype html><script>
      window.asked = navigator.mediaDevices.getUserMedia({ video: true }).then(
        (stream) => stream.getVideoTracks()[0].label,
        (error) => error.name,
      );
    </script>`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    const label = await console.app.evaluate(
      async ({ BrowserWindow }, { preload, address }) => {
        const window = new BrowserWindow({
          show: false,
          webPreferences: { preload, sandbox: true, contextIsolation: true },
        });
        await window.loadURL(address);
        const asked: unknown = await window.webContents.executeJavaScript('window.asked');
        window.destroy();
        return asked;
      },
      {
        preload: join(projectRoot, 'dist/preload/practice.cjs'),
        address: `http://localhost:${(server.address() as AddressInfo).port}/`,
      },
    );
    expect(String(label)).toMatch(/camera/i);
  } finally {
    server.close();
  }
});
