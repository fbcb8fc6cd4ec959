import { type Disk, DiskError, type DiskFile, type DiskSource, diskFailureOf } from './disk';

/** What a worker has of a file beyond the page's types (https://fs.spec.whatwg.org/). */
interface SyncAccess {
  /** Only of browsers that let several read at once. */
  readonly mode?: string;
  readonly getSize: () => number;
  readonly read: (into: BufferSource, options: { readonly at: number }) => number;
  readonly write: (bytes: BufferSource, options: { readonly at: number }) => number;
  readonly truncate: (size: number) => void;
  readonly flush: () => void;
  readonly close: () => void;
}

interface SyncFileHandle {
  readonly createSyncAccessHandle: (options?: { readonly mode: 'read-only' }) => Promise<SyncAccess>;
}

const folderName = 'sightline-files';

/** Opens the folder of this site on the phone. Rejects with a DiskError where the browser has none. */
export async function openOpfsDisk(): Promise<Disk> {
  const { storage } = navigator;
  if (storage?.getDirectory === undefined) throw new DiskError('permission-denied');
  const folder = await guarded(async () =>
    (await storage.getDirectory()).getDirectoryHandle(folderName, { create: true }),
  );
  const readers = new Readers();
  return {
    open: (name) =>
      guarded(async () => {
        readers.close(name);
        const handle = await folder.getFileHandle(name, { create: true });
        if (!hasSyncAccess(handle)) throw new DiskError('permission-denied');
        return diskFile(await handle.createSyncAccessHandle());
      }),
    blob: (name) =>
      orNull(async () => {
        const handle = await folder.getFileHandle(name);
        return handle.getFile();
      }),
    source: (name) =>
      orNull(async () => {
        const handle = await folder.getFileHandle(name);
        const file = await handle.getFile();
        return readers.add(name, file, hasSyncAccess(handle) ? await readOnly(handle) : null);
      }),
    remove: async (name) => {
      readers.close(name);
      await orNull(() => folder.removeEntry(name));
    },
    names: () =>
      guarded(async () => {
        const names: string[] = [];
        for await (const name of folder.keys()) names.push(name);
        return names;
      }),
    room: () =>
      guarded(async () => {
        const { usage = 0, quota = 0 } = await storage.estimate();
        return { usage, quota };
      }),
  };
}

function hasSyncAccess(handle: object): handle is SyncFileHandle {
  return 'createSyncAccessHandle' in handle;
}

/** Reads a file past the browser's own process, several times faster; null where that would lock the file. */
async function readOnly(handle: SyncFileHandle): Promise<SyncAccess | null> {
  try {
    const access = await handle.createSyncAccessHandle({ mode: 'read-only' });
    if (access.mode === 'read-only') return access;
    access.close();
  } catch {
    // Open for writing, or another way of the browser to say no: the slower way works as well.
  }
  return null;
}

/** Who reads what: a file that is to be removed or written is let go of first. */
class Readers {
  readonly #open = new Map<string, Set<() => void>>();

  add(name: string, file: Blob, access: SyncAccess | null): DiskSource {
    let reader = access;
    const close = (): void => {
      reader?.close();
      reader = null;
      this.#open.get(name)?.delete(close);
    };
    this.#open.set(name, (this.#open.get(name) ?? new Set()).add(close));
    return {
      part: (at, length) => file.slice(at, at + length),
      read: async (at, length) => {
        if (reader === null) return new Uint8Array(await file.slice(at, at + length).arrayBuffer());
        const bytes = new Uint8Array(length);
        return bytes.subarray(0, reader.read(bytes, { at }));
      },
      close,
    };
  }

  close(name: string): void {
    for (const close of [...(this.#open.get(name) ?? [])]) close();
    this.#open.delete(name);
  }
}

function diskFile(access: SyncAccess): DiskFile {
  return {
    size: () => attempt(() => access.getSize()),
    read: (into, at) => attempt(() => access.read(into, { at })),
    write: (bytes, at) => {
      const written = attempt(() => access.write(bytes, { at }));
      // A private window of Chromium answers a full disk with a negative number, read as a huge one.
      if (written !== bytes.length) throw new DiskError('quota-exceeded');
    },
    truncate: (size) => attempt(() => access.truncate(size)),
    flush: () => attempt(() => access.flush()),
    close: () => access.close(),
  };
}

function attempt<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw new DiskError(diskFailureOf(error));
  }
}

async function guarded<Result>(action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw new DiskError(diskFailureOf(error));
  }
}

async function orNull<Result>(action: () => Promise<Result>): Promise<Result | null> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw new DiskError(diskFailureOf(error));
  }
}
