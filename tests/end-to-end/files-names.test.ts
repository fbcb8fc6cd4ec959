import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import type { ConsoleApp } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import {
  addOnPhone,
  entryOf,
  fetchSelected,
  grantFolder,
  joinWithFiles,
  listOf,
  paneOf,
  select,
  send,
  verified,
} from '../support/journeys/files';
import type { Phone } from '../support/phone/phone';

test.beforeEach(async ({ folder }) => {
  await mkdir(join(folder, 'granted'));
});

/** The phone of a customer who shares files, and a folder of this computer that the console shows. */
async function begin(console: ConsoleApp, browser: Browser, folder: string): Promise<Phone> {
  const phone = await joinWithFiles(console, browser, 'Maria Lindqvist');
  await grantFolder(console, join(folder, 'granted'));
  return phone;
}

test('hostile names are shown as they are, never leave the folder and never replace anything', async ({
  folder,
  console,
  browser,
}) => {
  const { page } = console;
  await writeFile(join(folder, 'secret.txt'), 'outside');
  await writeFile(join(folder, 'granted', 'photo\u202Egpj.exe'), 'not a photo');
  await writeFile(join(folder, 'granted', 'CON'), 'a device');
  await writeFile(join(folder, 'granted', 'fine.txt'), 'fine');
  await symlink(join(folder, 'secret.txt'), join(folder, 'granted', 'link.txt'));
  await begin(console, browser, folder);

  await expect(listOf(page, 'This computer').getByTitle('photo⟨U+202E⟩gpj.exe')).toBeVisible();
  await expect(entryOf(page, 'This computer', 'link.txt')).toHaveAttribute('aria-disabled', 'true');
  await listOf(page, 'This computer').press('ControlOrMeta+a');
  await send(page);
  await expect(verified(page)).toHaveCount(1);
  await expect(listOf(page, 'Customer’s files').getByRole('row')).toHaveCount(2);
  await expect(entryOf(page, 'Customer’s files', 'fine.txt')).toBeVisible();

  // What a request names by hand is refused, as the page may be anybody's.
  const refusals = await page.evaluate(async () => {
    const { sightline } = window as unknown as {
      sightline: { request: (name: string, args: unknown) => Promise<Record<string, never>> };
    };
    const { folders } = (await sightline.request('list-granted-folders', {})).value as unknown as {
      folders: { folderId: string; kind: string }[];
    };
    const folderId = folders.find(({ kind }) => kind === 'granted')?.folderId;
    const { sessions } = (await sightline.request('get-snapshot', {})).value as unknown as {
      sessions: { sessionId: string }[];
    };
    const sessionId = sessions.at(-1)?.sessionId;
    const attempts: [string, unknown][] = [
      ['list-local-folder', { folderId, path: '..' }],
      ['list-local-folder', { folderId, path: '/etc' }],
      ['open-local', { folderId, path: 'link.txt', confirmed: true }],
      ['rename-local', { folderId, path: 'fine.txt', name: '../moved.txt' }],
      ['create-local-folder', { folderId, path: '../made' }],
      ['delete-local', { folderId, paths: ['../secret.txt'] }],
    ];
    const answers: unknown[] = [];
    for (const [name, args] of attempts) answers.push((await sightline.request(name, args)).ok);
    const queued = await sightline.request('queue-uploads', {
      sessionId,
      sources: [{ folderId, path: 'link.txt' }],
      folder: '',
      onCollision: 'ask',
    });
    const value = queued.value as unknown as { queued: number } | undefined;
    answers.push(value !== undefined && value.queued > 0);
    return answers;
  });
  expect(refusals).toEqual([false, false, false, false, false, false, false]);
  expect((await readdir(folder)).sort()).toEqual(['granted', 'secret.txt']);
  expect(await readFile(join(folder, 'secret.txt'), 'utf8')).toBe('outside');
});

