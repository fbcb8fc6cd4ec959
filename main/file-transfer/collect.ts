import { lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { displayName } from '../../shared/file-transfer/display-name';
import { fileLimits } from '../../shared/file-transfer/file-limits';
import { checkFileName, type SafeFileName } from '../../shared/file-transfer/file-name';
import { isPartialName } from '../../shared/file-transfer/partial-name';
import { placedName } from '../../shared/file-transfer/placed-name';
import {
  checkRelativePath,
  type FolderPath,
  namesOf,
  type SafeRelativePath,
} from '../../shared/file-transfer/relative-path';
import { newIdentifier } from '../../site/identifiers';
import type { BrowseClient } from './browse-client';
import { systemCode } from './disk-refusal';
import type { GrantedFolders } from './granted-folders';
import { folderOf, PlaceError } from './place';
import type { QueueItem } from './queue-item';

export interface Collected {
  readonly items: QueueItem[];
  /** Folders of the phone that are to be there even if nothing is in them. */
  readonly folders: SafeRelativePath[];
  readonly leftOut: Array<{ readonly name: string; readonly message: string }>;
}

/** Every file under the sources, as uploads into `folder` of the phone. */
export async function collectUploads(
  granted: GrantedFolders,
  sources: ReadonlyArray<{ readonly folderId: string; readonly path: SafeRelativePath }>,
  folder: FolderPath,
): Promise<Collected> {
  const collected: Collected = { items: [], folders: [], leftOut: [] };
  const batchId = newIdentifier();
  for (const { folderId, path } of sources) {
    await walk(folderId, [...namesOf(path)], folder);
  }
  return collected;

  async function walk(folderId: string, names: readonly string[], into: FolderPath): Promise<void> {
    const raw = names.at(-1) ?? '';
    const leaveOut = (message: string): void => {
      collected.leftOut.push({ name: displayName(raw), message });
    };
    if (collected.items.length >= fileLimits.filesPerQueue) return leaveOut('The queue is full.');
    const checked = checkFileName(raw);
    if (checked.kind === 'refused') return leaveOut('Its name cannot be used on a phone. Rename it first.');
    const name = checked.kind === 'safe' ? checked.name : checked.to;
    const target = inside(into, name);
    if (target === undefined) return leaveOut('Its path is too long for the phone.');
    try {
      const { path, stats } = await granted.find(folderId, names);
      if (stats.isFile()) {
        if (stats.size > fileLimits.fileBytes) return leaveOut('It is larger than 1 TiB.');
        collected.items.push({
          ...newItem('to-customer', batchId, name, stats.size),
          ...{ folderId, sourceNames: [...names], folder: into, customerPath: target },
        });
        return;
      }
      collected.folders.push(target);
      for (const child of (await readdir(path)).filter((one) => !isPartialName(one)).sort()) {
        await walk(folderId, [...names, child], target);
      }
    } catch (error) {
      const isLink = error instanceof PlaceError && error.problem === 'not-plain';
      leaveOut(isLink ? 'It is a link or a device, and those are not sent.' : 'It could not be read.');
    }
  }
}

/**
 * Every file under the paths of the phone, as downloads into `folder` of a granted folder. Folders count towards the limit
 * as files do, so that a phone whose folders never end is not followed; each is made with its first file.
 */
export async function collectDownloads(
  browse: Pick<BrowseClient, 'list'>,
  granted: GrantedFolders,
  paths: readonly SafeRelativePath[],
  folderId: string,
  folder: FolderPath,
): Promise<Collected> {
  const collected: Collected = { items: [], folders: [], leftOut: [] };
  const batchId = newIdentifier();
  // What cannot be placed is said before the phone is asked for anything.
  await granted.folder(folderId, folder === '' ? [] : namesOf(folder));
  let entriesLeft: number = fileLimits.filesPerQueue;
  let isFull = false;
  const listings = new Map<FolderPath, Awaited<ReturnType<BrowseClient['list']>>>();
  for (const path of paths) {
    if (isFull) break;
    const names = namesOf(path);
    const parent = checkFolder(names.slice(0, -1));
    const entries = listings.get(parent) ?? (await browse.list(parent));
    listings.set(parent, entries);
    const entry = entries.find(({ name }) => name === names.at(-1));
    if (entry === undefined) {
      collected.leftOut.push({ name: displayName(path), message: 'It is not on the phone any more.' });
    } else await walk(entry, path, folder);
  }
  return collected;

  async function walk(
    entry: { readonly name: SafeFileName; readonly kind: 'file' | 'folder'; readonly size: number },
    path: SafeRelativePath,
    into: FolderPath,
  ): Promise<void> {
    if (entriesLeft === 0) {
      isFull = true;
      collected.leftOut.push({
        name: displayName(entry.name),
        message: 'The queue is full. It and what comes after it were left out; fetch them later.',
      });
      return;
    }
    entriesLeft -= 1;
    const name = placedName(entry.name);
    if (entry.kind === 'file') {
      collected.items.push({
        ...newItem('to-representative', batchId, name, entry.size),
        ...{ folderId, sourceNames: [], folder: into, customerPath: path },
      });
      return;
    }
    const target = inside(into, name);
    if (target === undefined) {
      collected.leftOut.push({
        name: displayName(entry.name),
        message: 'Its path is too long for this computer.',
      });
      return;
    }
    for (const child of await browse.list(path)) {
      if (isFull) return;
      const childPath = inside(path, child.name);
      if (childPath !== undefined) await walk(child, childPath, target);
    }
  }
}

/** Makes the folders that are not there yet, one in the other; nothing but a folder of its own is passed through. @throws PlaceError */
export async function makeFolders(root: string, names: readonly SafeFileName[]): Promise<string> {
  for (let depth = 1; depth <= names.length; depth += 1) {
    const parent = await folderOf(root, names.slice(0, depth - 1));
    const path = join(parent, names[depth - 1] ?? '');
    await mkdir(path).catch((error: unknown) => {
      if (systemCode(error) !== 'EEXIST') throw error;
    });
    if (!(await lstat(path)).isDirectory()) throw new PlaceError('not-a-folder');
  }
  return folderOf(root, names);
}

function newItem(direction: QueueItem['direction'], batchId: string, name: SafeFileName, size: number) {
  const transferId = newIdentifier();
  return {
    ...{ transferId, roadId: transferId, batchId, name, direction, size },
    ...{ startedAt: null, isPaused: false, choice: null },
  };
}

/** A name in a folder; undefined where the path gets too long or too deep. */
export function inside(folder: FolderPath, name: SafeFileName): SafeRelativePath | undefined {
  const checked = checkRelativePath(folder === '' ? name : `${folder}/${name}`);
  return checked.kind === 'safe' ? checked.path : undefined;
}

/** The folder of these names, which came from a path that was checked. */
function checkFolder(names: readonly SafeFileName[]): FolderPath {
  const checked = checkRelativePath(names.join('/'));
  return checked.kind === 'safe' ? checked.path : '';
}
