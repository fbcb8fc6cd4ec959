import { readdir } from 'node:fs/promises';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { siteAddress } from '../support/console/console-app';
import { launchPackaged, type PackagedApp, packageApp, packagedFuses } from '../support/console/packaged';
import {
  customerWrites,
  generateSessionKey,
  join as joinSession,
  representativeWrites,
  shareCamera,
} from '../support/journeys/journey';
import { launchPhoneBrowser, openPhone } from '../support/phone/phone';
import { receivedVideo, watchMedia } from '../support/phone/watch-media';

test.skip(process.platform !== 'linux', 'the packaged folder is the Linux one');

let packaged: PackagedApp;
let browser: Browser;

test.beforeAll(async () => {
  await packageApp();
});

test.beforeEach(async () => {
  [packaged, browser] = await Promise.all([launchPackaged(), launchPhoneBrowser()]);
});

test.afterEach(async () => {
  await browser.close();
  await packaged.close();
});

async function endSession(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'End session' }).click();
  await page
    .getByRole('dialog', { name: 'End the session?' })
    .getByRole('button', { name: 'End session' })
    .click();
}

test('the fuses of the packaged app are as they should be', async () => {
  expect(await packagedFuses()).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    enableCookieEncryption: true,
  });
});

test('a whole session with a browser phone in the packaged app', async () => {
  const { page, dataFolder } = packaged;
  await page.evaluate(watchMedia);
  await page.getByRole('textbox', { name: 'Your name, as customers see it' }).fill('Dana Whitfield');
  await page.getByRole('button', { name: 'Save name' }).click();
  const sessionKey = await generateSessionKey(page);
  const phone = await openPhone(browser, await siteAddress(page));
  await joinSession(phone.page, sessionKey, 'Maria Lindqvist');
  await page.getByRole('button', { name: 'Accept Maria Lindqvist' }).click();
  await representativeWrites(page, 'Hello Maria');
  await expect(phone.page.getByText('Hello Maria')).toBeVisible();
  await customerWrites(phone.page, 'Hello Dana');
  await expect(page.getByRole('log').getByText('Hello Dana')).toBeVisible();
  await shareCamera(page, phone.page);
  await expect.poll(async () => (await receivedVideo(page)).frames).toBeGreaterThan(5);
  expect((await receivedVideo(page)).codec).toBe('video/VP9');
  await endSession(page);
  await expect(phone.page.getByRole('heading', { name: 'The session has ended' })).toBeVisible();
  expect(await readdir(dataFolder)).toEqual(
    expect.arrayContaining(['logs', 'settings.json', 'sightline.sqlite', 'site']),
  );
});

test('practice works in the packaged app', async () => {
  const { page } = packaged;
  await page.getByRole('button', { name: 'Practice with a simulated phone' }).click();
  await page.getByRole('button', { name: 'Accept Maria Lindqvist' }).click();
  await representativeWrites(page, 'Hello Maria');
  await page.getByRole('button', { name: 'Ask to share' }).click();
  await expect(page.getByText('Live: camera')).toBeVisible();
  await expect
    .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBeGreaterThan(0);
  await endSession(page);
  await expect(page.getByRole('heading', { name: 'That was a whole session' })).toBeVisible();
});
