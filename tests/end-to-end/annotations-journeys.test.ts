import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repeats } from '../support/amounts';
import type { ConsoleApp } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import {
  colourDistance,
  drag,
  frozenHash,
  inkColours,
  type Place,
  phoneColours,
  takeTool,
} from '../support/journeys/annotating';
import { loggedEvent, logOf, videoWire } from '../support/journeys/watching';
import type { Phone } from '../support/phone/phone';

test.use({ customer: 'Kwame Boateng' });

const frame = { width: 480, height: 270 };
const pinPlace: Place = [0.3, 0.4];
/** How often the picture is frozen to see that both sides show the same. */
const freezes = repeats({ short: 20, long: 100 });
/** On the pin's disc, beside its number. */
const onPin: readonly Place[] = [[0.282, 0.4]];

// Every test begins with a live camera.
test.beforeEach(({ camera: _camera }) => undefined);

const decoded = async (console: ConsoleApp): Promise<number> =>
  (await videoWire(console.page, 'inbound-rtp')).frames;

/** Freezes the picture with a pin, and waits until the phone shows both. */
async function freeze(console: ConsoleApp, phone: Phone): Promise<void> {
  await takeTool(console.page, 'Numbered pin');
  await drag(console.page, [pinPlace]);
  await phoneShowsPin(phone);
}

async function phoneShowsPin(phone: Phone, places: readonly Place[] = onPin): Promise<void> {
  await expect
    .poll(async () => {
      const colours = await phoneColours(phone.page, frame, places, inkColours.red);
      return colours.length > 0 && colours.every((colour) => colourDistance(colour, inkColours.red) < 60);
    })
    .toBe(true);
}

/** Whether the console shows a live picture. */
function hasPicture(console: ConsoleApp): Promise<boolean> {
  return console.page.evaluate(() => {
    const video = document.querySelector('video');
    return video !== null && video.videoWidth > 0;
  });
}

/** Tracks that the phone's connections send just now. */
function sentTracks(phone: Phone): Promise<number> {
  return phone.page.evaluate(() => {
    const { watched } = window as unknown as { watched: { connections: RTCPeerConnection[] } };
    return watched.connections
      .filter(({ connectionState }) => connectionState !== 'closed')
      .flatMap((connection) => connection.getSenders())
      .filter(({ track }) => track !== null).length;
  });
}

async function kept(
  console: ConsoleApp,
  kind: 'annotation-saved',
): Promise<{ png: Buffer; vectors: unknown }> {
  const { page, dataFolder } = console;
  const event = await loggedEvent(page, kind);
  const { sessionId } = await logOf(page);
  const read = (blob: unknown): Buffer => {
    const { hash, size } = blob as { hash: string; size: number };
    const bytes = readFileSync(join(dataFolder, 'sessions', sessionId, hash));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
    expect(bytes.length).toBe(size);
    return bytes;
  };
  return { png: read(event.blob), vectors: JSON.parse(read(event.vectors).toString('utf8')) };
}

test('nothing is sent while the picture is frozen, and Clear brings new frames', async ({
  console,
  camera: phone,
}) => {
  const { page } = console;
  await freeze(console, phone);
  await expect.poll(() => sentTracks(phone)).toBe(0);
  await expect(
    page.getByText('Kwame sees this picture with your annotations. Video is paused on the phone.'),
  ).toBeVisible();
  await expect(page.getByText('1 mark delivered')).toBeVisible();
  await expect(page.getByText(/^Camera frozen, /)).toBeVisible();

  const before = await decoded(console);
  const began = Date.now();
  await page.getByRole('button', { name: 'Annotations' }).click();
  await page.getByRole('menuitem', { name: 'Clear and resume' }).click();
  await expect(page.getByText('Live: camera')).toBeVisible();
  await expect.poll(() => decoded(console), { intervals: [50] }).toBeGreaterThan(before);
  test.info().annotations.push({ type: 'live again after', description: `${Date.now() - began} ms` });
  await expect(phone.page.locator('canvas[data-frozen]')).toHaveCount(0);
  const kinds = (await logOf(page)).events
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('annotation-'));
  expect(kinds).toEqual(['annotation-began', 'annotation-changed', 'annotation-cleared']);
  await expect(
    page
      .getByRole('navigation', { name: 'Session from start to now' })
      .getByRole('button', { name: /^Frozen from/ }),
  ).toHaveCount(1);
});

