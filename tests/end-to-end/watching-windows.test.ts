import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures/fixtures';
import { allowSharing, joinSimulated, logOf, openTab } from '../support/journeys/watching';

const camera = { width: 320, height: 180, frameRate: 10 };

/** Frames decoded by each peer connection of a page that is open. */
function framesOfEach(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const { connections } = (window as unknown as { watched: { connections: RTCPeerConnection[] } }).watched;
    const frames: number[] = [];
    for (const connection of connections) {
      if (connection.connectionState !== 'connected') continue;
      for (const entry of (await connection.getStats()).values() as Iterable<Record<string, unknown>>) {
        if (entry.type === 'inbound-rtp' && entry.kind === 'video') frames.push(Number(entry.framesDecoded));
      }
    }
    return frames;
  });
}

test('two sessions are live at once, and only the one in view is painted', async ({ console, browser }) => {
  const { page } = console;
  for (const name of ['Maria Lindqvist', 'Omar Haddad']) {
    const phone = await joinSimulated(console, browser, name, camera);
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    await allowSharing(page, phone.page);
    await openTab(phone.page, 'Camera');
    await expect(page.getByText('Live: camera')).toBeVisible();
  }
  await expect.poll(async () => (await framesOfEach(page)).length).toBe(2);
  const before = await framesOfEach(page);
  await expect
    .poll(async () => (await framesOfEach(page)).map((frames, index) => frames > (before[index] ?? 0) + 5))
    .toEqual([true, true]);
  expect(await page.locator('video').count()).toBe(1);
  await page.getByRole('button', { name: /^Maria Lindqvist/ }).click();
  await expect(page.getByText('Live: camera')).toBeVisible();
  for (const name of ['Maria Lindqvist', 'Omar Haddad']) {
    expect((await logOf(page, name)).events.map(({ kind }) => kind)).toContain('source-started');
  }
});

test('a pane is detached into a window of its own, shows the picture there, and comes back', async ({
  console,
  browser,
}) => {
  const { page, app } = console;
  const phone = await joinSimulated(console, browser, 'Maria Lindqvist', camera);
  await allowSharing(page, phone.page);
  await openTab(phone.page, 'Camera');
  await expect(page.getByText('Live: camera')).toBeVisible();

  const opening = app.waitForEvent('window');
  await page.getByRole('button', { name: 'Detach' }).click();
  const pane = await opening;
  await expect(pane.getByText('Live: camera')).toBeVisible();
  expect(new URL(pane.url()).hash).toMatch(/^#pane=[\w-]{22}$/);
  await expect
    .poll(() =>
      pane.evaluate(
        () => (document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > 3,
      ),
    )
    .toBe(true);
  const title = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getTitle()),
  );
  expect(title).toContain('Maria Lindqvist – Sightline');
  expect(await page.locator('video').count()).toBe(0);

  await pane.close();
  await expect(page.getByText('Live: camera')).toBeVisible();
  await expect.poll(async () => (await framesOfEach(page)).at(-1) ?? 0).toBeGreaterThan(3);
});
