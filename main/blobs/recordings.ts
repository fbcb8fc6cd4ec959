import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { promisify } from 'node:util';
import type { Blob } from '../../shared/blob';
import { asBlobError, BlobError } from './blob-error';
import type { BlobStore } from './blob-store';
import { canBecome, magicBytes, typeOfBytes } from './blob-type';
import { recordingEnding } from './session-folder';

const type = 'video/webm';
const flush = promisify(fdatasync);

interface Growing {
  readonly recordingId: string;
  readonly file: number;
  readonly path: string;
  readonly digest: Hash;
  /** The first bytes that came, as many as tell the type. */
  head: Uint8Array;
  size: number;
}

/** What a crash left of a recording. */
export interface LeftRecording {
  readonly blob: Blob;
  /** When the last of it was written, in milliseconds since the Unix epoch. */
  readonly lastWrittenAt: number;
}

/**
 * Recordings that grow on disk as they come, at most one for each session. Writing into the file is immediate, so that
 * a recording can be closed within one step, before the end of its session is logged.
 */
export class Recordings {
  readonly #blobs: BlobStore;
  readonly #growing = new Map<string, Growing>();

  constructor(blobs: BlobStore) {
    this.#blobs = blobs;
  }

  /** Makes the file; a recording of this session that still grows is closed and stays on disk. @throws BlobError */
  begin(sessionId: string, recordingId: string): void {
    this.close(sessionId);
    const folder = this.#blobs.folder(sessionId);
    const path = folder.recording(recordingId);
    try {
      mkdirSync(folder.path, { recursive: true, mode: 0o700 });
      const file = openSync(path, 'wx', 0o600);
      const digest = createHash('sha256');
      this.#growing.set(sessionId, { recordingId, file, path, digest, head: new Uint8Array(0), size: 0 });
    } catch (error) {
      throw asBlobError(error);
    }
  }

  isGrowing(sessionId: string, recordingId: string): boolean {
    return this.#growing.get(sessionId)?.recordingId === recordingId;
  }

  /**
   * Adds bytes at the end, however few: a recorder may give the head of its file byte by byte. Resolves when a loss of
   * power would not lose them.
   * @throws BlobError; none of `bytes` counts then.
   */
  async append(sessionId: string, recordingId: string, bytes: Uint8Array): Promise<void> {
    const growing = this.#growing.get(sessionId);
    if (growing === undefined || growing.recordingId !== recordingId) {
      throw new BlobError('not-recording', 'This recording is not being written.');
    }
    const head = Buffer.concat([growing.head, bytes.subarray(0, magicBytes - growing.head.length)]);
    if (!canBecome(head, type)) throw new BlobError('wrong-type', `The bytes are no ${type}.`);
    try {
      for (let written = 0; written < bytes.length; ) {
        written += writeSync(growing.file, bytes, written, bytes.length - written, growing.size + written);
      }
      growing.digest.update(bytes);
      growing.head = head;
      growing.size += bytes.length;
      await flush(growing.file);
    } catch (error) {
      // Closed while it was being flushed, so that it was flushed by closing.
      if (this.#growing.get(sessionId) !== growing) return;
      throw asBlobError(error);
    }
  }

  /**
   * Closes the recording of a session and names it by its hash; undefined where there was none, or less in it than
   * tells what it is.
   * @throws BlobError; the file then stays as it is.
   */
  close(sessionId: string): Blob | undefined {
    const growing = this.#growing.get(sessionId);
    if (growing === undefined) return undefined;
    this.#growing.delete(sessionId);
    const { file, path, digest, head, size } = growing;
    try {
      // A write that the disk refused half-way may have left more than was counted.
      ftruncateSync(file, size);
      fsyncSync(file);
      closeSync(file);
      if (typeOfBytes(head) !== type) {
        rmSync(path, { force: true });
        return undefined;
      }
      const hash = digest.digest('hex');
      renameSync(path, this.#blobs.folder(sessionId).blob(hash));
      return { hash, type, size };
    } catch (error) {
      throw asBlobError(error);
    }
  }

  /**
   * What the last run of the console left of a recording, named by its hash: a file still growing then, or one closed
   * whose hash `isLogged` does not know. Undefined where there is none.
   */
  takeLeft(sessionId: string, isLogged: (hash: string) => boolean): LeftRecording | undefined {
    const folder = this.#blobs.folder(sessionId);
    let left: LeftRecording | undefined;
    for (const name of namesIn(folder.path)) {
      if (!name.endsWith(recordingEnding)) continue;
      const path = `${folder.path}/${name}`;
      const { hash, head, size, lastWrittenAt } = readFile(path);
      if (typeOfBytes(head) !== type) {
        rmSync(path, { force: true });
        continue;
      }
      renameSync(path, folder.blob(hash));
      left = { blob: { hash, type, size }, lastWrittenAt };
    }
    if (left !== undefined) return left;
    const unlogged = this.#blobs.list(sessionId).find((blob) => blob.type === type && !isLogged(blob.hash));
    if (unlogged === undefined) return undefined;
    return { blob: unlogged, lastWrittenAt: Math.round(statSync(folder.blob(unlogged.hash)).mtimeMs) };
  }

  /** Closes the files of all recordings and leaves them as they are, for the next start. */
  dispose(): void {
    for (const { file } of this.#growing.values()) closeSync(file);
    this.#growing.clear();
  }
}

/** Reads a file piece by piece, as it may be larger than memory. */
function readFile(path: string): { hash: string; head: Uint8Array; size: number; lastWrittenAt: number } {
  const file = openSync(path, 'r');
  try {
    const digest = createHash('sha256');
    const piece = new Uint8Array(1024 * 1024);
    let head: Uint8Array = new Uint8Array(0);
    let size = 0;
    for (;;) {
      const read = readSync(file, piece);
      if (read === 0) break;
      if (size === 0) head = piece.slice(0, Math.min(read, magicBytes));
      digest.update(piece.subarray(0, read));
      size += read;
    }
    return { hash: digest.digest('hex'), head, size, lastWrittenAt: Math.round(fstatSync(file).mtimeMs) };
  } finally {
    closeSync(file);
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
