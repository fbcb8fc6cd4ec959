import { expect, test } from '@playwright/test';
import {
  customerWrites,
  generateSessionKey,
  join,
  representativeWrites,
  shareCamera,
} from '../support/journeys/journey';
import type { Phone } from '../support/phone/phone';
import { loseConnection, type Person, people, phonePicture, Stage, sharpPicture } from './support/stage';

let stage: Stage;

test.beforeEach(async () => {
  stage = await Stage.open();
});

test.afterEach(() => stage.close());

async function joinQueue(person: Person, description = ''): Promise<Phone> {
  const sessionKey = await generateSessionKey(stage.page);
  const phone = await stage.phone(person);
  await join(phone.page, sessionKey, person.name, description);
  await expect(stage.page.getByRole('button', { name: `Accept ${person.name}` })).toBeVisible();
  return phone;
}

async function accept(person: Person, phone: Phone): Promise<void> {
  await stage.page.getByRole('button', { name: `Accept ${person.name}` }).click();
  await expect(phone.page.getByRole('textbox', { name: /^Write to/ })).toBeVisible();
}

test('several customers at once', async () => {
  const { page } = stage;
  const choose = (person: Person) =>
    page.getByRole('button', { name: new RegExp(`^${person.name}`) }).click();
  for (const [name, seconds] of [
    ['Mei-Ling Zhao', 431],
    ['Jonas Okafor', 1_093],
  ] as const) {
    const person = { ...people.maria, name };
    const phone = await joinQueue(person);
    await stage.letPass(12);
    await accept(person, phone);
    await stage.letPass(seconds);
    await page.getByRole('button', { name: 'End session' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
    await expect(phone.page.getByText('The session has ended')).toBeVisible();
    await phone.close();
  }

  const aiko = await joinQueue(people.aiko, 'I cannot sign in.');
  await stage.letPass(20);
  await accept(people.aiko, aiko);
  await representativeWrites(page, 'Hello Aiko. What does the page say when you sign in?');
  await stage.letPass(61);
  await customerWrites(aiko.page, 'It says my session has expired.');
  await stage.letPass(740);

  const kwame = await joinQueue(people.kwame, 'The internet light of my router is off.');
  await stage.letPass(31);
  await accept(people.kwame, kwame);
  await stage.letPass(27);
  await representativeWrites(page, 'Hello Kwame. Tell me what happens with the router.');
  await stage.letPass(42);
  await customerWrites(
    kwame.page,
    'The internet light is off since the painters moved it. Phone works on mobile data only.',
  );
  await stage.letPass(18);
  await shareCamera(page, kwame.page);
  await expect(page.getByRole('log').getByText(/^VP9, /)).toBeVisible();
  await stage.letPass(586);

  const maria = await joinQueue(
    people.maria,
    'Mail stopped working on Friday. It says Account not verified.',
  );
  await stage.letPass(12);
  await accept(people.maria, maria);
  await representativeWrites(page, 'Hi Maria, I’m Dana. What do you see in Mail?');
  await choose(people.kwame);
  await stage.letPass(41);
  await customerWrites(maria.page, 'It says Account not verified.');
  await customerWrites(maria.page, 'I changed my work password on Friday, maybe that’s it?');

  const tomas = await joinQueue(people.tomas, 'Photos stopped backing up after the update last night.');
  await stage.letPass(16);
  await representativeWrites(page, 'The grey cable sits in LAN 1. It belongs in the blue port.');
  await loseConnection(aiko);
  await expect(page.getByText(/^Reconnecting/)).toBeVisible();
  await generateSessionKey(page);
  await stage.letPass(14);
  await expect(page.getByText('Live: camera')).toBeVisible();
  await sharpPicture(page);
  await stage.picture('several-sessions');

  await choose(people.aiko);
  await expect(page.getByText('The connection to Aiko is lost. Reconnecting')).toBeVisible();
  await stage.picture('connection-lost');
  await customerWrites(aiko.page, 'Is anybody there?');
  await expect(aiko.page.getByText('Your messages are kept.')).toBeVisible();
  await phonePicture(aiko, 'reconnecting');

  await page.getByRole('button', { name: `Decline ${people.tomas.name}` }).click();
  await page.getByRole('button', { name: 'I am helping someone else.' }).click();
  await stage.picture('decline');
  await page.getByRole('dialog').getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(tomas.page.getByText('I am helping someone else.')).toBeVisible();
  await phonePicture(tomas, 'declined');
});
