import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures/fixtures';
import {
  fileEvents,
  grantFolder,
  hashOf,
  joinWithFiles,
  openFilesTab,
  select,
  send,
  transferOf,
} from '../support/journeys/files';

test('a phone that runs out of room says so on both sides, and goes on once there is room', async ({
  folder,
  console,
  browser,
}) => {
  const { page } = console;
  await writeFile(join(folder, 'Large.bin'), Buffer.alloc(8_000_000, 3));
  const phone = await joinWithFiles(console, browser, 'Maria Lindqvist');
  await grantFolder(console, folder);
  const devtools = await phone.context.newCDPSession(phone.page);
  const { origin } = new URL(phone.page.url());
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2_000_000 });

  await select(page, 'This computer', 'Large.bin');
  await send(page);
  await expect(
    transferOf(page, 'Large.bin').getByText(/the browser on the phone allows no more room/),
  ).toBeVisible();
  expect(await fileEvents(page, 'file-transfer-failed')).toEqual([
    expect.objectContaining({ name: 'Large.bin', failure: 'quota-exceeded' }),
  ]);
  await openFilesTab(phone.page);
  await expect(phone.page.getByText(/this phone has no room left/)).toBeVisible();

  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByRole('button', { name: 'Retry Large.bin' }).click();
  await expect(transferOf(page, 'Large.bin').getByText('Verified')).toBeVisible();
  await expect(phone.page.getByRole('button', { name: /Large\.bin/ }).first()).toBeVisible();
  expect(await fileEvents(page, 'file-transfer-completed')).toEqual([
    expect.objectContaining({ name: 'Large.bin', digest: await hashOf(join(folder, 'Large.bin')) }),
  ]);
});
