import { expect, test } from '@playwright/test';
import { generateSessionKey, join } from '../support/journeys/journey';
import { people, phonePicture, Stage } from './support/stage';

let stage: Stage;

test.afterEach(() => stage.close());

test('before any session', async () => {
  stage = await Stage.open();
  const { page } = stage;
  await stage.picture('empty');

  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  for (const [tab, name] of [
    ['You', 'settings'],
    ['Site', 'settings-site'],
    ['Session keys', 'settings-session-keys'],
    ['Video connections', 'settings-video'],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click();
    await stage.picture(name);
  }
  await page.keyboard.press('Escape');

  await page
    .getByRole('button', { name: /^Generate session key/ })
    .first()
    .click();
  await expect(
    page
      .getByRole('dialog')
      .getByText(/\d{3}\s\d{3}\s\d{3}/)
      .first(),
  ).toBeVisible();
  await stage.letPass(46);
  await stage.picture('session-key');
});

test('a link fills the key in and takes it out of the address; what does not work is said [J8]', async () => {
  stage = await Stage.open();
  const { page } = stage;
  const key = await generateSessionKey(page);
  const phone = await stage.phone(people.maria, `/#${key}`);
  for (const [index, name] of ['first', 'second', 'third'].entries()) {
    const box = phone.page.getByRole('textbox', { name: `Session key, ${name} three digits` });
    await expect(box).toHaveValue(key.slice(index * 3, index * 3 + 3));
  }
  expect(new URL(phone.page.url()).hash).toBe('');
  await phone.page.getByRole('textbox', { name: 'Your name' }).fill(people.maria.name);
  await phone.page
    .getByRole('textbox', { name: /What can we help with/ })
    .fill('Mail stopped working on Friday. It says Account not verified.');
  await phonePicture(phone, 'join');

  const other = await stage.phone(people.kwame);
  await join(other.page, '123456786', people.kwame.name);
  await expect(other.page.getByText('This session key does not work.')).toBeVisible();
  await phonePicture(other, 'join-error');

  await page.getByRole('switch', { name: 'Available for customers' }).click();
  await expect(phone.page.getByText('Nobody is available right now.')).toBeVisible();
  await phonePicture(phone, 'nobody-available');
  await stage.picture('away');
});

test('a damaged database was set aside', async () => {
  stage = await Stage.open({ 'sightline.sqlite': 'this is no database' });
  await expect(stage.page.getByText('The session database was damaged')).toBeVisible();
  await stage.picture('notice');
});
