import type { Page } from '@playwright/test';
import { openDatabase } from '../../main/history/database';
import { SessionKeyStore } from '../../main/history/session-key-store';
import { sessionKeyFromNumber } from '../../shared/session-key/session-key';
import { siteAddress } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import { generateSessionKey, join } from '../support/journeys/journey';
import { openPhone } from '../support/phone/phone';

const soonExpired = sessionKeyFromNumber(31415926);

// A site that was guessed at is slow to answer whoever comes next, so each has its own.
test.use({
  ownConsole: {
    prepare: (dataFolder) => {
      const { database } = openDatabase(`${dataFolder}/sightline.sqlite`);
      const now = Date.now();
      new SessionKeyStore(database).put({
        sessionKey: soonExpired,
        generatedAt: now,
        expiresAt: now + 8_000,
        reference: '',
        note: '',
      });
      database.close();
    },
  },
});

/** The one answer to a key that is wrong, expired, revoked or used. */
async function refusalOf(phone: Page): Promise<string> {
  const alert = phone.getByRole('alert').filter({ hasText: 'does not work' });
  await expect(alert).toBeVisible();
  return (await alert.textContent()) ?? '';
}

test('wrong, expired, revoked and used keys get one and the same answer, and nothing typed is lost [J4]', async ({
  console,
  browser,
}) => {
  const { page } = console;
  const address = await siteAddress(page);
  const { page: phone } = await openPhone(browser, address);

  await join(phone, sessionKeyFromNumber(12345678), 'Maria Lindqvist', 'Mail stopped working.');
  const wrong = await refusalOf(phone);
  await expect(phone.getByRole('textbox', { name: 'Your name' })).toHaveValue('Maria Lindqvist');
  await expect(phone.getByRole('textbox', { name: /What can we help with/ })).toHaveValue(
    'Mail stopped working.',
  );

  // A key kept over a restart of the console is open until its time has come.
  const openKey = page.getByRole('button', { name: /314 159 26/ });
  await expect(openKey).toBeHidden();
  await join(phone, soonExpired, 'Maria Lindqvist');
  expect(await refusalOf(phone)).toBe(wrong);

  await page
    .getByRole('button', { name: /^Generate session key/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Session key' });
  const revoked =
    /(\d{3})\s(\d{3})\s(\d{3})/
      .exec((await dialog.textContent()) ?? '')
      ?.slice(1)
      .join('') ?? '';
  expect(revoked).toHaveLength(9);
  await dialog.getByRole('button', { name: 'Revoke key' }).click();
  await page
    .getByRole('button', { name: /^Revoke/ })
    .last()
    .click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await join(phone, revoked, 'Maria Lindqvist');
  expect(await refusalOf(phone)).toBe(wrong);

  const used = await generateSessionKey(page);
  const other = await openPhone(browser, address);
  await join(other.page, used, 'Kwame Boateng');
  await expect(other.page.getByRole('heading', { name: 'You are next' })).toBeVisible();
  await join(phone, used, 'Maria Lindqvist');
  expect(await refusalOf(phone)).toBe(wrong);
});

test('a slip is caught on the phone before it is sent, and spaces and dashes are accepted [J2] [J3]', async ({
  console,
  browser,
}) => {
  const { page } = console;
  const { page: phone } = await openPhone(browser, await siteAddress(page));
  const sessionKey = await generateSessionKey(page);
  const slipped = `${sessionKey.slice(0, 8)}${(Number(sessionKey[8]) + 1) % 10}`;
  let sent = 0;
  phone.on('websocket', (socket) => socket.on('framesent', () => sent++));
  await phone.reload();
  await expect(phone.getByRole('button', { name: 'Connect', exact: true })).toBeEnabled();
  sent = 0;
  await join(phone, slipped, 'Aiko Tanaka');
  await expect(phone.getByRole('alert').filter({ hasText: 'One digit is wrong' })).toBeVisible();
  await join(
    phone,
    `${sessionKey.slice(0, 3)}-${sessionKey.slice(3, 6)} ${sessionKey.slice(6)}`,
    'Aiko Tanaka',
  );
  await expect(phone.getByRole('heading', { name: /before you|You are next/ })).toBeVisible();
});

test('guessing is throttled by name, with the time to wait [J6]', async ({ console, browser }) => {
  const { page } = console;
  const { page: phone } = await openPhone(browser, await siteAddress(page));
  const throttled = phone.getByRole('alert').filter({ hasText: /try again in \d+ second/ });
  for (let guess = 0; guess < 10 && !(await throttled.isVisible()); guess += 1) {
    await join(phone, sessionKeyFromNumber(20_000_000 + guess), 'Mallory Example');
    await expect(phone.getByRole('button', { name: /^Connect$/ })).toBeVisible();
    await expect(phone.getByRole('alert').filter({ hasText: /does not work|try again in/ })).toBeVisible();
  }
  await expect(throttled).toBeVisible();
  await expect(phone.getByRole('button', { name: 'Connect', exact: true })).toBeDisabled();
});
