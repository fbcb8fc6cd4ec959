import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import type { ConsoleApp } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import {
  addOnPhone,
  entryOf,
  fetchSelected,
  fileEvents,
  grantFolder,
  hashOf,
  joinWithFiles,
  openFilesTab,
  paneOf,
  select,
  send,
  transferOf,
  verified,
} from '../support/journeys/files';
import type { Phone } from '../support/phone/phone';

/** The phone of a customer who shares files, and a folder of this computer that the console shows. */
async function begin(console: ConsoleApp, browser: Browser, folder: string): Promise<Phone> {
  const phone = await joinWithFiles(console, browser, 'Maria Lindqvist');
  await grantFolder(console, folder);
  return phone;
}

test('a file goes up, is seen on the phone, and comes down again as it was', async ({
  folder,
  console,
  browser,
}) => {
  const { page } = console;
  const bytes = randomBytes(3_000_001);
  await writeFile(join(folder, 'profile.bin'), bytes);
  await writeFile(join(folder, 'empty.txt'), '');
  const phone = await begin(console, browser, folder);
  await select(page, 'This computer', 'empty.txt', 'profile.bin');
  await send(page);
  await expect(transferOf(page, 'profile.bin').getByText('Verified')).toBeVisible();
  await expect(transferOf(page, 'empty.txt').getByText('Verified')).toBeVisible();
  await expect(entryOf(page, 'Customer’s files', 'profile.bin')).toBeVisible();

  await openFilesTab(phone.page);
  await expect(phone.page.getByRole('button', { name: /profile\.bin/ })).toBeVisible();

  const [sent] = (await fileEvents(page, 'file-transfer-completed')).filter(
    ({ name }) => name === 'profile.bin',
  );
  expect(sent).toMatchObject({
    direction: 'to-customer',
    size: bytes.length,
    digest: await hashOf(join(folder, 'profile.bin')),
  });

  await mkdir(join(folder, 'back'));
  await entryOf(page, 'This computer', 'back').dblclick();
  await select(page, 'Customer’s files', 'profile.bin', 'empty.txt');
  await fetchSelected(page);
  await expect(entryOf(page, 'This computer', 'profile.bin')).toBeVisible();
  await expect
    .poll(async () => (await readdir(join(folder, 'back'))).sort())
    .toEqual(['empty.txt', 'profile.bin']);
  expect((await readFile(join(folder, 'back', 'profile.bin'))).equals(bytes)).toBe(true);
  expect((await readFile(join(folder, 'back', 'empty.txt'))).length).toBe(0);
  await expect(page.getByRole('log').getByText('profile.bin fetched, verified')).toBeVisible();
});

test('a whole folder goes up and comes down with what is in it', async ({ folder, console, browser }) => {
  const { page } = console;
  await mkdir(join(folder, 'Support', 'deep'), { recursive: true });
  await writeFile(join(folder, 'Support', 'one.txt'), 'one');
  await writeFile(join(folder, 'Support', 'deep', 'two.txt'), 'two');
  await begin(console, browser, folder);
  await select(page, 'This computer', 'Support');
  await send(page);
  await entryOf(page, 'Customer’s files', 'Support').dblclick();
  await expect(entryOf(page, 'Customer’s files', 'one.txt')).toBeVisible();
  await entryOf(page, 'Customer’s files', 'deep').dblclick();
  await expect(entryOf(page, 'Customer’s files', 'two.txt')).toBeVisible();

  await paneOf(page, 'Customer’s files').getByRole('button', { name: 'Sightline files' }).click();
  await mkdir(join(folder, 'back'));
  await entryOf(page, 'This computer', 'back').dblclick();
  await select(page, 'Customer’s files', 'Support');
  await fetchSelected(page);
  await expect
    .poll(() => readFile(join(folder, 'back', 'Support', 'deep', 'two.txt'), 'utf8').catch(() => ''))
    .toBe('two');
  await expect
    .poll(() => readFile(join(folder, 'back', 'Support', 'one.txt'), 'utf8').catch(() => ''))
    .toBe('one');
});

