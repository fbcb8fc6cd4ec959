import { expect, test } from '@playwright/test';
import { customerWrites, generateSessionKey, join, representativeWrites } from '../support/journeys/journey';
import {
  consoleSize,
  people,
  phonePicture,
  Stage,
  sharpPicture,
  type WithSimulatedPhone,
} from './support/stage';

let stage: Stage;

test.beforeEach(async () => {
  stage = await Stage.open();
});

test.afterEach(() => stage.close());

test('one session, from the queue to its end', async () => {
  const { page } = stage;
  const { name } = people.kwame;
  const sessionKey = await generateSessionKey(page);
  const phone = await stage.phone(people.kwame);
  await stage.letPass(14);
  await join(phone.page, sessionKey, name, 'The internet light of my router is off.');
  await expect(phone.page.getByRole('heading', { name: 'You are next' })).toBeVisible();
  await phonePicture(phone, 'waiting');
  await stage.letPass(31);
  await stage.picture('waiting');

  await page.getByRole('button', { name: `Accept ${name}` }).click();
  await stage.letPass(27);
  await representativeWrites(page, 'Hello Kwame. Tell me what happens with the router.');
  await expect(phone.page.getByText('Tell me what happens')).toBeVisible();
  await stage.letPass(42);
  await customerWrites(
    phone.page,
    'The internet light is off since the painters moved it. Phone works on mobile data only.',
  );
  await stage.letPass(18);
  await stage.picture('not-requested');
  await phonePicture(phone, 'chat');

  await page.getByRole('button', { name: 'Ask to share' }).click();
  await expect(phone.page.getByRole('button', { name: 'Allow' })).toBeVisible();
  await stage.letPass(12);
  await stage.picture('asked');
  await phonePicture(phone, 'asked');
  await phone.page.getByRole('button', { name: 'Decline' }).click();
  await expect(page.getByText('Kwame declined.')).toBeVisible();
  await stage.letPass(4);
  await stage.picture('declined');

  await stage.letPass(9);
  await representativeWrites(page, 'May I see the back of the router? You choose what you show.');
  await stage.letPass(21);
  await customerWrites(phone.page, 'OK, one moment.');
  await page.getByRole('button', { name: 'Ask again' }).click();
  await stage.letPass(6);
  await phone.page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('Kwame allowed sharing.')).toBeVisible();
  await stage.letPass(3);
  await stage.picture('allowed');
  await phonePicture(phone, 'choose');

  await phone.page.evaluate(() =>
    (window as unknown as WithSimulatedPhone).sightlineSimulatedPhone.denyNext('camera'),
  );
  await phone.page.getByRole('button', { name: 'Show the camera' }).click();
  await expect(page.getByText('The phone did not permit the camera.')).toBeVisible();
  await stage.letPass(2);
  await stage.picture('camera-failed');
  await phonePicture(phone, 'camera-failed');

  await stage.letPass(8);
  await phone.page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Live: camera')).toBeVisible();
  await expect(page.getByRole('log').getByText(/^VP9, /)).toBeVisible();
  await stage.letPass(64);
  await representativeWrites(page, 'The grey cable sits in LAN 1. It belongs in the blue port.');
  await stage.letPass(95);
  await sharpPicture(page);
  await stage.picture('live');
  await phonePicture(phone, 'camera');

  await stage.resize({ width: 720, height: 900 });
  await expect(page.getByRole('tab', { name: /log/i })).toBeVisible();
  await stage.picture('narrow');
  await stage.resize(consoleSize);
  await stage.zoomedPicture('200-percent', 2);

  await phone.page.getByRole('button', { name: 'Stop', exact: true }).click();
  await phonePicture(phone, 'stop-question');
  await phone.page.getByRole('button', { name: 'Stop sharing' }).click();
  await expect(page.getByText('Kwame stopped sharing at')).toBeVisible();
  await stage.letPass(5);
  await stage.picture('stopped');
  await phonePicture(phone, 'camera-off');
  await phone.page.getByRole('button', { name: 'Chat' }).click();
  await customerWrites(phone.page, 'It works now. Thank you.');
  await stage.letPass(33);
  await representativeWrites(page, 'Good. I end the session now.');
  await expect(phone.page.getByText('I end the session now.')).toBeVisible();
  await phonePicture(phone, 'chat-stopped');

  await page.getByRole('button', { name: 'End session' }).click();
  const dialog = page.getByRole('dialog', { name: 'End the session?' });
  await expect(dialog).toBeVisible();
  await stage.picture('end-question');
  await dialog.getByRole('button', { name: 'End session' }).click();
  await expect(phone.page.getByText('The session has ended')).toBeVisible();
  await stage.letPass(2);
  await stage.picture('ended');
  await phonePicture(phone, 'ended');
});

test('a long chat', async () => {
  const { page } = stage;
  const { name } = people.maria;
  const sessionKey = await generateSessionKey(page);
  const phone = await stage.phone(people.maria);
  await join(phone.page, sessionKey, name, 'Mail stopped working on Friday. It says Account not verified.');
  await page.getByRole('button', { name: `Accept ${name}` }).click();
  await expect(phone.page.getByRole('textbox', { name: /^Write to/ })).toBeVisible();
  for (const [index, text] of conversation.entries()) {
    await (index % 2 === 0 ? representativeWrites(page, text) : customerWrites(phone.page, text));
    const other = index % 2 === 0 ? phone.page : page;
    await expect(other.getByText(text.slice(0, 24)).first()).toBeVisible();
    await stage.letPass(17 + ((index * 13) % 29));
  }
  await stage.letPass(3);
  await phone.page.getByRole('textbox', { name: /^Write to/ }).pressSequentially('Thank');
  await expect(page.getByText('Maria is writing')).toBeVisible();
  await stage.picture('long-chat');
  await phonePicture(phone, 'long-chat');
});

const conversation = [
  'Hi Maria, I’m Dana. I’ll stay with you until this is fixed. What do you see in Mail?',
  'It says Account not verified. I changed my work password on Friday, maybe that’s it?',
  'That is it, most likely. Which account is it: iCloud or Outlook?',
  'Outlook is red.',
  'Thanks. Open Settings, Mail, Accounts.',
  'Should I delete Outlook there?',
  'Not yet. Tap Outlook first, please.',
  'It asks for a password.',
  'Type the new one. If it is refused, reset it at https://account.northlake.example/password and tell me what it says:\n– “wrong password”, or\n– “too many attempts”.',
  'It says “verifying” … and now the red is gone!',
  'Good. Open Mail and pull down to refresh.',
  'New mail comes in.',
  'Is there anything else I can do for you?',
] as const;
