import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collectDownloads } from '../../../../main/file-transfer/collect';
import { downloadsId, GrantedFolders } from '../../../../main/file-transfer/granted-folders';
import type { FolderEntry } from '../../../../shared/file-transfer/browse';
import { fileLimits } from '../../../../shared/file-transfer/file-limits';
import { safeFileName } from '../../../../shared/file-transfer/file-name';
import { temporaryFolder } from '../../../support/temporary-folder';
import { path } from './console-with-files';

function entryOf(raw: string, kind: FolderEntry['kind']): FolderEntry {
  const name = safeFileName(raw);
  if (name === undefined) throw new Error(`${raw} is not safe`);
  return { name, kind, size: 1, modifiedAt: 0 };
}

function grantedDownloads() {
  const folder = temporaryFolder();
  const downloads = join(folder, 'downloads');
  mkdirSync(downloads);
  return { downloads, granted: new GrantedFolders(join(folder, 'granted.json'), downloads) };
}

test('a phone whose folders never end is looked through up to the limit, and no folder is made for it', async () => {
  const { downloads, granted } = grantedDownloads();
  let listings = 0;
  const browse = {
    list: async () => {
      listings += 1;
      return [entryOf('a', 'folder'), entryOf('b', 'folder'), entryOf('c', 'folder')];
    },
  };
  const { items, leftOut } = await collectDownloads(browse, granted, [path('a')], downloadsId, '');
  expect(items).toEqual([]);
  expect(listings).toBeLessThanOrEqual(fileLimits.filesPerQueue + 1);
  expect(leftOut.filter(({ message }) => message.includes('full'))).toHaveLength(1);
  expect(readdirSync(downloads)).toEqual([]);
});

test('what a system would hide or read by itself gets another name here, and keeps its own on the phone', async () => {
  const { granted } = grantedDownloads();
  const browse = {
    list: async (folder: string) =>
      folder === '' ? [entryOf('.config', 'folder')] : [entryOf('Autorun.inf', 'file')],
  };
  const { items } = await collectDownloads(browse, granted, [path('.config')], downloadsId, '');
  expect(items.map(({ name, folder, customerPath }) => [name, folder, customerPath])).toEqual([
    ['_Autorun.inf', '_config', '.config/Autorun.inf'],
  ]);
});
