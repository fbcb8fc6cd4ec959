import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { ConsoleApp } from '../support/console/console-app';
import { test as base, expect } from '../support/fixtures/fixtures';
import { representativeWrites } from '../support/journeys/journey';
import {
  allowSharing,
  loggedEvent,
  logOf,
  openTab,
  shareScreen,
  videoWire,
} from '../support/journeys/watching';
import type { Phone } from '../support/phone/phone';
import { countMedia } from '../support/phone/watch-media';

/** Addresses of the uploads that the phone has made so far, in order. */
const test = base.extend<{ readonly uploads: readonly string[] }>({
  uploads: async ({ simulatedPhone }, use) => {
    const uploads: string[] = [];
    simulatedPhone.page.on('request', (request) => {
      if (request.url().includes('/uploads/')) uploads.push(request.url());
    });
    await use(uploads);
  },
});

/** The phone's second photo, as the file chooser takes it. */
async function photoOf(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const { name, type, base64 } = await page.evaluate(async () => {
    const photos = await window.sightlineSimulatedPhone?.photos();
    const file = photos?.[0];
    if (file === undefined) throw new Error('the phone has no photos');
    const bytes = new Uint8Array(await file.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 8_192) {
      text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
    }
    return { name: file.name, type: file.type, base64: btoa(text) };
  });
  return { name, mimeType: type, buffer: Buffer.from(base64, 'base64') };
}

async function choose(page: Page, button: string, file: Awaited<ReturnType<typeof photoOf>>): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await choosing).setFiles(file);
}

/** The representative writes a message, and it is on the phone. */
async function say(console: ConsoleApp, phone: Phone, words: string): Promise<void> {
  await representativeWrites(console.page, words);
  await expect(phone.page.getByText(words).first()).toBeVisible();
}

test('declined, asked again, allowed; screen, camera and photos one after the other [S5] [V8]', async ({
  console,
  simulatedPhone: phone,
}) => {
  const { page } = console;
  await page.getByRole('button', { name: 'Ask to share' }).click();
  await phone.page.getByRole('button', { name: 'Decline' }).click();
  await expect(page.getByText('Maria declined. Explain in the chat, then ask again.')).toBeVisible();
  await allowSharing(page, phone.page);
  await shareScreen(page, phone.page);
  await expect.poll(async () => (await videoWire(page, 'inbound-rtp')).frames).toBeGreaterThan(3);
  await expect(phone.page.getByText('Your screen is shared')).toBeVisible();

  await openTab(phone.page, 'Camera');
  await expect(page.getByText('Live: camera')).toBeVisible();
  const atCamera = await videoWire(page, 'inbound-rtp');
  await expect
    .poll(async () => (await videoWire(page, 'inbound-rtp')).frames)
    .toBeGreaterThan(atCamera.frames);

  await openTab(phone.page, 'Photos');
  await expect(page.getByText('Unable to grab the remote screen image')).toBeVisible();
  await expect(page.getByText('Maria is choosing a photo.')).toBeVisible();
  const kinds = (await logOf(page)).events.map(({ kind }) => kind);
  expect(kinds).toContain('photo-choosing-began');
  expect(kinds.filter((kind) => kind === 'source-started')).toHaveLength(2);
});

test('while a photo is chosen no frame and no byte of a picture leaves the phone; then it comes whole, without its place [V8] [U3]', async ({
  uploads,
  console,
  simulatedPhone: phone,
}) => {
  const { page } = console;
  await allowSharing(page, phone.page);
  await openTab(phone.page, 'Camera');
  await expect(page.getByText('Live: camera')).toBeVisible();
  await expect.poll(async () => (await videoWire(phone.page, 'outbound-rtp')).frames).toBeGreaterThan(3);
  const photo = await photoOf(phone.page);
  expect(photo.buffer.includes('Exif')).toBe(true);

  await openTab(phone.page, 'Photos');
  await expect(page.getByText('Unable to grab the remote screen image')).toBeVisible();
  const began = await videoWire(phone.page, 'outbound-rtp');
  expect(uploads).toEqual([]);
  // The chat goes on meanwhile, so that time passes that can be seen to pass.
  await say(console, phone, 'one?');
  const received = await videoWire(page, 'inbound-rtp');
  for (const words of ['two?', 'three?', 'four?']) await say(console, phone, words);
  const running = await videoWire(phone.page, 'outbound-rtp');
  expect(running.packets - began.packets).toBeLessThanOrEqual(0);
  expect((await videoWire(page, 'inbound-rtp')).frames).toBeLessThanOrEqual(received.frames);
  expect((await countMedia(phone.page)).running.tracks).toBe(0);
  expect(uploads).toEqual([]);

  const picked = Date.now();
  await choose(phone.page, 'Choose a photo', photo);
  await expect(page.getByText(photo.name).first()).toBeVisible();
  test.info().annotations.push({ type: 'photo shown after', description: `${Date.now() - picked} ms` });
  expect(uploads).toHaveLength(1);
  const shown = await loggedEvent(page, 'photo-shown');
  const { hash, size } = shown.blob as { hash: string; size: number };
  const { sessionId } = await logOf(page);
  const kept = readFileSync(join(console.dataFolder, 'sessions', sessionId, hash));
  expect(kept.length).toBe(size);
  expect(createHash('sha256').update(kept).digest('hex')).toBe(hash);
  const sizes = await phone.page.evaluate(
    (pictures) =>
      Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
          return [picture.width, picture.height];
        }),
      ),
    [photo.buffer, kept].map((bytes) => bytes.toString('base64')),
  );
  expect(sizes[1]).toEqual(sizes[0]);
  expect(sizes[1]).toEqual([shown.width, shown.height]);
  expect([hasPlace(photo.buffer), hasPlace(kept)]).toEqual([true, false]);
  expect((await videoWire(phone.page, 'outbound-rtp')).packets - began.packets).toBeLessThanOrEqual(0);

  await openTab(phone.page, 'Camera');
  await expect(page.getByText('Live: camera')).toBeVisible();
});

