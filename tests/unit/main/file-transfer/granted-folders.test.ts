import { mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolders } from '../../../../main/file-transfer/collect';
import { downloadsId, GrantedFolders } from '../../../../main/file-transfer/granted-folders';
import { createLocalFolder, listLocalFolder, renameLocal } from '../../../../main/file-transfer/local-folder';
import { NameTakenError, PartialFile } from '../../../../main/file-transfer/partial-file';
import { cleanPartials } from '../../../../main/file-transfer/transfer-store';
import { partialKeptMs, partialName } from '../../../../shared/file-transfer/partial-name';
import { namesOf } from '../../../../shared/file-transfer/relative-path';
import { temporaryFolder } from '../../../support/temporary-folder';
import { path } from './console-with-files';

async function grantedDownloads() {
  const folder = temporaryFolder();
  const downloads = join(folder, 'downloads');
  await mkdir(join(downloads, 'plain'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(downloads, 'plain/a.txt'), 'a');
  const granted = new GrantedFolders(join(folder, 'granted.json'), downloads);
  return { folder, downloads, granted };
}

test('nothing outside a granted folder can be named', async () => {
  const { folder, downloads, granted } = await grantedDownloads();
  await symlink(folder, join(downloads, 'up'));
  await symlink(join(folder, 'secret.txt'), join(downloads, 'link.txt'));
  const cases: Array<[string, string[], string]> = [
    [downloadsId, ['..', 'secret.txt'], 'not-found'],
    [downloadsId, ['plain/../../secret.txt'], 'not-found'],
    [downloadsId, ['up', 'secret.txt'], 'not-plain'],
    [downloadsId, ['link.txt'], 'not-plain'],
    [downloadsId, ['plain', 'a.txt', 'b'], 'not-a-folder'],
    [downloadsId, [''], 'not-found'],
    ['unknown-folder', ['a.txt'], 'not-granted'],
  ];
  for (const [folderId, names, problem] of cases) {
    await expect(granted.find(folderId, names), names.join()).rejects.toMatchObject({ problem });
  }
  await expect(makeFolders(downloads, namesOf(path('up/new')))).rejects.toMatchObject({
    problem: 'not-a-folder',
  });
  expect((await granted.find(downloadsId, ['plain', 'a.txt'])).path).toBe(join(downloads, 'plain/a.txt'));
  expect(await readdir(folder)).not.toContain('new');
});

test('a grant is kept, taken back, and made once for one folder', async () => {
  const { folder, granted } = await grantedDownloads();
  const other = join(folder, 'other');
  await mkdir(other);
  await symlink(other, join(folder, 'alias'));
  const first = await granted.grant(other);
  expect((await granted.grant(join(folder, 'alias'))).folderId).toBe(first.folderId);
  const again = new GrantedFolders(join(folder, 'granted.json'), join(folder, 'downloads'));
  expect((await again.list()).map(({ folderId, kind }) => [folderId, kind])).toEqual([
    [downloadsId, 'downloads'],
    [first.folderId, 'granted'],
  ]);
  again.forget(first.folderId);
  again.forget(downloadsId);
  expect(await again.list()).toHaveLength(1);
  await expect(again.find(first.folderId, [])).rejects.toMatchObject({ problem: 'not-granted' });
});

test('a drop grants just what was dropped', async () => {
  const { folder, downloads, granted } = await grantedDownloads();
  await symlink(join(folder, 'secret.txt'), join(folder, 'link'));
  const dropped = await granted.grantDropped([
    join(downloads, 'plain'),
    join(folder, 'link'),
    join(folder, 'gone'),
  ]);
  expect(dropped).toMatchObject([{ name: 'plain', kind: 'folder', path: 'plain' }]);
  const { folderId = '' } = dropped[0] ?? {};
  expect((await granted.find(folderId, ['plain', 'a.txt'])).stats.isFile()).toBe(true);
  await expect(granted.find(folderId, [])).rejects.toMatchObject({ problem: 'not-granted' });
  await expect(granted.find(folderId, ['other'])).rejects.toMatchObject({ problem: 'not-granted' });
});

test('a listing tells what can be used, and hides what is unfinished', async () => {
  const { downloads, granted } = await grantedDownloads();
  await writeFile(join(downloads, partialName('transfer-1')), 'half');
  await writeFile(join(downloads, 'run.sh'), '');
  await writeFile(join(downloads, 'a:b.txt'), '');
  await symlink('plain', join(downloads, 'link'));
  const { entries } = await listLocalFolder(granted, downloadsId, '');
  expect(Object.fromEntries(entries.map((one) => [one.name, [one.kind, one.isUsable]]))).toEqual({
    plain: ['folder', true],
    'run.sh': ['file', true],
    'a:b.txt': ['file', false],
    link: ['link', false],
  });
});

test('making and renaming never replaces another', async () => {
  const { downloads, granted } = await grantedDownloads();
  await writeFile(join(downloads, 'one.txt'), '1');
  await writeFile(join(downloads, 'two.txt'), '2');
  const [two] = namesOf(path('two.txt'));
  const [three] = namesOf(path('three.txt'));
  if (two === undefined || three === undefined) throw new Error('a path has a name');
  await expect(renameLocal(granted, downloadsId, path('one.txt'), two)).rejects.toBeInstanceOf(
    NameTakenError,
  );
  await expect(createLocalFolder(granted, downloadsId, path('plain'))).rejects.toBeInstanceOf(NameTakenError);
  await renameLocal(granted, downloadsId, path('one.txt'), three);
  await createLocalFolder(granted, downloadsId, path('plain/deep'));
  expect((await readdir(downloads)).sort()).toEqual(['plain', 'three.txt', 'two.txt']);
  expect(await readFile(join(downloads, 'two.txt'), 'utf8')).toBe('2');
});

test('an unfinished file is placed once, exclusively or instead of another', async () => {
  const { downloads } = await grantedDownloads();
  const make = async (text: string): Promise<PartialFile> => {
    const partial = new PartialFile(join(downloads, partialName('transfer-1')));
    await partial.truncate(0);
    await partial.write(0, [Buffer.from(text)]);
    await partial.flush();
    return partial;
  };
  await (await make('first')).place('a.txt', false, 0);
  const second = await make('second');
  await expect(second.place('a.txt', false, 0)).rejects.toBeInstanceOf(NameTakenError);
  expect(await second.inspect()).toBe(6);
  await second.place('a.txt', true, 0);
  await expect((await make('third')).place('plain', true, 0)).rejects.toBeInstanceOf(NameTakenError);
  expect(await readFile(join(downloads, 'a.txt'), 'utf8')).toBe('second');
});

test('unfinished files are removed after seven days, and nothing else is', async () => {
  const { downloads } = await grantedDownloads();
  const now = Date.now();
  const old = new Date(now - partialKeptMs - 1000);
  for (const name of [partialName('transfer-1'), partialName('transfer-2'), 'old.txt']) {
    await writeFile(join(downloads, name), 'x');
    if (name !== partialName('transfer-2')) await utimes(join(downloads, name), old, old);
  }
  await cleanPartials(downloads, now);
  expect((await readdir(downloads)).sort()).toEqual([partialName('transfer-2'), 'old.txt', 'plain']);
});
