import type { BrowseRefusal } from '../../../shared/file-transfer/browse';
import { type SafeFileName, safeFileName } from '../../../shared/file-transfer/file-name';
import { partialKeptMs } from '../../../shared/file-transfer/partial-name';
import {
  checkRelativePath,
  type FolderPath,
  joinNames,
  namesOf,
  type SafeRelativePath,
} from '../../../shared/file-transfer/relative-path';
import { Listeners } from '../../../shared/listeners';
import type { Disk } from './disk';
import { FileIndex } from './file-index';
import { RecordLog } from './record-log';
import {
  type KeptTransfer,
  type SandboxEntry,
  type SandboxFile,
  type SandboxRecord,
  sandboxRecordSchema,
} from './sandbox-record';

/** The phone did not do what was asked of its files. */
export class SandboxRefusal extends Error {
  constructor(readonly reason: BrowseRefusal) {
    super(`Not done: ${reason}`);
    this.name = 'SandboxRefusal';
  }
}

export interface SandboxSurroundings {
  readonly disk: Disk;
  readonly newIdentifier: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A file whose bytes are whole on the disk and that has no name yet. */
export interface WholeFile {
  readonly content: string;
  readonly size: number;
  readonly modifiedAt: number;
  readonly from: SandboxEntry['from'];
}

/** The customer's files: names and folders in an index, bytes in files of their own that nobody but this page names. */
export class Sandbox {
  readonly #surroundings: SandboxSurroundings;
  readonly #log: RecordLog<SandboxRecord>;
  readonly #transfers = new Map<string, KeptTransfer>();
  readonly #listeners = new Listeners<[folder: string | null]>();
  readonly index = new FileIndex();

  private constructor(surroundings: SandboxSurroundings, log: RecordLog<SandboxRecord>) {
    this.#surroundings = surroundings;
    this.#log = log;
  }

  /** Opens the customer's files and cleans up what a kill left. Rejects with a DiskError. */
  static async open(surroundings: SandboxSurroundings): Promise<Sandbox> {
    const { disk } = surroundings;
    const { log, records, isNew } = await RecordLog.open(disk, sandboxRecordSchema);
    const sandbox = new Sandbox(surroundings, log);
    for (const record of records) sandbox.#apply(record);
    await sandbox.#cleanUp(isNew);
    return sandbox;
  }

  get disk(): Disk {
    return this.#surroundings.disk;
  }

