import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { type Blob, type BlobType, hashSchema } from '../../shared/blob';
import { newIdentifier } from '../../site/identifiers';
import { asBlobError, BlobError } from './blob-error';
import { magicBytes, typeOfBytes } from './blob-type';
import { partialEnding, SessionFolder } from './session-folder';

/** What may be written. */
export interface BlobWish {
  readonly type: BlobType;
  /** Bytes that may come at most. */
  readonly maxBytes: number;
  /** Bytes that must come, where that was announced. */
  readonly size?: number | undefined;
}

/** Pictures and recordings on disk, in a folder for each session, each named by its SHA-256. */
export class BlobStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** The places of one session's bytes. @throws when `sessionId` is no identifier. */
  folder(sessionId: string): SessionFolder {
    return new SessionFolder(this.#root, sessionId);
  }

  /**
   * Writes `pieces` as they come and names them by their hash once they are safe on disk. One piece is written before the
   * next is asked for.
   * @throws BlobError, or what `pieces` throws; then nothing is left of them.
   */
  async write(sessionId: string, wish: BlobWish, pieces: AsyncIterable<Uint8Array>): Promise<Blob> {
    const folder = this.folder(sessionId);
    const partial = folder.partial(newIdentifier());
    let file: FileHandle | undefined;
    try {
      await disk(mkdir(folder.path, { recursive: true, mode: 0o700 }));
      file = await disk(open(partial, 'wx', 0o600));
      const { hash, size } = await writePieces(file, wish, pieces);
      await disk(file.sync());
      await disk(file.close());
      file = undefined;
      await disk(rename(partial, folder.blob(hash)));
      await syncFolder(folder.path);
      return { hash, type: wish.type, size };
    } catch (error) {
      await file?.close().catch(() => undefined);
      await rm(partial, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** What is kept under `hash`, its type told by its first bytes; undefined where there is none. */
  find(sessionId: string, hash: string): Blob | undefined {
    let file: number | undefined;
    try {
      file = openSync(this.folder(sessionId).blob(hash), 'r');
      const head = new Uint8Array(magicBytes);
      const type = typeOfBytes(head.subarray(0, readSync(file, head)));
      return type === undefined ? undefined : { hash, type, size: fstatSync(file).size };
    } catch {
      return undefined;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }

  /** Everything kept with a session, in no order. */
  list(sessionId: string): Blob[] {
    let names: string[];
    try {
      names = readdirSync(this.folder(sessionId).path);
    } catch {
      return [];
    }
    return names
      .filter((name) => hashSchema.safeParse(name).success)
      .flatMap((hash) => this.find(sessionId, hash) ?? []);
  }

  /** Removes a session's folder with all that is kept in it. @throws BlobError when the disk refuses. */
  async remove(sessionId: string): Promise<void> {
    await disk(rm(this.folder(sessionId).path, { recursive: true, force: true, maxRetries: 3 }));
  }

  /** Removes what a crash left half written; only while nothing is being written. */
  async removePartials(sessionId: string): Promise<void> {
    const { path } = this.folder(sessionId);
    const names = await readdir(path).catch(() => []);
    for (const name of names) {
      if (name.endsWith(partialEnding)) await rm(`${path}/${name}`, { force: true }).catch(() => undefined);
    }
  }
}

async function writePieces(
  file: FileHandle,
  { type, maxBytes, size: announced }: BlobWish,
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ hash: string; size: number }> {
  const digest = createHash('sha256');
  const most = Math.min(maxBytes, announced ?? maxBytes);
  let head = new Uint8Array(0);
  let isTypeKnown = false;
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > most) throw new BlobError('too-large', `There may be at most ${most} bytes.`);
    if (!isTypeKnown) {
      head = joined(head, piece.subarray(0, magicBytes));
      if (head.length >= magicBytes) {
        checkType(head, type);
        isTypeKnown = true;
      }
    }
    digest.update(piece);
    await disk(writeAll(file, piece));
  }
  if (announced !== undefined && size < announced) {
    throw new BlobError('incomplete', `${announced} bytes were announced and ${size} came.`);
  }
  checkType(head, type);
  return { hash: digest.digest('hex'), size };
}

function checkType(head: Uint8Array, type: BlobType): void {
  if (typeOfBytes(head) !== type) throw new BlobError('wrong-type', `The bytes are no ${type}.`);
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  let written = 0;
  while (written < piece.length) {
    const { bytesWritten } = await file.write(piece, written, piece.length - written);
    written += bytesWritten;
  }
}

/** Names what the disk refuses; what the sender of the bytes does wrong is left as it is. */
async function disk<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw asBlobError(error);
  }
}

/** Makes a new name in a folder safe; Windows has no such thing, and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await disk(open(path, 'r'));
  await folder.sync().catch(() => undefined);
  await folder.close();
}
