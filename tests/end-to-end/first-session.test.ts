import type { Browser } from '@playwright/test';
import type { ConsoleApp } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import {
  customerWrites,
  joinAndAccept,
  representativeWrites,
  shareCamera,
} from '../support/journeys/journey';
import type { Phone } from '../support/phone/phone';
import { countMedia, countTimers, receivedVideo } from '../support/phone/watch-media';

/** Generate, join, accept, chat both ways, ask, allow, and frames decoded as VP9 that grow. */
async function runSession(console: ConsoleApp, browser: Browser): Promise<Phone> {
  const { page } = console;
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist');
  await representativeWrites(page, 'Hello Maria. What do you see?');
  await expect(phone.page.getByText('Hello Maria. What do you see?')).toBeVisible();
  await customerWrites(phone.page, 'It says <b>Account</b> not verified.');
  const log = page.getByRole('log');
  await expect(log.getByText('It says <b>Account</b> not verified.')).toBeVisible();
  await expect(log.getByText('Seen')).toBeVisible();
  await expect(phone.page.getByText(/, seen$/)).toBeVisible();

  const asked = Date.now();
  await shareCamera(page, phone.page);
  await expect.poll(async () => (await receivedVideo(page)).frames).toBeGreaterThan(0);
  test.info().annotations.push({ type: 'ask to first frame', description: `${Date.now() - asked} ms` });
  const first = await receivedVideo(page);
  expect(first.codec).toBe('video/VP9');
  await expect.poll(async () => (await receivedVideo(page)).frames).toBeGreaterThan(first.frames + 5);
  await expect(page.getByRole('contentinfo').or(page.locator('body')).getByText('VP9').first()).toBeVisible();
  await expect(log.getByText(/VP9, \d+×\d+/)).toBeVisible();
  await expect(phone.page.getByText('Your camera is shared')).toBeVisible();
  const media = await countMedia(phone.page);
  expect(media.running.tracks).toBe(1);
  expect(media.running.connections).toBe(1);
  expect(await countTimers(phone.page)).toBeGreaterThan(0);
  return phone;
}

async function nothingRuns(console: ConsoleApp, phone: Phone): Promise<void> {
  const nothing = { tracks: 0, connections: 0, sockets: 0 };
  await expect.poll(async () => (await countMedia(phone.page)).running).toEqual(nothing);
  await expect.poll(async () => (await countMedia(console.page)).running.connections).toBe(0);
  await expect.poll(() => countTimers(phone.page)).toBe(0);
  expect(await phone.page.evaluate(() => window.sessionStorage.length)).toBe(0);
  expect((await countMedia(phone.page)).made.tracks).toBeGreaterThan(0);
  expect((await countMedia(console.page)).made.connections).toBeGreaterThan(0);
}

test('a whole session, ended by the customer from the phone [S5] [S9] [V1] [V2]', async ({
  console,
  browser,
}) => {
  const phone = await runSession(console, browser);
  await phone.page.getByRole('button', { name: 'End the session' }).click();
  await phone.page.getByRole('button', { name: 'End session' }).click();
  await expect(phone.page.getByRole('heading', { name: 'The session has ended' })).toBeVisible();
  await expect(phone.page.getByRole('alert')).toContainText('Dana Whitfield can no longer access your phone');
  await expect(console.page.getByRole('heading', { name: 'Session ended' })).toBeVisible();
  await nothingRuns(console, phone);
});

test('a whole session, ended by the representative from the console [S9]', async ({ console, browser }) => {
  const phone = await runSession(console, browser);
  await console.page.getByRole('button', { name: 'End session' }).click();
  await console.page
    .getByRole('dialog', { name: 'End the session?' })
    .getByRole('button', { name: 'End session' })
    .click();
  await expect(phone.page.getByRole('heading', { name: 'The session has ended' })).toBeVisible();
  await expect(phone.page.getByRole('alert')).toContainText('can no longer access your phone');
  await expect(console.page.getByRole('heading', { name: 'Session ended' })).toBeVisible();
  await nothingRuns(console, phone);
});

test('the customer declines, is asked again, allows, and takes it back', async ({ console, browser }) => {
  const { page } = console;
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist');
  await page.getByRole('button', { name: 'Ask to share' }).click();
  await phone.page.getByRole('button', { name: 'Decline' }).click();
  await expect(page.getByText('Maria declined. Explain in the chat, then ask again.')).toBeVisible();
  await page.getByRole('button', { name: 'Ask again' }).click();
  await phone.page.getByRole('button', { name: 'Allow' }).click();
  await phone.page.getByRole('button', { name: 'Show the camera' }).click();
  await expect(page.getByText('Live: camera')).toBeVisible();
  await phone.page.getByRole('button', { name: 'Stop' }).click();
  await phone.page.getByRole('button', { name: 'Stop sharing' }).click();
  await expect(page.getByText(/Maria stopped sharing at/)).toBeVisible();
  await expect.poll(async () => (await countMedia(phone.page)).running.tracks).toBe(0);
  await expect.poll(async () => (await countMedia(page)).running.connections).toBe(0);
});
