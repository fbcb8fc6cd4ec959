import type { Browser } from 'puppeteer-core';
import { siteAddress } from '../support/console/console-app';
import { test as base, expect } from '../support/fixtures/fixtures';
import { generateSessionKey } from '../support/journeys/journey';
import { logOf, videoWire } from '../support/journeys/watching';
import { launchFirefox } from '../support/phone/firefox-phone';
import { receivedVideo } from '../support/phone/watch-media';

const test = base.extend<{ readonly firefox: Browser }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from the pattern.
  firefox: async ({}, use) => {
    const firefox = await launchFirefox();
    await use(firefox);
    await firefox.close();
  },
});

test('a phone with Firefox shows its camera, hides it for a photo, and shows it again', async ({
  console,
  firefox,
}) => {
  const { page } = console;
  const sessionKey = await generateSessionKey(page);
  const phone = await firefox.newPage();
  await phone.goto(`${await siteAddress(page)}/#${sessionKey}`);
  await phone.locator('#customer-name').fill('Maria Lindqvist');
  await phone.locator('button::-p-text(Connect)').click();
  await page.getByRole('button', { name: 'Accept Maria Lindqvist' }).click();
  await page.getByRole('button', { name: 'Ask to share' }).click();
  await phone.locator('button::-p-text(Allow)').click();
  await phone.locator('button::-p-text(Show the camera)').click();
  await expect(page.getByText('Live: camera')).toBeVisible();
  await expect.poll(async () => (await receivedVideo(page)).frames).toBeGreaterThan(5);
  expect((await receivedVideo(page)).codec).toBe('video/VP9');

  await phone.locator('button::-p-text(Photos)').click();
  await expect(page.getByText('Unable to grab the remote screen image')).toBeVisible();
  await phone.locator('button::-p-text(Camera)').click();
  await expect(page.getByText('Live: camera')).toBeVisible();
  const before = await videoWire(page, 'inbound-rtp');
  await expect
    .poll(async () => (await videoWire(page, 'inbound-rtp')).frames)
    .toBeGreaterThan(before.frames + 5);
  const kinds = (await logOf(page)).events.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'source-started')).toHaveLength(2);
  expect(kinds).not.toContain('source-failed');
});
