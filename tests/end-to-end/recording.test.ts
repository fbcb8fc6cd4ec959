import type { Page } from '@playwright/test';
import type { ConsoleApp } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import { drag, takeTool } from '../support/journeys/annotating';
import { keptBlob, type LoggedBlob, probe } from '../support/journeys/kept';
import { loggedEvent, logOf, openTab, shareScreen, videoWire } from '../support/journeys/watching';
import { broadcast, openBroadcast } from '../support/phone/broadcaster';
import type { Phone } from '../support/phone/phone';

const kinds = async (console: ConsoleApp): Promise<string[]> =>
  (await logOf(console.page)).events.map(({ kind }) => kind);

/** Has the recorder of the console give its chunks as small as it can: the first is then the first byte of the file. */
function recordInCrumbs(): void {
  const { prototype } = MediaRecorder;
  const start = prototype.start;
  prototype.start = function (this: MediaRecorder) {
    this.addEventListener('dataavailable', ({ data }) => {
      document.documentElement.dataset.firstChunk ??= String(data.size);
    });
    start.call(this, 1);
  };
}

async function record(console: ConsoleApp, phone: Phone, seconds: number): Promise<void> {
  const { page } = console;
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await phone.page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText(new RegExp(`^Recording \\d:(0[${seconds}-9]|[1-5]\\d)`))).toBeVisible();
}

/** Stops, and reads back what was kept. */
async function stopAndProbe(console: ConsoleApp) {
  await console.page.getByRole('button', { name: 'Stop recording' }).click();
  const stopped = await loggedEvent(console.page, 'recording-stopped');
  expect(stopped.failure).toBeUndefined();
  const { path } = await keptBlob(console, stopped.blob as LoggedBlob);
  return { durationMs: Number(stopped.durationMs), ...(await probe(path)) };
}

interface Stage {
  readonly console: ConsoleApp;
  readonly phone: Phone;
  readonly broadcaster: Page;
}

/** Each source that a phone can show live, and how it comes to be shown. */
const sources: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'the camera': async ({ console, phone }) => {
    await openTab(phone.page, 'Camera');
    await expect(console.page.getByText('Live: camera')).toBeVisible();
  },
  'the screen': ({ console, phone }) => shareScreen(console.page, phone.page),
  'a broadcast': async ({ console, phone, broadcaster }) => {
    await openTab(phone.page, 'Screen');
    await broadcast(broadcaster, await openBroadcast(phone.page), 'video/VP8');
    await expect(console.page.getByText('Live: screen')).toBeVisible();
  },
};

for (const [name, show] of Object.entries(sources)) {
  test(`${name} is recorded, however small the recorder’s chunks are`, async ({
    console,
    sharingPhone: phone,
    broadcaster,
  }) => {
    await console.page.evaluate(recordInCrumbs);
    await show({ console, phone, broadcaster });
    await expect.poll(async () => (await videoWire(console.page, 'inbound-rtp')).frames).toBeGreaterThan(3);
    await record(console, phone, 2);
    const { frames, codec } = await stopAndProbe(console);
    expect(await console.page.evaluate(() => Number(document.documentElement.dataset.firstChunk))).toBe(1);
    expect(['vp9', 'vp8']).toContain(codec);
    expect(frames).toBeGreaterThan(0);
  });
}

test('a recording goes on across a freeze, and pauses while a photo is shown', async ({
  console,
  camera: phone,
}) => {
  const { page } = console;
  await record(console, phone, 1);

  await takeTool(page, 'Arrow');
  await drag(page, [
    [0.3, 0.3],
    [0.6, 0.6],
  ]);
  await expect(page.getByText(/^Frozen at /)).toBeVisible();
  const frozenAt = Date.now();
  await expect(page.getByText(/^Recording \d:(0[4-9]|[1-5]\d)/).filter({ visible: true })).toBeVisible();
  const frozenMs = Date.now() - frozenAt;
  await page.getByRole('button', { name: 'Clear and resume' }).click();
  await expect(page.getByText('Live: camera')).toBeVisible();
  expect((await kinds(console)).filter((kind) => kind === 'recording-paused')).toEqual([]);

  await openTab(phone.page, 'Photos');
  await loggedEvent(page, 'recording-paused');
  await expect(page.getByText('Recording paused', { exact: true })).toBeVisible();
  await openTab(phone.page, 'Camera');
  await loggedEvent(page, 'recording-resumed');
  await expect(page.getByText('Live: camera')).toBeVisible();

  const { durationMs, seconds, frames } = await stopAndProbe(console);
  expect(durationMs).toBeGreaterThan(frozenMs);
  // A still picture is written again and again, so that the freeze has its length in the file.
  expect(seconds * 1_000).toBeGreaterThan(frozenMs);
  expect(frames).toBeGreaterThan(frozenMs / 1_000);
});

test('a recording that the disk refuses says so, and another needs no new consent', async ({
  console,
  camera: phone,
}) => {
  const { page } = console;
  // What comes is no WebM, once.
  await page.evaluate(() => {
    const { fetch } = window;
    window.fetch = (address, init) => {
      if (!String(address).includes('/recordings/')) return fetch(address, init);
      window.fetch = fetch;
      return fetch(address, { ...init, body: 'no video at all' });
    };
  });
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await phone.page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByRole('alert').getByText('The recording stopped')).toBeVisible();
  await expect(page.getByText('It could not be written to disk. Nothing was saved.')).toBeVisible();
  expect(await loggedEvent(page, 'recording-stopped')).toMatchObject({ blob: null, failure: 'not-written' });

  await page.getByRole('button', { name: 'Record again' }).click();
  await expect(page.getByText(/^Recording \d:(0[1-9]|[1-5]\d)/)).toBeVisible();
  const { frames } = await stopAndProbe(console);
  expect(frames).toBeGreaterThan(0);
  expect((await kinds(console)).filter((kind) => kind === 'recording-requested')).toHaveLength(1);
});
