import { type QualityLevel, qualityNames } from '../../shared/quality';
import type { ConsoleApp } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import {
  loggedEvent,
  openTab,
  playPhone,
  shareScreen,
  shownPicture,
  videoWire,
} from '../support/journeys/watching';

test.use({ cameraSize: { width: 640, height: 360, frameRate: 30 } });

async function select(console: ConsoleApp, level: QualityLevel): Promise<void> {
  const { page } = console;
  await page.getByRole('button', { name: /^Select Quality/ }).click();
  await page.getByRole('menuitemradio', { name: qualityNames[level], exact: true }).click();
  await expect.poll(async () => (await loggedEvent(page, 'quality-selected')).quality).toBe(level);
}

interface Measured {
  readonly kilobitsPerSecond: number;
  readonly framesPerSecond: number;
  readonly width: number;
  readonly chroma: number;
}

/** What the console receives of the moving scene over at least `seconds`, by its own statistics. */
async function measure(console: ConsoleApp, seconds: number): Promise<Measured> {
  const { page } = console;
  const read = async () => ({ at: performance.now(), ...(await videoWire(page, 'inbound-rtp')) });
  const begin = await read();
  let end = begin;
  await expect
    .poll(async () => {
      end = await read();
      return end.at - begin.at > seconds * 1_000 && end.frames - begin.frames > 10;
    })
    .toBe(true);
  const passed = (end.at - begin.at) / 1_000;
  const { width, chroma } = await shownPicture(page);
  return {
    kilobitsPerSecond: ((end.bytes - begin.bytes) * 8) / 1_000 / passed,
    framesPerSecond: (end.frames - begin.frames) / passed,
    width,
    chroma,
  };
}

test('each quality is distinct on what is received: bits, frames, size and colour [V7]', async ({
  console,
  sharingPhone: phone,
}) => {
  const { page } = console;
  await openTab(phone.page, 'Camera');
  await expect(page.getByText('Live: camera')).toBeVisible();
  await expect.poll(async () => (await videoWire(page, 'inbound-rtp')).frames).toBeGreaterThan(10);
  await playPhone(phone.page, { setSpeed: 3 });

  const widths: Readonly<Record<QualityLevel, number>> = {
    'full-color': 640,
    'video-optimized': 640,
    'more-colors': 640,
    'few-colors': 480,
    'black-and-white': 320,
  };
  const levels: readonly QualityLevel[] = ['more-colors', 'few-colors', 'black-and-white'];
  const measured: Measured[] = [];
  for (const level of levels) {
    await select(console, level);
    await expect.poll(async () => (await shownPicture(page)).width).toBe(widths[level]);
    // The first second after a change is that of the change.
    await measure(console, 1);
    const found = await measure(console, 4);
    measured.push(found);
    test.info().annotations.push({ type: level, description: JSON.stringify(found) });
  }
  const [more, few, grey] = measured;
  if (more === undefined || few === undefined || grey === undefined) throw new Error('never');
  // The road is measured anew from little upward, so the most bits come only after a while.
  await select(console, 'full-color');
  let full = more;
  await expect
    .poll(async () => {
      full = await measure(console, 2);
      return full.width === widths['full-color'] ? full.kilobitsPerSecond : 0;
    })
    .toBeGreaterThan(more.kilobitsPerSecond);
  test.info().annotations.push({ type: 'full-color', description: JSON.stringify(full) });
  const bits = measured.map(({ kilobitsPerSecond }) => kilobitsPerSecond);
  expect([...bits].sort((a, b) => b - a)).toEqual(bits);
  expect(few.kilobitsPerSecond).toBeLessThan(500);
  expect(grey.kilobitsPerSecond).toBeLessThan(200);
  expect(few.framesPerSecond).toBeLessThan(14);
  expect(grey.framesPerSecond).toBeLessThan(10);
  expect(more.framesPerSecond).toBeLessThan(23);
  await select(console, 'video-optimized');
  await expect.poll(async () => (await shownPicture(page)).width).toBe(640);
  await measure(console, 1);
  const smooth = await measure(console, 4);
  expect(smooth.kilobitsPerSecond).toBeLessThan(4_600);
  expect(smooth.kilobitsPerSecond).toBeGreaterThan(more.kilobitsPerSecond);
  // Grey is grey: what is left is the decoder's rounding.
  expect(full.chroma).toBeGreaterThan(10);
  expect(few.chroma).toBeGreaterThan(5);
  expect(grey.chroma).toBeLessThan(3);
});

test('the quality selected goes on with another source and after the connection was lost [V7]', async ({
  console,
  sharingPhone: phone,
}) => {
  const { page } = console;
  await openTab(phone.page, 'Camera');
  await expect(page.getByText('Live: camera')).toBeVisible();
  await expect.poll(async () => (await shownPicture(page)).width).toBe(640);
  await select(console, 'black-and-white');
  await expect.poll(async () => (await shownPicture(page)).width).toBe(320);

  await shareScreen(page, phone.page);
  await expect.poll(async () => (await shownPicture(page)).height).toBeLessThan(700);
  await expect.poll(async () => (await shownPicture(page)).chroma).toBeLessThan(3);

  await phone.page.evaluate(() => {
    const { watched } = window as unknown as {
      watched: { sockets: WebSocket[]; connections: RTCPeerConnection[] };
    };
    for (const connection of watched.connections) connection.close();
    for (const socket of watched.sockets) socket.close();
  });
  await expect.poll(async () => (await videoWire(page, 'inbound-rtp')).frames).toBeGreaterThan(3);
  await expect.poll(async () => (await shownPicture(page)).chroma).toBeLessThan(3);
  expect((await shownPicture(page)).height).toBeLessThan(700);
});