test('what the customer adds, renames or deletes shows in the console, and the other way round', async ({
  folder,
  console,
  browser,
}) => {
  const { page } = console;
  const phone = await begin(console, browser, folder);
  await addOnPhone(phone.page, [{ name: 'from-phone.txt', bytes: Buffer.from('hello') }]);
  await expect(entryOf(page, 'Customer’s files', 'from-phone.txt')).toBeVisible();

  const list = paneOf(page, 'Customer’s files').getByRole('grid');
  await select(page, 'Customer’s files', 'from-phone.txt');
  await list.press('F2');
  await page.getByRole('dialog').getByLabel('Name').fill('renamed.txt');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(entryOf(page, 'Customer’s files', 'renamed.txt')).toBeVisible();
  await expect(phone.page.getByRole('button', { name: /renamed\.txt/ })).toBeVisible();

  await select(page, 'Customer’s files', 'renamed.txt');
  await list.press('Delete');
  await page
    .getByRole('dialog', { name: 'Delete renamed.txt from Maria’s phone?' })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(entryOf(page, 'Customer’s files', 'renamed.txt')).toBeHidden();
  await expect(phone.page.getByText(/Dana.* deleted renamed\.txt/).first()).toBeVisible();
  await expect(page.getByRole('log').getByText('You deleted renamed.txt')).toBeVisible();
});

test('a name that is taken is asked about: keep both, replace, skip, and the same for the rest', async ({
  folder,
  console,
  browser,
}) => {
  const { page } = console;
  for (const name of ['a.txt', 'b.txt', 'c.txt']) await writeFile(join(folder, name), `first ${name}`);
  await begin(console, browser, folder);
  await select(page, 'This computer', 'a.txt', 'b.txt', 'c.txt');
  await send(page);
  await expect(entryOf(page, 'Customer’s files', 'c.txt')).toBeVisible();
  await expect(verified(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Clear finished' }).click();
  await expect(page.getByRole('region', { name: 'Transfers' })).toBeHidden();

  for (const name of ['a.txt', 'b.txt', 'c.txt'])
    await writeFile(join(folder, name), `second, longer ${name}`);
  await page.getByRole('button', { name: 'List again, This computer' }).click();
  await select(page, 'This computer', 'a.txt');
  await send(page);
  await page
    .getByRole('group', { name: 'a.txt is already there' })
    .getByRole('button', { name: 'Keep both' })
    .click();
  await expect(entryOf(page, 'Customer’s files', 'a (2).txt')).toBeVisible();

  await select(page, 'This computer', 'a.txt', 'b.txt', 'c.txt');
  await send(page);
  const asked = page.getByRole('group', { name: /is already there$/ });
  await expect(asked.first()).toBeVisible();
  await asked.first().getByLabel('Same for the rest').check();
  await asked.first().getByRole('button', { name: 'Replace' }).click();
  await expect(asked).toHaveCount(0);
  await expect(verified(page)).toHaveCount(4);

  await mkdir(join(folder, 'back'));
  await entryOf(page, 'This computer', 'back').dblclick();
  await select(page, 'Customer’s files', 'a.txt', 'a (2).txt', 'b.txt');
  await fetchSelected(page);
  await expect
    .poll(async () => (await readdir(join(folder, 'back'))).sort())
    .toEqual(['a (2).txt', 'a.txt', 'b.txt']);
  for (const name of ['a.txt', 'b.txt']) {
    expect(await readFile(join(folder, 'back', name), 'utf8')).toBe(`second, longer ${name}`);
  }

  await writeFile(join(folder, 'back', 'b.txt'), 'mine');
  await select(page, 'Customer’s files', 'b.txt');
  await fetchSelected(page);
  await page
    .getByRole('group', { name: 'b.txt is already there' })
    .getByRole('button', { name: 'Skip' })
    .click();
  await expect(transferOf(page, 'b.txt').getByText('Skipped')).toBeVisible();
  expect(await readFile(join(folder, 'back', 'b.txt'), 'utf8')).toBe('mine');
});

test('the customer stops sharing files: transfers end, the files are gone from view, and can be asked for again', async ({
  folder,
  console,
  browser,
}) => {
  const { page } = console;
  await writeFile(join(folder, 'a.txt'), 'a');
  const phone = await begin(console, browser, folder);
  await openFilesTab(phone.page);
  await phone.page.getByRole('button', { name: /^Stop sharing files with/ }).click();
  await phone.page.getByRole('button', { name: 'Stop sharing files', exact: true }).click();
  await expect(page.getByText('Maria took file access back', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('grid')).toHaveCount(0);
  await page.getByRole('button', { name: 'Ask again' }).click();
  await phone.page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(entryOf(page, 'This computer', 'a.txt')).toBeVisible();
  await select(page, 'This computer', 'a.txt');
  await send(page);
  await expect(transferOf(page, 'a.txt').getByText('Verified')).toBeVisible();
});