/** Whether a JPEG's EXIF still points to a GPS directory, in either byte order. */
function hasPlace(jpeg: Buffer): boolean {
  const header = jpeg.subarray(0, 64 * 1024);
  // Tag 0x8825 of type 4 (long), counted once.
  const bigEndian = Buffer.from([0x88, 0x25, 0, 4, 0, 0, 0, 1]);
  const littleEndian = Buffer.from([0x25, 0x88, 4, 0, 1, 0, 0, 0]);
  return header.includes(bigEndian) || header.includes(littleEndian);
}

test('a screenshot chosen on the Screen tab is seen in the console [U3]', async ({
  console,
  simulatedPhone: phone,
}) => {
  const { page } = console;
  await allowSharing(page, phone.page);
  await openTab(phone.page, 'Screen');
  const picture = await phone.page.screenshot();
  const chosen = Date.now();
  await choose(phone.page, 'Choose a screenshot', {
    name: 'Screenshot.png',
    mimeType: 'image/png',
    buffer: picture,
  });
  await expect(page.getByText('Screenshot.png').first()).toBeVisible();
  test.info().annotations.push({ type: 'screenshot shown after', description: `${Date.now() - chosen} ms` });
  expect(await loggedEvent(page, 'photo-shown')).toMatchObject({
    origin: 'screenshot',
    width: 390,
    height: 844,
  });
  const size = await page.evaluate(async () => {
    const picture = [...document.querySelectorAll('img')].find(({ src }) => src.includes('/blobs/'));
    await picture?.decode();
    return [picture?.naturalWidth, picture?.naturalHeight];
  });
  expect(size).toEqual([390, 844]);
});

test('paused, nothing is sent; resumed, it goes on; flash and zoom are logged', async ({
  console,
  simulatedPhone: phone,
}) => {
  const { page } = console;
  await allowSharing(page, phone.page);
  await openTab(phone.page, 'Camera');
  await expect(page.getByText('Live: camera')).toBeVisible();
  await expect.poll(async () => (await videoWire(phone.page, 'outbound-rtp')).frames).toBeGreaterThan(3);

  await phone.page.getByRole('button', { name: 'Flash' }).click();
  await expect.poll(async () => (await loggedEvent(page, 'camera-changed')).torch).toBe(true);
  await phone.page.getByRole('slider', { name: 'Zoom' }).fill('3');
  await expect.poll(async () => (await loggedEvent(page, 'camera-changed')).zoom).toBe(3);

  await phone.page.getByRole('button', { name: 'Pause the camera' }).click();
  await expect(page.getByText(/Maria paused sharing at/)).toBeVisible();
  const paused = await videoWire(phone.page, 'outbound-rtp');
  for (const words of ['Take your time.', 'There is no hurry.']) await say(console, phone, words);
  expect((await videoWire(phone.page, 'outbound-rtp')).packets - paused.packets).toBeLessThanOrEqual(0);

  await phone.page.getByRole('button', { name: 'Resume' }).first().click();
  await expect(page.getByText('Live: camera')).toBeVisible();
  const resumed = await videoWire(page, 'inbound-rtp');
  await expect
    .poll(async () => (await videoWire(page, 'inbound-rtp')).frames)
    .toBeGreaterThan(resumed.frames);
});
