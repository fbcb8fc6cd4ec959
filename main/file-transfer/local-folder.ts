import { type FSWatcher, watch } from 'node:fs';
import { lstat, mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../../shared/clock';
import { fileLimits } from '../../shared/file-transfer/file-limits';
import { checkFileName, type SafeFileName } from '../../shared/file-transfer/file-name';
import { isPartialName } from '../../shared/file-transfer/partial-name';
import { type FolderPath, namesOf, type SafeRelativePath } from '../../shared/file-transfer/relative-path';
import type { LocalEntry } from '../../shared/ipc/file-view';
import { systemCode } from './disk-refusal';
import type { GrantedFolders } from './granted-folders';
import { moveExclusively, NameTakenError } from './partial-file';
import { problemOf } from './place';

/** Entries looked at together. */
const atOnce = 64;

/** The entries of a granted folder, unfinished files left out; `isCut` where there are more than 20,000. Rejects with a PlaceError. */
export async function listLocalFolder(
  granted: GrantedFolders,
  folderId: string,
  path: FolderPath,
): Promise<{ entries: LocalEntry[]; isCut: boolean }> {
  const folder = await granted.folder(folderId, path === '' ? [] : namesOf(path));
  const names = await readdir(folder).catch((error: unknown) => {
    throw problemOf(error);
  });
  const shown = names.filter((name) => !isPartialName(name));
  const looked = shown.slice(0, fileLimits.filesPerQueue);
  const entries: LocalEntry[] = [];
  for (let at = 0; at < looked.length; at += atOnce) {
    const some = looked.slice(at, at + atOnce).map((name) => entryOf(folder, name));
    for (const entry of await Promise.all(some)) if (entry !== undefined) entries.push(entry);
  }
  return { entries, isCut: looked.length < shown.length };
}

async function entryOf(folder: string, name: string): Promise<LocalEntry | undefined> {
  // One that went away since the folder was read is no entry.
  const stats = await lstat(join(folder, name)).catch(() => undefined);
  if (stats === undefined) return undefined;
  const kind = stats.isFile()
    ? 'file'
    : stats.isDirectory()
      ? 'folder'
      : stats.isSymbolicLink()
        ? 'link'
        : 'other';
  const checked = checkFileName(name);
  const isPlain = kind === 'file' || kind === 'folder';
  return {
    name,
    kind,
    size: kind === 'file' ? stats.size : 0,
    modifiedAt: Math.trunc(stats.mtimeMs),
    isUsable: isPlain && checked.kind === 'safe' && (checked.name === name || process.platform === 'darwin'),
  };
}

/** Makes a folder. Rejects with a PlaceError or a NameTakenError. */
export async function createLocalFolder(
  granted: GrantedFolders,
  folderId: string,
  path: SafeRelativePath,
): Promise<void> {
  const names = namesOf(path);
  const parent = await granted.folder(folderId, names.slice(0, -1));
  await mkdir(join(parent, names.at(-1) ?? '')).catch((error: unknown) => {
    if (systemCode(error) === 'EEXIST') throw new NameTakenError();
    throw problemOf(error);
  });
}

/** Gives a file or folder another name; never replaces another. Rejects with a PlaceError or a NameTakenError. */
export async function renameLocal(
  granted: GrantedFolders,
  folderId: string,
  path: SafeRelativePath,
  name: SafeFileName,
): Promise<void> {
  const { path: from, stats } = await granted.find(folderId, namesOf(path));
  const to = join(dirname(from), name);
  const there = await lstat(to).catch(() => undefined);
  // Only the case of a letter may change, which some disks take for the same name.
  const isSame = there !== undefined && there.ino === stats.ino && there.dev === stats.dev;
  if (there !== undefined && !isSame) throw new NameTakenError();
  try {
    if (stats.isFile() && !isSame) await moveExclusively(from, to);
    else await rename(from, to);
  } catch (error) {
    if (error instanceof NameTakenError) throw error;
    const isTaken = systemCode(error) === 'ENOTEMPTY' || systemCode(error) === 'EEXIST';
    throw isTaken ? new NameTakenError() : problemOf(error);
  }
}

/** Tells when the folder that was listed last changes. */
export class LocalWatch {
  readonly #clock: Clock;
  readonly #changed: (folderId: string, path: FolderPath) => void;
  #watcher: FSWatcher | undefined;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, changed: (folderId: string, path: FolderPath) => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** Watches this folder from now on, and no other. */
  follow(folder: string, folderId: string, path: FolderPath): void {
    this.close();
    try {
      this.#watcher = watch(folder, { persistent: false }, () => {
        this.#cancel ??= this.#clock.setTimer(() => {
          this.#cancel = undefined;
          this.#changed(folderId, path);
        }, 250);
      });
      this.#watcher.on('error', () => this.close());
    } catch {
      // A disk that cannot be watched is shown as it was when it was listed.
    }
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}
