import { constants } from 'node:fs';
import { type FileHandle, link, lstat, open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCode } from './disk-refusal';
import { FileDigest } from './file-digest';
import { markOfTheWeb } from './mark-of-the-web';

/** The name is taken by another file, and it may not be replaced. */
export class NameTakenError extends Error {}

/** Bytes after which what was written is flushed beside the transfer: whoever flushes another file of this disk, as the log does, waits for no more than that. */
const flushedAtOnce = 8 * 1024 * 1024;

const openFlags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);

/** A download's unfinished file, beside the place it will have. */
export class PartialFile {
  readonly path: string;
  #handle: FileHandle | undefined;
  #digest = new FileDigest();
  #unflushed = 0;
  #flushing: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.path = path;
  }

  /** Bytes there are of it, or null where there is none. */
  async inspect(): Promise<number | null> {
    try {
      const stats = await lstat(this.path);
      return stats.isFile() ? stats.size : null;
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /** Makes it exactly so long; creates it where there is none. */
  async truncate(to: number): Promise<void> {
    const handle = await this.#open();
    await handle.truncate(to);
    if (to === 0) this.#digest = new FileDigest();
  }

  /** Writes pieces one behind the other from `offset` on; on return they outlive this process. */
  async write(offset: number, pieces: readonly Uint8Array[]): Promise<void> {
    const handle = await this.#open();
    let at = offset;
    for (const piece of pieces) {
      for (let done = 0; done < piece.length; ) {
        const { bytesWritten } = await handle.write(piece, done, piece.length - done, at + done);
        done += bytesWritten;
      }
      this.#digest.update(at, piece);
      at += piece.length;
    }
    this.#unflushed += at - offset;
    if (this.#unflushed >= flushedAtOnce) await this.#flushBeside(handle);
  }

  /** Begins to flush, once what was begun before is done; rejects if that failed. */
  async #flushBeside(handle: FileHandle): Promise<void> {
    this.#unflushed = 0;
    await this.#flushing;
    this.#flushing = handle.datasync();
    // Said by the next flush or write.
    this.#flushing.catch(() => undefined);
  }

  /** SHA-256 of the whole file of `size` bytes. */
  async digest(size: number): Promise<string> {
    return this.#digest.at(size) ?? FileDigest.ofFile(await this.#open(), size);
  }

  async flush(): Promise<void> {
    await this.#flushing;
    await (await this.#open()).sync();
  }

  /**
   * Moves it into place under `name` and makes that outlive a power cut; replaces another file only if told.
   * @throws NameTakenError
   */
  async place(name: string, replace: boolean, now: number): Promise<void> {
    const folder = dirname(this.path);
    const target = join(folder, name);
    await this.close();
    await markOfTheWeb(this.path, now);
    if (replace) await replaceFile(this.path, target);
    else await this.#placeExclusively(target);
    await flushFolder(folder);
  }

  /** @throws NameTakenError */
  async #placeExclusively(target: string): Promise<void> {
    try {
      await moveExclusively(this.path, target);
    } catch (error) {
      // A kill between the two steps of a move leaves the file under both of its names.
      if (!(error instanceof NameTakenError) || !(await isOneFile(this.path, target))) throw error;
      await unlink(this.path);
    }
  }

  /** Throws it away. */
  async discard(): Promise<void> {
    await this.close();
    await unlink(this.path).catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error;
    });
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await this.#flushing.catch(() => undefined);
    this.#flushing = Promise.resolve();
    await handle?.close();
  }

  async #open(): Promise<FileHandle> {
    this.#handle ??= await open(this.path, openFlags, 0o644);
    return this.#handle;
  }
}

async function isOneFile(one: string, other: string): Promise<boolean> {
  const [here, there] = await Promise.all([lstat(one, { bigint: true }), lstat(other, { bigint: true })]);
  return here.ino !== 0n && here.ino === there.ino && here.dev === there.dev;
}

async function replaceFile(from: string, to: string): Promise<void> {
  const there = await lstat(to).catch(() => undefined);
  if (there !== undefined && !there.isFile()) throw new NameTakenError();
  await rename(from, to);
}

/** Moves a file to where nothing is. @throws NameTakenError */
export async function moveExclusively(from: string, to: string): Promise<void> {
  // A hard link is made only where nothing is; disks without links get an empty file first, which only one can make.
  try {
    await link(from, to);
    await unlink(from);
    return;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') throw new NameTakenError();
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'].includes(code)) throw error;
  }
  try {
    await (await open(to, 'wx')).close();
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw new NameTakenError();
    throw error;
  }
  try {
    await rename(from, to);
  } catch (error) {
    await unlink(to).catch(() => undefined);
    throw error;
  }
}

/** Windows has no way to flush a folder, and needs none. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The file itself is flushed and in its place; some disks cannot flush a folder.
  }
}
