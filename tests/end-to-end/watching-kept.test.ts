import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConsoleApp, killConsole } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import { keptBlob, type LoggedBlob, probe } from '../support/journeys/kept';
import { loggedEvent, logOf, videoWire } from '../support/journeys/watching';
import type { Phone } from '../support/phone/phone';

// Every test begins with a live camera.
test.beforeEach(({ camera: _camera }) => undefined);

const decoded = async (console: ConsoleApp): Promise<number> =>
  (await videoWire(console.page, 'inbound-rtp')).frames;

/** Asks to record and waits until it runs. */
async function record(console: ConsoleApp, phone: Phone): Promise<void> {
  await console.page.getByRole('button', { name: 'Record', exact: true }).click();
  await phone.page.getByRole('button', { name: 'Allow' }).click();
  await loggedEvent(console.page, 'recording-started');
  await expect(console.page.getByText(/^Recording 0:0[2-9]/)).toBeVisible();
}

test('a snapshot has the size of the picture, is in the log and on disk by its hash, and can be copied', async ({
  console,
}) => {
  const { page, app } = console;
  await page.getByRole('button', { name: 'Snapshot' }).click();
  const saved = await loggedEvent(page, 'snapshot-saved');
  const { bytes } = await keptBlob(console, saved.blob as LoggedBlob);
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([480, 270]);
  expect([saved.width, saved.height, saved.by]).toEqual([480, 270, 'representative']);

  const reply = await page.evaluate(
    (png) =>
      (
        window as unknown as { sightline: { request: (name: string, args: unknown) => Promise<unknown> } }
      ).sightline.request('copy-picture', { png: new Uint8Array(png) }),
    [...bytes],
  );
  expect(reply).toEqual({ ok: true, value: null });
  const copied = await app.evaluate(({ clipboard }) => {
    const old = clipboard as unknown as { readImage?: () => { getSize: () => unknown } };
    return old.readImage?.().getSize();
  });
  // The newest Electron has no such call; there the reply says enough.
  if (copied !== undefined) expect(copied).toEqual({ width: 480, height: 270 });
});

test('a kept picture is saved where the person chooses', async ({ console }) => {
  const { page, app } = console;
  await page.getByRole('button', { name: 'Snapshot' }).click();
  const saved = await loggedEvent(page, 'snapshot-saved');
  const { bytes } = await keptBlob(console, saved.blob as LoggedBlob);
  const target = join(console.dataFolder, 'chosen.png');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, target);
  const { sessionId } = await logOf(page);
  const reply = await page.evaluate(
    (args) =>
      (
        window as unknown as { sightline: { request: (name: string, args: unknown) => Promise<unknown> } }
      ).sightline.request('save-blob', args),
    { sessionId, hash: (saved.blob as LoggedBlob).hash, suggestedName: 'Snapshot.png' },
  );
  expect(reply).toEqual({ ok: true, value: { kind: 'saved' } });
  expect(readFileSync(target)).toEqual(bytes);
});

test('a still is taken on request, larger than the video, and kept', async ({ console }) => {
  const { page } = console;
  await page.getByRole('button', { name: 'Still', exact: true }).click();
  const sent = await loggedEvent(page, 'still-sent');
  const { bytes } = await keptBlob(console, sent.blob as LoggedBlob);
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  expect(Number(sent.width)).toBeGreaterThanOrEqual(480);
  const before = await decoded(console);
  await expect.poll(() => decoded(console)).toBeGreaterThan(before);
});

test('a recording is asked for, shown on the phone, and can be played', async ({
  console,
  camera: phone,
}) => {
  const { page } = console;
  await record(console, phone);
  await expect(phone.page.getByText('Recording', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Stop recording' }).click();
  const stopped = await loggedEvent(page, 'recording-stopped');
  expect(stopped.by).toBe('representative');
  const { path } = await keptBlob(console, stopped.blob as LoggedBlob);
  const played = await probe(path);
  expect(['vp9', 'vp8']).toContain(played.codec);
  expect(played.frames).toBeGreaterThan(5);
  expect(Math.abs(played.seconds * 1_000 - Number(stopped.durationMs))).toBeLessThan(2_000);
  const { sessionId } = await logOf(page);
  const length = await page.evaluate(
    async ({ sessionId, hash }) => {
      const video = document.createElement('video');
      video.src = `app://console/blobs/${sessionId}/${hash}`;
      await new Promise((resolve, reject) => {
        video.onloadeddata = resolve;
        video.onerror = () => reject(new Error(video.error?.message));
      });
      return video.videoWidth;
    },
    { sessionId, hash: (stopped.blob as LoggedBlob).hash },
  );
  expect(length).toBeGreaterThan(0);
});

test('a declined recording records nothing', async ({ console, camera: phone }) => {
  const { page } = console;
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await phone.page.getByRole('button', { name: 'Decline' }).click();
  await loggedEvent(page, 'recording-declined');
  expect((await logOf(page)).events.map(({ kind }) => kind)).not.toContain('recording-started');
});

test.describe('with a console of its own', () => {
  test.use({ ownConsole: {} });

  test('a recording cut off by a crash is kept and can be played', async ({
    console,
    camera: phone,
    launch,
  }) => {
    await record(console, phone);
    await killConsole(console);
    const again = await launch({ dataFolder: console.dataFolder });
    const stopped = await loggedEvent(again.page, 'recording-stopped');
    expect(stopped.by).toBe('site');
    const { path } = await keptBlob(again, stopped.blob as LoggedBlob);
    const played = await probe(path);
    expect(played.frames).toBeGreaterThan(3);
    expect(Number(stopped.durationMs)).toBeGreaterThan(0);
  });
});