test(`both sides show the very same picture, ${freezes} times of ${freezes}`, async ({
  console,
  camera: phone,
}) => {
  const { page } = console;
  await takeTool(page, 'Numbered pin');
  const hashes = new Set<string>();
  for (let round = 0; round < freezes; round += 1) {
    await drag(page, [pinPlace]);
    await expect.poll(() => frozenHash(phone.page), { intervals: [20] }).not.toBe('');
    await expect.poll(() => frozenHash(page), { intervals: [20] }).not.toBe('');
    const hash = await frozenHash(page);
    expect(await frozenHash(phone.page)).toBe(hash);
    expect((await loggedEvent(page, 'annotation-began')).image).toMatchObject({ hash });
    hashes.add(hash);
    const before = await decoded(console);
    await page.getByRole('button', { name: 'Clear and resume' }).click();
    await expect.poll(() => frozenHash(phone.page), { intervals: [20] }).toBe('');
    // There is nothing to freeze before the next picture has come.
    await expect.poll(() => decoded(console), { intervals: [20] }).toBeGreaterThan(before);
    await expect.poll(() => hasPicture(console), { intervals: [20] }).toBe(true);
  }
  // The camera moves: it was not one picture all the while.
  expect(hashes.size).toBeGreaterThan(freezes / 5);
});

test('a connection that drops while frozen leaves both sides frozen and told, and they agree afterwards', async ({
  console,
  camera: phone,
}) => {
  const { page } = console;
  await freeze(console, phone);
  const hash = await frozenHash(phone.page);
  await phone.context.setOffline(true);
  await phone.page.evaluate(() => {
    const { watched } = window as unknown as { watched: { sockets: WebSocket[] } };
    for (const socket of watched.sockets) socket.close();
  });
  await expect(
    page.getByText(/^The connection to Kwame is lost\. Both sides keep this picture/),
  ).toBeVisible();
  await expect(phone.page.getByText(/^Connection lost\. The picture stays frozen/)).toBeVisible();
  expect(await frozenHash(phone.page)).toBe(hash);

  await drag(page, [[0.7, 0.4]]);
  await expect(page.getByText('2 marks, waiting for Kwame')).toBeVisible();
  await phone.context.setOffline(false);
  await expect(page.getByText('2 marks delivered')).toBeVisible();
  await phoneShowsPin(phone, [...onPin, [0.682, 0.4]]);
  expect(await frozenHash(phone.page)).toBe(hash);
  await page.getByRole('button', { name: 'Clear and resume' }).click();
  await expect(page.getByText('Live: camera')).toBeVisible();
});

test('one press keeps the annotated still, with its marks as data, and the log opens it', async ({
  console,
  camera: phone,
}) => {
  const { page } = console;
  await freeze(console, phone);
  await page.getByRole('button', { name: 'Save still' }).click();
  const { png, vectors } = await kept(console, 'annotation-saved');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([frame.width, frame.height]);
  expect(JSON.stringify(vectors)).toContain('"kind":"pin"');
  const [colour] = await page.evaluate(
    async ({ base64, x, y }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      const [red = 0, green = 0, blue = 0] = context?.getImageData(x, y, 1, 1).data ?? [];
      return [[red, green, blue] as const];
    },
    { base64: png.toString('base64'), x: Math.round(0.282 * frame.width), y: Math.round(0.4 * frame.height) },
  );
  expect(colourDistance(colour ?? [0, 0, 0], inkColours.red)).toBeLessThan(10);

  await page.getByRole('button', { name: 'Open the annotated still' }).click();
  const viewer = page.getByRole('dialog', { name: /^Annotated/ });
  await expect(viewer.getByRole('img', { name: 'Annotated still' })).toBeVisible();
  await expect(viewer.getByText(/^480×270/)).toBeVisible();
});

test('a customer who stops sharing no longer sees the picture; the representative is told, and can save and clear', async ({
  console,
  camera: phone,
}) => {
  const { page } = console;
  await freeze(console, phone);
  await phone.page.getByRole('button', { name: 'Stop', exact: true }).click();
  await phone.page.getByRole('button', { name: 'Stop sharing' }).click();
  await expect(
    page.getByRole('alert').getByText(/^Kwame stopped sharing at .* no longer sees this picture/),
  ).toBeVisible();
  await expect(phone.page.locator('canvas[data-frozen]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Save still' }).click();
  await kept(console, 'annotation-saved');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(page.getByRole('status').getByText(/^Kwame stopped sharing at/)).toBeVisible();
});

test('a session that ends while frozen leaves the picture to the representative, to be saved', async ({
  console,
  camera: phone,
}) => {
  const { page } = console;
  await freeze(console, phone);
  await page.getByRole('button', { name: 'End session' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
  await expect(page.getByText(/no longer sees this picture\. You can still save it\./)).toBeVisible();
  await page.getByRole('button', { name: 'Save still' }).click();
  await kept(console, 'annotation-saved');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Session ended' })).toBeVisible();
  await page.getByRole('button', { name: 'Frozen picture' }).click();
  await expect(page.getByText(/^Frozen at /)).toBeVisible();
});