  get transfers(): readonly KeptTransfer[] {
    return [...this.#transfers.values()];
  }

  transfer(transferId: string): KeptTransfer | undefined {
    return this.#transfers.get(transferId);
  }

  /** Calls `listener` with each folder in which something changed. Returns its unsubscribe. */
  onChanged(listener: (folder: string | null) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** @throws SandboxRefusal, DiskError */
  createFolder(path: SafeRelativePath, from: SandboxEntry['from']): void {
    const names = namesOf(path);
    const name = names.at(-1);
    const parent = this.index.folderAt(names.slice(0, -1).join('/'));
    if (parent === undefined || name === undefined) throw new SandboxRefusal('not-found');
    if (this.index.child(parent, name) !== undefined) throw new SandboxRefusal('name-taken');
    this.#put({ kind: 'folder', ...this.#head(parent, name, from) });
  }

  /** Gives an entry another name in its folder. @throws SandboxRefusal, DiskError */
  rename(path: SafeRelativePath, name: SafeFileName): void {
    const entry = this.index.entryAt(path);
    if (entry === undefined) throw new SandboxRefusal('not-found');
    const there = this.index.child(entry.parent, name);
    if (there !== undefined && there.id !== entry.id) throw new SandboxRefusal('name-taken');
    this.#put({ ...entry, name });
  }

  /** Deletes files, and folders with all that is in them. @throws DiskError */
  async remove(paths: readonly SafeRelativePath[]): Promise<void> {
    const entries = paths.flatMap((path) => this.index.entryAt(path) ?? []);
    const contents = this.#change(entries.map(({ id }) => ({ kind: 'remove', id })));
    for (const parent of new Set(entries.map(({ parent }) => parent))) this.#changed(parent);
    for (const content of contents) await this.disk.remove(content);
    await this.#tidy();
  }

  /** The folder at a path, made with those above it where they are missing. @throws SandboxRefusal, DiskError */
  folderFor(path: FolderPath, from: SandboxEntry['from']): string | null {
    if (path === '') return null;
    let parent: string | null = null;
    for (const name of namesOf(path)) {
      const there: SandboxEntry | undefined = this.index.child(parent, name);
      if (there?.kind === 'file') throw new SandboxRefusal('name-taken');
      if (there !== undefined) {
        parent = there.id;
        continue;
      }
      const folder: SandboxEntry = { kind: 'folder', ...this.#head(parent, name, from) };
      this.#put(folder);
      parent = folder.id;
    }
    return parent;
  }

  /** Gives a whole file its place; one of that name is replaced where it may be. @throws SandboxRefusal, DiskError */
  async place(folder: string | null, name: SafeFileName, file: WholeFile, replace: boolean): Promise<void> {
    const there = this.index.child(folder, name);
    if (there !== undefined && (!replace || there.kind === 'folder')) throw new SandboxRefusal('name-taken');
    const entry = { kind: 'file', ...this.#head(folder, name, file.from), ...file } as const;
    const put: SandboxRecord = { kind: 'put', entry };
    const contents = this.#change(there === undefined ? [put] : [{ kind: 'remove', id: there.id }, put]);
    this.#changed(folder);
    for (const content of contents) await this.disk.remove(content);
    await this.#tidy();
  }

  /** The file at a path. @throws SandboxRefusal */
  fileAt(path: SafeRelativePath): SandboxFile {
    const entry = this.index.entryAt(path);
    if (entry === undefined) throw new SandboxRefusal('not-found');
    if (entry.kind === 'folder') throw new SandboxRefusal('not-a-file');
    return entry;
  }

  /** The folder at a path, null for the outermost. @throws SandboxRefusal */
  folderIdAt(path: FolderPath): string | null {
    const folder = this.index.folderAt(path);
    if (folder !== undefined) return folder;
    throw new SandboxRefusal(this.index.entryAt(path) === undefined ? 'not-found' : 'not-a-folder');
  }

  /** The path of a folder, empty for the outermost and for one that is gone. */
  pathOf(folder: string | null): FolderPath {
    const checked = folder === null ? undefined : checkRelativePath(this.index.pathOf(folder));
    return checked?.kind === 'safe' ? checked.path : '';
  }

  /** The folder at a path if it is there, else the outermost. */
  folderOrTop(path: FolderPath): string | null {
    return this.index.folderAt(path) ?? null;
  }

  /** Whether bytes of that name belong to a file that has its place. */
  hasContent(content: string): boolean {
    return this.index.all().some((entry) => entry.kind === 'file' && entry.content === content);
  }

  /** Keeps what a kill must not take. @throws DiskError */
  keepTransfer(transfer: KeptTransfer): void {
    this.#change([{ kind: 'keep-transfer', transfer }]);
  }

  /** Forgets the transfers of every session but this one, with what was received of files that are not whole. @throws DiskError */
  async forgetOtherSessions(sessionId: string | null): Promise<void> {
    const others = this.transfers.filter((transfer) => transfer.sessionId !== sessionId);
    this.#change(others.map(({ transferId }) => ({ kind: 'forget-transfer', transferId })));
    const placed = new Set(this.index.all().map((entry) => (entry.kind === 'file' ? entry.content : '')));
    for (const { content } of others) if (!placed.has(content)) await this.disk.remove(content);
    await this.#tidy();
  }

  close(): void {
    this.#log.close();
  }

  #head(parent: string | null, name: SafeFileName, from: SandboxEntry['from']) {
    const { newIdentifier, now } = this.#surroundings;
    return { id: newIdentifier(), parent, name, addedAt: now(), from };
  }

  #put(entry: SandboxEntry): void {
    this.#change([{ kind: 'put', entry }]);
    this.#changed(entry.parent);
  }

  /** Writes first, then changes what is in memory; returns the names of the bytes nobody has any more. */
  #change(records: readonly SandboxRecord[]): readonly string[] {
    if (records.length === 0) return [];
    this.#log.append(records);
    return records.flatMap((record) => this.#apply(record));
  }

  #apply(record: SandboxRecord): readonly string[] {
    switch (record.kind) {
      case 'put':
        this.index.put(record.entry);
        return [];
      case 'remove':
        return this.index.remove(record.id);
      case 'keep-transfer':
        this.#transfers.set(record.transfer.transferId, record.transfer);
        return [];
      case 'forget-transfer':
        this.#transfers.delete(record.transferId);
        return [];
    }
  }

  #changed(folder: string | null): void {
    this.#listeners.tell(folder);
  }

  async #tidy(): Promise<void> {
    await this.#log.tidy(
      () => [
        ...this.index.all().map((entry) => ({ kind: 'put', entry }) as const),
        ...this.transfers.map((transfer) => ({ kind: 'keep-transfer', transfer }) as const),
      ],
      this.index.count + this.#transfers.size,
    );
  }

  /** Forgets transfers nobody took up for a week, and bytes nobody has; where the index was lost, bytes get a name again. */
  async #cleanUp(isNew: boolean): Promise<void> {
    const { now, newIdentifier } = this.#surroundings;
    const old = this.transfers.filter(({ at }) => now() - at > partialKeptMs);
    this.#change(old.map(({ transferId }) => ({ kind: 'forget-transfer', transferId })));
    const known = new Set<string>(this.transfers.map(({ content }) => content));
    for (const entry of this.index.all()) if (entry.kind === 'file') known.add(entry.content);
    const strays = (await this.disk.names()).filter((name) => isContentName(name) && !known.has(name));
    for (const content of strays) {
      const blob = isNew ? await this.disk.blob(content) : null;
      const name = safeFileName('Recovered file');
      if (blob === null || blob.size === 0 || name === undefined) await this.disk.remove(content);
      else {
        const file = { content, size: blob.size, modifiedAt: now(), from: 'customer' } as const;
        const head = {
          id: newIdentifier(),
          parent: null,
          name: this.index.freeName(null, name),
          addedAt: now(),
        };
        this.#put({ kind: 'file', ...head, ...file });
      }
    }
    await this.#tidy();
  }
}

/** A name for the bytes of a new file. */
export function contentName(identifier: string): string {
  return `content-${identifier}`;
}

function isContentName(name: string): boolean {
  return name.startsWith('content-');
}

/** The path of `name` in a folder; `undefined` where it would be too long or too deep. */
export function pathIn(folder: FolderPath, name: SafeFileName): SafeRelativePath | undefined {
  return joinNames(folder === '' ? [name] : [...namesOf(folder), name]);
}
