import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { checkFileName } from '../../shared/file-transfer/file-name';
import type { Dropped, GrantedFolder } from '../../shared/ipc/file-view';
import { parseJson } from '../../shared/read-text';
import { readableJson } from '../../shared/readable-json';
import { newIdentifier } from '../../site/identifiers';
import { folderOf, type Place, PlaceError, placeOf, problemOf } from './place';

const keptSchema = z.object({ folders: z.array(z.object({ folderId: z.string(), path: z.string() })) });

/** The folder that is always granted. */
export const downloadsId = 'downloads-folder';

interface Grant {
  readonly folderId: string;
  /** A real path. */
  readonly root: string;
  readonly kind: 'downloads' | 'granted' | 'dropped';
  /** Of a drop: the only name under `root` that is granted. */
  readonly only: string | null;
}

/** The folders of this computer the representative granted; nothing else on disk can be reached by a request. */
export class GrantedFolders {
  readonly #path: string;
  readonly #changed: () => void;
  readonly #grants = new Map<string, Grant>();

  /** `downloads` is the folder granted from the start; `path` keeps the others. */
  constructor(path: string, downloads: string, changed: () => void = () => undefined) {
    this.#path = path;
    this.#changed = changed;
    mkdirSync(dirname(path), { recursive: true });
    this.#grants.set(downloadsId, { folderId: downloadsId, root: downloads, kind: 'downloads', only: null });
    for (const kept of this.#read()) {
      this.#grants.set(kept.folderId, {
        folderId: kept.folderId,
        root: kept.path,
        kind: 'granted',
        only: null,
      });
    }
  }

  async list(): Promise<GrantedFolder[]> {
    const grants = [...this.#grants.values()].filter(({ kind }) => kind !== 'dropped');
    return Promise.all(grants.map((grant) => viewOf(grant)));
  }

  /** Grants a folder that the person chose; one granted before stays as it is. @throws PlaceError */
  async grant(path: string): Promise<GrantedFolder> {
    const root = await real(path);
    const known = [...this.#grants.values()].find((grant) => grant.root === root && grant.only === null);
    const grant: Grant = known ?? { folderId: newIdentifier(), root, kind: 'granted', only: null };
    this.#grants.set(grant.folderId, grant);
    this.#write();
    this.#changed();
    return viewOf(grant);
  }

  /** Takes a grant back; the downloads folder stays. */
  forget(folderId: string): void {
    if (folderId === downloadsId || !this.#grants.delete(folderId)) return;
    this.#write();
    this.#changed();
  }

  /** Grants just what was dropped, until the console ends; what is no plain file or folder is left out. */
  async grantDropped(paths: readonly string[]): Promise<Dropped[]> {
    const dropped: Dropped[] = [];
    for (const path of paths) {
      const name = basename(path);
      const checked = checkFileName(name);
      try {
        const stats = await lstat(path);
        const usable = checked.kind === 'safe' ? checked.name === name : false;
        if (!usable || (!stats.isFile() && !stats.isDirectory())) continue;
        const grant: Grant = {
          folderId: newIdentifier(),
          root: await real(dirname(path)),
          kind: 'dropped',
          only: name,
        };
        this.#grants.set(grant.folderId, grant);
        const kind = stats.isDirectory() ? 'folder' : 'file';
        dropped.push({
          folderId: grant.folderId,
          path: name,
          name,
          kind,
          size: stats.isFile() ? stats.size : 0,
        });
      } catch {
        // It went away between the drop and the look; there is nothing to grant.
      }
    }
    return dropped;
  }

  /** What stands at `names` in a granted folder. @throws PlaceError */
  async find(folderId: string, names: readonly string[]): Promise<Place> {
    return placeOf(await this.#root(folderId, names), names);
  }

  /** The path of a folder in a granted folder. @throws PlaceError */
  async folder(folderId: string, names: readonly string[]): Promise<string> {
    return folderOf(await this.#root(folderId, names), names);
  }

  async #root(folderId: string, names: readonly string[]): Promise<string> {
    const grant = this.#grants.get(folderId);
    if (grant === undefined || (grant.only !== null && names[0] !== grant.only))
      throw new PlaceError('not-granted');
    if (grant.kind !== 'downloads') return grant.root;
    // The system names the downloads folder, and may do so by a link.
    return real(grant.root);
  }

  #read(): z.infer<typeof keptSchema>['folders'] {
    try {
      const kept = keptSchema.safeParse(parseJson(readFileSync(this.#path, 'utf8')));
      return kept.success ? kept.data.folders : [];
    } catch {
      return [];
    }
  }

  #write(): void {
    const folders = [...this.#grants.values()]
      .filter(({ kind }) => kind === 'granted')
      .map(({ folderId, root }) => ({ folderId, path: root }));
    const temporary = `${this.#path}.new`;
    writeFileSync(temporary, readableJson(keptSchema, { folders }), { mode: 0o600, flush: true });
    renameSync(temporary, this.#path);
  }
}

async function viewOf({ folderId, root, kind }: Grant): Promise<GrantedFolder> {
  const isThere = await lstat(root).then(
    (stats) => stats.isDirectory() || stats.isSymbolicLink(),
    () => false,
  );
  return {
    folderId,
    name: basename(root) || root,
    place: root,
    kind: kind === 'downloads' ? 'downloads' : 'granted',
    isThere,
  };
}

async function real(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    throw problemOf(error);
  }
}