test('names that come from the phone are made safe before they are a file', async ({
  folder,
  console,
  browser,
}) => {
  const { page } = console;
  const phone = await begin(console, browser, folder);
  await addOnPhone(phone.page, [
    { name: 'CON.txt', bytes: Buffer.from('device') },
    { name: 'report\u202Efdp.exe', bytes: Buffer.from('program') },
    { name: 'plain.txt', bytes: Buffer.from('plain') },
  ]);
  await expect(listOf(page, 'Customer’s files').getByRole('row')).toHaveCount(4);
  await listOf(page, 'Customer’s files').press('ControlOrMeta+a');
  await fetchSelected(page);
  await expect(verified(page)).toHaveCount(3);
  const names = await readdir(join(folder, 'granted'));
  expect(names).toHaveLength(3);
  expect(names).toContain('plain.txt');
  for (const name of names) {
    expect(name).not.toMatch(/^con\.|\p{Bidi_Control}|[/\\]/iu);
    expect(await readFile(join(folder, 'granted', name), 'utf8')).toMatch(/^(device|program|plain)$/);
  }
});

test('a program is opened only after a warning, and ten thousand entries are listed and filtered', async ({
  folder,
  console,
  browser,
}) => {
  const { page, app } = console;
  await writeFile(join(folder, 'granted', 'setup.sh'), 'exit 1');
  await mkdir(join(folder, 'granted', 'many'));
  for (let from = 0; from < 10_000; from += 500) {
    await Promise.all(
      Array.from({ length: 500 }, (_, index) =>
        writeFile(join(folder, 'granted', 'many', `file ${from + index}.txt`), ''),
      ),
    );
  }
  await begin(console, browser, folder);
  await app.evaluate(({ shell }) => {
    const global_ = globalThis as unknown as { opened: string[] };
    global_.opened = [];
    shell.openPath = async (path) => {
      global_.opened.push(path);
      return '';
    };
  });
  const opened = () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  await entryOf(page, 'This computer', 'setup.sh').dblclick();
  const warning = page.getByRole('dialog', { name: 'Open setup.sh?' });
  await expect(warning).toBeVisible();
  expect(await opened()).toEqual([]);
  await warning.getByRole('button', { name: 'Cancel' }).click();
  await expect(warning).toBeHidden();
  expect(await opened()).toEqual([]);
  await entryOf(page, 'This computer', 'setup.sh').dblclick();
  await warning.getByRole('button', { name: 'Open it' }).click();
  await expect.poll(opened).toHaveLength(1);

  const pane = paneOf(page, 'This computer');
  await entryOf(page, 'This computer', 'many').dblclick();
  await expect(pane.getByText('10,000 items')).toBeVisible();
  await listOf(page, 'This computer').press('End');
  await expect(entryOf(page, 'This computer', 'file 9999.txt')).toBeVisible();
  expect(await listOf(page, 'This computer').getByRole('row').count()).toBeLessThan(100);
  await listOf(page, 'This computer').press('ControlOrMeta+f');
  await page.keyboard.type('9998');
  await expect(pane.getByText('1 of 10,000 items')).toBeVisible();
});

test('files are dragged between the panes, and go only the way that the policy allows', async ({
  folder,
  console,
  browser,
}) => {
  const { page } = console;
  await writeFile(join(folder, 'granted', 'up.txt'), 'up');
  await begin(console, browser, folder);
  await entryOf(page, 'This computer', 'up.txt').dragTo(listOf(page, 'Customer’s files'));
  await expect(entryOf(page, 'Customer’s files', 'up.txt')).toBeVisible();

  await page.getByRole('button', { name: 'More, Customer’s files' }).click();
  await page.getByRole('menuitemradio', { name: 'From the phone only' }).click();
  await expect(page.getByRole('log').getByText('File transfer set to: From the phone only')).toBeVisible();
  await select(page, 'This computer', 'up.txt');
  await expect(page.getByRole('button', { name: /^Send to/ })).toHaveAttribute('aria-disabled', 'true');
  await mkdir(join(folder, 'granted', 'back'));
  await expect(entryOf(page, 'This computer', 'back')).toBeVisible();
  await entryOf(page, 'Customer’s files', 'up.txt').dragTo(entryOf(page, 'This computer', 'back'));
  await expect
    .poll(() => readFile(join(folder, 'granted', 'back', 'up.txt'), 'utf8').catch(() => ''))
    .toBe('up');

  await page.getByRole('button', { name: 'More, Customer’s files' }).click();
  await page.getByRole('menuitemradio', { name: 'Off', exact: true }).click();
  await expect(page.getByText('File transfer is off', { exact: true })).toBeVisible();
  await expect(page.getByRole('grid')).toHaveCount(0);
});
