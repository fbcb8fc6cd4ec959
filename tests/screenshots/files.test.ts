import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  addOnPhone,
  grantFolder,
  listOf,
  openFileTransfer,
  select,
  send,
  verified,
} from '../support/journeys/files';
import { generateSessionKey, join } from '../support/journeys/journey';
import { people, phonePicture, Stage } from './support/stage';

let stage: Stage;
let parent: string;

test.beforeEach(async () => {
  parent = await mkdtemp(joinPath(tmpdir(), 'sightline-files-'));
  stage = await Stage.open();
});

test.afterEach(async () => {
  await stage.close();
  await rm(parent, { recursive: true, force: true });
});

/** A folder such as a representative has, with files of these sizes in bytes. */
async function folderOf(files: Readonly<Record<string, number>>): Promise<string> {
  const folder = joinPath(parent, 'Support tools');
  await mkdir(joinPath(folder, 'Profiles'), { recursive: true });
  for (const [name, size] of Object.entries(files)) {
    await writeFile(joinPath(folder, name), Buffer.alloc(size, 7));
  }
  return folder;
}

test('files on both sides', async () => {
  const { page } = stage;
  const { name } = people.maria;
  const sessionKey = await generateSessionKey(page);
  const phone = await stage.phone(people.maria);
  await join(phone.page, sessionKey, name, 'Mail stopped working on Friday.');
  await page.getByRole('button', { name: `Accept ${name}` }).click();
  await expect(phone.page.getByRole('textbox', { name: /^Write to/ })).toBeVisible();
  await stage.letPass(17);
  await openFileTransfer(page);
  await stage.picture('files-not-requested');
  await page.getByRole('button', { name: 'Ask for file access' }).click();
  await expect(phone.page.getByRole('button', { name: 'Allow', exact: true })).toBeVisible();
  await phonePicture(phone, 'files-asked');
  await phone.page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(listOf(page, 'Customer’s files')).toBeVisible();

  const folder = await folderOf({
    'Mail profile.mobileconfig': 18_240,
    'Setup guide.pdf': 1_204_300,
    'Signature.html': 2_130,
    'Wi-Fi certificate.cer': 1_871,
  });
  await grantFolder(stage, folder);
  await addOnPhone(phone.page, [
    { name: 'Screenshot 14 October.png', bytes: Buffer.alloc(345_000, 3) },
    { name: 'Error report.txt', bytes: Buffer.from('Account not verified (0x2a).') },
  ]);
  await expect(phone.page.getByText('Error report.txt')).toBeVisible();
  await select(page, 'This computer', 'Mail profile.mobileconfig', 'Setup guide.pdf');
  await send(page);
  await expect(verified(page)).toHaveCount(2);
  await stage.letPass(8);
  await stage.picture('files');
  await phonePicture(phone, 'files');

  await select(page, 'This computer', 'Setup guide.pdf');
  await send(page);
  await expect(page.getByText(/Same for the rest|Keep both/).first()).toBeVisible();
  await stage.picture('files-collision');
  await phone.page
    .getByRole('button', { name: 'Close' })
    .or(phone.page.locator('nav').getByText('Chat'))
    .first()
    .click();
  await phone.page.getByRole('button', { name: /^What .* may do$/ }).click();
  await expect(phone.page.getByRole('dialog')).toBeVisible();
  await phonePicture(phone, 'permissions');
});
