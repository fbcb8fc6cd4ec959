import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures/fixtures';
import { drag, pictureBox, takeTool } from '../support/journeys/annotating';
import { videoWire } from '../support/journeys/watching';

test.use({ customer: 'Kwame Boateng' });

const camera = { width: 480, height: 270, frameRate: 15 };

// Every test begins with a live camera.
test.beforeEach(({ camera: _camera }) => undefined);

/** Key frames that the phone's camera has encoded so far. */
function keyFrames(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let count = 0;
    const { connections } = (window as unknown as { watched: { connections: RTCPeerConnection[] } }).watched;
    for (const connection of connections) {
      for (const entry of (await connection.getStats()).values() as Iterable<Record<string, unknown>>) {
        if (entry.type === 'outbound-rtp') count += Number(entry.keyFramesEncoded ?? 0);
      }
    }
    return count;
  });
}

/** The middle of the red on the phone's laser layer, as shares of the layer; null while there is none. */
function laserOnPhone(page: Page): Promise<{ x: number; y: number } | null> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('section[aria-label="Camera"] canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context || canvas.width === 0) return null;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let [count, sumX, sumY] = [0, 0, 0];
    for (let at = 0; at < data.length / 4; at += 1) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at * 4, at * 4 + 4);
      if (alpha < 60 || red - Math.max(green, blue) < 80) continue;
      count += 1;
      sumX += at % canvas.width;
      sumY += Math.floor(at / canvas.width);
    }
    return count === 0 ? null : { x: sumX / count / canvas.width, y: sumY / count / canvas.height };
  });
}

test('frozen, no packet leaves the phone; cleared, the video begins with a key frame in the same connection', async ({
  console,
  camera: phone,
}) => {
  const { page } = console;
  await takeTool(page, 'Arrow');
  await drag(page, [
    [0.6, 0.5],
    [0.4, 0.3],
  ]);
  await expect(phone.page.locator('canvas[data-frozen]')).toBeVisible();
  await expect(phone.page.getByText('Dana draws on this picture. Your video is paused')).toBeVisible();
  const before = await videoWire(phone.page, 'outbound-rtp');
  const keysBefore = await keyFrames(phone.page);
  // The world before the camera goes on; long enough for many frames.
  const passed = await phone.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const from = performance.now();
        let frames = 0;
        const next = (): void => {
          frames += 1;
          if (frames < 60) requestAnimationFrame(next);
          else resolve(performance.now() - from);
        };
        next();
      }),
  );
  expect((await videoWire(phone.page, 'outbound-rtp')).packets).toBe(before.packets);
  test.info().annotations.push({ type: 'silent', description: `${Math.round(passed)} ms` });

  const received = (await videoWire(page, 'inbound-rtp')).frames;
  const cleared = Date.now();
  await page.getByRole('button', { name: 'Clear and resume' }).click();
  await expect
    .poll(async () => (await videoWire(page, 'inbound-rtp')).frames, { intervals: [50] })
    .toBeGreaterThan(received);
  test.info().annotations.push({ type: 'live again', description: `${Date.now() - cleared} ms` });
  expect(await keyFrames(phone.page)).toBeGreaterThan(keysBefore);
  expect(
    await phone.page.evaluate(
      () =>
        (window as unknown as { watched: { connections: RTCPeerConnection[] } }).watched.connections.length,
    ),
  ).toBe(1);
  await expect(phone.page.locator('canvas[data-frozen]')).toHaveCount(0);
});

test('the laser pointer shows on the camera itself, mirrored where the preview is, and freezes nothing', async ({
  console,
  camera: phone,
}) => {
  const { page } = console;
  await takeTool(page, 'Laser pointer');
  for (const facing of ['rear', 'front'] as const) {
    if (facing === 'front') {
      await phone.page.getByRole('button', { name: 'Switch to the front camera' }).click();
      await expect(phone.page.locator('video[data-mirrored="true"]')).toBeVisible();
    }
    const box = await pictureBox(page);
    await page.mouse.move(box.x + 0.45 * box.width, box.y + 0.4 * box.height);
    await page.mouse.down();
    let looks = 0;
    // The trail fades where the pointer rests, so it goes on pointing until that was seen.
    const seen = async (): Promise<{ x: number; y: number } | null> => {
      looks += 1;
      const x = looks % 2 === 0 ? 0.46 : 0.462;
      await page.mouse.move(box.x + x * box.width, box.y + 0.4 * box.height);
      return laserOnPhone(phone.page);
    };
    await expect.poll(seen).not.toBeNull();
    const layer = await phone.page.locator('section[aria-label="Camera"] canvas').boundingBox();
    if (layer === null) throw new Error('there is no laser layer');
    // The preview covers its box and is cut at its sides.
    const scale = Math.max(layer.width / camera.width, layer.height / camera.height);
    const left = (layer.width - camera.width * scale) / 2 + 0.46 * camera.width * scale;
    const wanted = (facing === 'front' ? layer.width - left : left) / layer.width;
    await expect
      .poll(async () => {
        const at = await seen();
        return at === null
          ? Number.POSITIVE_INFINITY
          : Math.max(Math.abs(at.x - wanted), Math.abs(at.y - 0.4));
      })
      .toBeLessThan(0.03);
    await page.mouse.up();
    await expect.poll(() => laserOnPhone(phone.page)).toBeNull();
  }
  await expect(page.getByText('Live: camera')).toBeVisible();
  await expect(phone.page.getByText('A frozen picture is shared')).toHaveCount(0);
});
