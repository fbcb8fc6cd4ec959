import type { SafeFileName } from '../../../shared/file-transfer/file-name';
import { fileKey, keepBothName, takenNames } from '../../../shared/file-transfer/same-file';
import type { SandboxEntry } from './sandbox-record';

/** Names that some system takes for one file are one file here, so that every name can go there and back. */
const rules = 'macos';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

interface Folder {
  readonly byKey: Map<string, SandboxEntry>;
  /** In the order they are shown; null until it is asked for. */
  sorted: readonly SandboxEntry[] | null;
  /** In the order of their names' UTF-16 units; null until it is asked for. */
  byName: readonly SandboxEntry[] | null;
}

/** The folders and files of the phone, by name and in order, in memory. */
export class FileIndex {
  readonly #entries = new Map<string, SandboxEntry>();
  readonly #folders = new Map<string | null, Folder>([[null, emptyFolder()]]);

  #files = 0;

  get count(): number {
    return this.#entries.size;
  }

  /** How many files there are, in all folders. */
  get files(): number {
    return this.#files;
  }

  get(id: string): SandboxEntry | undefined {
    return this.#entries.get(id);
  }

  /** Every entry, folders before what is in them. */
  all(): readonly SandboxEntry[] {
    const found: SandboxEntry[] = [];
    const visit = (parent: string | null): void => {
      for (const entry of this.#folders.get(parent)?.byKey.values() ?? []) {
        found.push(entry);
        if (entry.kind === 'folder') visit(entry.id);
      }
    };
    visit(null);
    return found;
  }

  /** The entry of that name in a folder; a name some system takes for the same is the same. */
  child(parent: string | null, name: string): SandboxEntry | undefined {
    return this.#folders.get(parent)?.byKey.get(fileKey(name, rules));
  }

  /** Folders first, then by name, as people count: `2` before `10`. */
  children(parent: string | null): readonly SandboxEntry[] {
    const folder = this.#folders.get(parent);
    if (folder === undefined) return [];
    folder.sorted ??= [...folder.byKey.values()].sort(
      (a, b) =>
        Number(a.kind === 'file') - Number(b.kind === 'file') ||
        collator.compare(a.name, b.name) ||
        (a.name < b.name ? -1 : 1),
    );
    return folder.sorted;
  }

  /** At most `limit` entries after the name `after`, in the order of their names' UTF-16 units, and whether there are more. */
  page(
    parent: string | null,
    after: string | null,
    limit: number,
  ): { readonly entries: readonly SandboxEntry[]; readonly hasMore: boolean } {
    const folder = this.#folders.get(parent);
    if (folder === undefined) return { entries: [], hasMore: false };
    folder.byName ??= [...folder.byKey.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    const from = after === null ? 0 : firstAfter(folder.byName, after);
    return {
      entries: folder.byName.slice(from, from + limit),
      hasMore: from + limit < folder.byName.length,
    };
  }

  countIn(folder: string): number {
    return this.#folders.get(folder)?.byKey.size ?? 0;
  }

  /** The folder at a path of names joined with `/`, null for the outermost (an empty path); `undefined` where there is none. */
  folderAt(path: string): string | null | undefined {
    if (path === '') return null;
    const entry = this.entryAt(path);
    return entry?.kind === 'folder' ? entry.id : undefined;
  }

  entryAt(path: string): SandboxEntry | undefined {
    let found: SandboxEntry | undefined;
    let parent: string | null = null;
    for (const name of path.split('/')) {
      if (found?.kind === 'file') return undefined;
      found = this.child(parent, name);
      if (found === undefined) return undefined;
      parent = found.id;
    }
    return found;
  }

  pathOf(id: string | null): string {
    const names: string[] = [];
    for (let at = id; at !== null; ) {
      const entry = this.#entries.get(at);
      if (entry === undefined) break;
      names.unshift(entry.name);
      at = entry.parent;
    }
    return names.join('/');
  }

  /** A free name in a folder: the same, or with a number. */
  freeName(parent: string | null, name: SafeFileName): SafeFileName {
    if (this.child(parent, name) === undefined) return name;
    const names = [...(this.#folders.get(parent)?.byKey.values() ?? [])].map((entry) => entry.name);
    return keepBothName(name, takenNames(names, rules));
  }

  /** Adds an entry or changes the one of its identifier; false where its folder is gone or its name is another's. */
  put(entry: SandboxEntry): boolean {
    const folder = this.#folders.get(entry.parent);
    if (folder === undefined) return false;
    const key = fileKey(entry.name, rules);
    const there = folder.byKey.get(key);
    if (there !== undefined && there.id !== entry.id) return false;
    const before = this.#entries.get(entry.id);
    if (before !== undefined) this.#unlink(before);
    else if (entry.kind === 'file') this.#files += 1;
    this.#entries.set(entry.id, entry);
    folder.byKey.set(key, entry);
    folder.sorted = null;
    folder.byName = null;
    if (entry.kind === 'folder' && !this.#folders.has(entry.id)) this.#folders.set(entry.id, emptyFolder());
    return true;
  }

  /** Removes an entry with all that is in it; returns the names of the bytes nobody has any more. */
  remove(id: string): readonly string[] {
    const entry = this.#entries.get(id);
    if (entry === undefined) return [];
    this.#unlink(entry);
    const contents: string[] = [];
    const forget = (gone: SandboxEntry): void => {
      this.#entries.delete(gone.id);
      if (gone.kind === 'file') {
        contents.push(gone.content);
        this.#files -= 1;
        return;
      }
      for (const child of this.#folders.get(gone.id)?.byKey.values() ?? []) forget(child);
      this.#folders.delete(gone.id);
    };
    forget(entry);
    return contents;
  }

  #unlink(entry: SandboxEntry): void {
    const folder = this.#folders.get(entry.parent);
    if (folder === undefined) return;
    folder.byKey.delete(fileKey(entry.name, rules));
    folder.sorted = null;
    folder.byName = null;
  }
}

function emptyFolder(): Folder {
  return { byKey: new Map(), sorted: null, byName: null };
}

function firstAfter(entries: readonly SandboxEntry[], name: string): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.name ?? '') <= name) low = middle + 1;
    else high = middle;
  }
  return low;
}
