import { expect, test } from '@playwright/test';
import { customerWrites, generateSessionKey, join, representativeWrites } from '../support/journeys/journey';
import { people, Stage } from './support/stage';

let stage: Stage;

test.beforeEach(async () => {
  stage = await Stage.open();
});

test.afterEach(() => stage.close());

test('system information, wrap-up and history', async () => {
  const { page } = stage;
  const { name } = people.maria;
  const sessionKey = await generateSessionKey(page);
  const phone = await stage.phone(people.maria);
  await join(phone.page, sessionKey, name, 'Mail stopped working on Friday.');
  await page.getByRole('button', { name: `Accept ${name}` }).click();
  await expect(phone.page.getByRole('textbox', { name: /^Write to/ })).toBeVisible();
  await representativeWrites(page, 'Hi Maria, may I read what your phone tells of itself?');
  await stage.letPass(17);
  await customerWrites(phone.page, 'Yes, of course.');
  await expect(page.getByRole('log').getByText('Yes, of course.')).toBeVisible();

  await page.getByRole('tab', { name: 'System Information' }).click();
  await stage.picture('system-information-not-requested');
  await page.getByRole('button', { name: 'Ask for system information' }).click();
  await stage.letPass(9);
  await phone.page.getByRole('button', { name: 'Allow' }).click();
  const panel = page.getByRole('region', { name: 'System information' });
  await expect(panel.getByText('System and browser')).toBeVisible();
  await stage.letPass(48);
  await phone.page.setViewportSize({ width: 844, height: 390 });
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect(panel.getByText(/^was /).first()).toBeVisible();
  await stage.picture('system-information');

  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: /^Find in the session log/ }).fill('system');
  await expect(page.getByText(/^\d+ of \d+$/)).toBeVisible();
  await stage.picture('find-in-log');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'End session' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
  await page.getByRole('tab', { name: 'Summary' }).click();
  await page.getByRole('button', { name: 'Solved', exact: true }).click();
  await page
    .getByRole('textbox', { name: 'Notes' })
    .fill('The account was not verified. Maria set a new password.');
  await page.getByRole('heading', { name: 'Session ended' }).click();
  await expect(page.getByRole('log').getByText('Notes written')).toBeVisible();
  await stage.picture('wrap-up');

  await page.getByRole('button', { name: 'History', exact: true }).click();
  await page.getByRole('textbox', { name: 'Search messages, names and notes' }).fill('password');
  await expect(page.locator('mark').first()).toBeVisible();
  await stage.picture('history');
});
