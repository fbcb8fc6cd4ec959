import { siteAddress } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import { customerWrites, generateSessionKey, join, representativeWrites } from '../support/journeys/journey';
import { openPhone } from '../support/phone/phone';

test('two customers wait, are accepted and chat at once, each on their own card [J7]', async ({
  console,
  browser,
}) => {
  const { page } = console;
  const address = await siteAddress(page);
  const keys = [await generateSessionKey(page), await generateSessionKey(page)] as const;
  const maria = await openPhone(browser, address);
  const kwame = await openPhone(browser, `${address}/#${keys[1]}`);
  await join(maria.page, keys[0], 'Maria Lindqvist', 'Mail stopped working.');
  await expect(maria.page.getByRole('heading', { name: 'You are next' })).toBeVisible();

  // The key of a link is filled in, and gone from the address.
  await expect(kwame.page.getByRole('textbox', { name: 'Session key, first three digits' })).toHaveValue(
    keys[1].slice(0, 3),
  );
  expect(new URL(kwame.page.url()).hash).toBe('');
  await kwame.page.getByRole('textbox', { name: 'Your name' }).fill('Kwame Boateng');
  await kwame.page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(kwame.page.getByRole('heading', { name: '1 person is before you' })).toBeVisible();
  await expect(page.getByText('Mail stopped working.')).toBeVisible();

  await page.getByRole('button', { name: 'Accept Maria Lindqvist' }).click();
  await expect(kwame.page.getByRole('heading', { name: 'You are next' })).toBeVisible();
  await page.getByRole('button', { name: 'Accept Kwame Boateng' }).click();
  await expect(kwame.page.getByRole('textbox', { name: /^Write to/ })).toBeVisible();

  // Kwame's session is open; what Maria writes is counted on her card.
  await expect(page.getByRole('heading', { name: 'Kwame Boateng' }).first()).toBeVisible();
  await customerWrites(maria.page, 'Are you there?');
  await customerWrites(maria.page, 'I can wait.');
  const card = page.getByRole('button', { name: /Maria Lindqvist/ });
  await expect(card).toContainText('2');
  await representativeWrites(page, 'Hello Kwame');
  await expect(kwame.page.getByText('Hello Kwame')).toBeVisible();
  await expect(maria.page.getByText('Hello Kwame')).toHaveCount(0);

  await card.click();
  await expect(page.getByRole('log').getByText('I can wait.')).toBeVisible();
  await expect(maria.page.getByText(/, seen$/).first()).toBeVisible();
  await representativeWrites(page, 'Hello Maria');
  await expect(maria.page.getByText('Hello Maria')).toBeVisible();
  await expect(kwame.page.getByText('Hello Maria')).toHaveCount(0);
});

test('a customer is declined with the reason, and another finds nobody available [J7]', async ({
  console,
  browser,
}) => {
  const { page } = console;
  const address = await siteAddress(page);
  const sessionKey = await generateSessionKey(page);
  const aiko = await openPhone(browser, address);
  await join(aiko.page, sessionKey, 'Aiko Tanaka');
  await page.getByRole('button', { name: 'Decline Aiko Tanaka' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Please call us first.');
  await dialog.getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(aiko.page.getByText('Please call us first.')).toBeVisible();

  const second = await generateSessionKey(page);
  await page.getByRole('switch', { name: 'Available for customers' }).click();
  const ruth = await openPhone(browser, `${address}/#${second}`);
  await expect(ruth.page.getByText('Nobody is available right now.')).toBeVisible();
  await expect(ruth.page.getByRole('button', { name: 'Connect', exact: true })).toBeDisabled();
  await page.getByRole('switch', { name: 'Available for customers' }).click();
  await expect(ruth.page.getByText('Nobody is available right now.')).toHaveCount(0);
  await ruth.page.getByRole('textbox', { name: 'Your name' }).fill('Ruth Adler');
  await ruth.page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Accept Ruth Adler' })).toBeVisible();
});
