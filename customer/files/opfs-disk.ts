import { type Disk, DiskError, type DiskFile, diskFailureOf } from './disk';

/** What a worker has of a file beyond the page's types (https://fs.spec.whatwg.org/). */
interface SyncAccess {
  readonly getSize: () => number;
  readonly read: (into: BufferSource, options: { readonly at: number }) => number;
  readonly write: (bytes: BufferSource, options: { readonly at: number }) => number;
  readonly truncate: (size: number) => void;
  readonly flush: () => void;
  readonly close: () => void;
}

interface SyncFileHandle {
  readonly createSyncAccessHandle: () => Promise<SyncAccess>;
}

const folderName = 'sightline-files';

/** Opens the folder of this site on the phone. Rejects with a DiskError where the browser has none. */
export async function openOpfsDisk(): Promise<Disk> {
  const { storage } = navigator;
  if (storage?.getDirectory === undefined) throw new DiskError('permission-denied');
  const folder = await guarded(async () =>
    (await storage.getDirectory()).getDirectoryHandle(folderName, { create: true }),
  );
  return {
    open: (name) =>
      guarded(async () => {
        const handle = await folder.getFileHandle(name, { create: true });
        if (!hasSyncAccess(handle)) throw new DiskError('permission-denied');
        return diskFile(await handle.createSyncAccessHandle());
      }),
    blob: (name) =>
      orNull(async () => {
        const handle = await folder.getFileHandle(name);
        return handle.getFile();
      }),
    remove: async (name) => {
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

function diskFile(access: SyncAccess): DiskFile {
  return {
    size: () => attempt(() => access.getSize()),
    read: (into, at) => attempt(() => access.read(into, { at })),
    write: (bytes, at) => {
      const written = attempt(() => access.write(bytes, { at }));
      if (written < bytes.length) throw new DiskError('quota-exceeded');
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
