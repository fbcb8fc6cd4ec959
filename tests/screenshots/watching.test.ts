import { expect, test } from '@playwright/test';
import { generateSessionKey, join, representativeWrites } from '../support/journeys/journey';
import { allowSharing, openTab, shareScreen } from '../support/journeys/watching';
import { people, phonePicture, Stage, sharpPicture, type WithSimulatedPhone } from './support/stage';

let stage: Stage;

test.beforeEach(async () => {
  stage = await Stage.open();
});

test.afterEach(() => stage.close());

test('everything a customer can show', async () => {
  const { page } = stage;
  const { name } = people.maria;
  const sessionKey = await generateSessionKey(page);
  const phone = await stage.phone(people.maria);
  await join(phone.page, sessionKey, name, 'Mail stopped working on Friday. It says Account not verified.');
  await page.getByRole('button', { name: `Accept ${name}` }).click();
  await expect(phone.page.getByRole('textbox', { name: /^Write to/ })).toBeVisible();
  await stage.letPass(17);
  await allowSharing(page, phone.page);
  await openTab(phone.page, 'Screen');
  await phonePicture(phone, 'screen');
  await shareScreen(page, phone.page);
  await expect(page.getByRole('log').getByText(/^VP9, /)).toBeVisible();
  await stage.letPass(64);
  await sharpPicture(page);
  await stage.picture('screen-live');
  await representativeWrites(page, 'Thanks. Open Settings, Mail, Accounts.');
  await expect(phone.page.getByText('Open Settings, Mail, Accounts.')).toBeVisible();
  await phonePicture(phone, 'screen-shared');

  await page.getByRole('button', { name: /Select Quality/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await stage.picture('quality');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Record/ }).click();
  await expect(phone.page.getByRole('button', { name: 'Allow' })).toBeVisible();
  await phonePicture(phone, 'recording-asked');
  await phone.page.getByRole('button', { name: 'Allow' }).click();
  await expect(phone.page.getByText('Recording')).toBeVisible();
  await stage.picture('recording');
  await phonePicture(phone, 'recording');

  await phone.page.getByRole('button', { name: 'Pause' }).first().click();
  await expect(phone.page.getByText(/^Paused/).first()).toBeVisible();
  await stage.letPass(9);
  await stage.picture('paused');
  await phonePicture(phone, 'paused');
  await phone.page.getByRole('button', { name: 'Resume' }).first().click();
  await expect(page.getByText('Live: screen')).toBeVisible();

  await openTab(phone.page, 'Photos');
  await expect(page.getByText('Unable to grab the remote screen image')).toBeVisible();
  await stage.letPass(12);
  await stage.picture('hidden');
  await phonePicture(phone, 'photos');
  const base64 = await phone.page.evaluate(async () => {
    const photos = await (window as unknown as WithSimulatedPhone).sightlineSimulatedPhone.photos();
    const smallest = [...photos].sort((a, b) => a.size - b.size)[0];
    const bytes = new Uint8Array((await smallest?.arrayBuffer()) ?? new ArrayBuffer(0));
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  const chooser = phone.page.waitForEvent('filechooser');
  await phone.page.getByRole('button', { name: 'Choose a photo' }).click();
  await (await chooser).setFiles({
    name: 'IMG_2041.JPG',
    mimeType: 'image/jpeg',
    buffer: Buffer.from(base64, 'base64'),
  });
  await expect(page.getByText('Photo: IMG_2041.JPG')).toBeVisible();
  await stage.letPass(6);
  await stage.picture('photo');
  await phonePicture(phone, 'photo');
});
