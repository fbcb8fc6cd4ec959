import { limits } from '../../shared/limits';

/** Bytes of a recording that may wait to be written before it is given up. */
export const bytesWaiting = 64 * 1024 * 1024;

export interface RecordingQueueParts {
  /** Writes one piece at the file's end, of at most `limits.recordingPieceBytes`. @throws where it was not written. */
  readonly write: (piece: Blob) => Promise<void>;
  /** Chunks are lost from here on: one was not written, or too many waited. Called once. */
  readonly failed: (error: unknown) => void;
}

/**
 * Writes the chunks of a recording one after the other, in the order in which they came: small ones that wait are
 * joined, one too large is divided.
 */
export class RecordingQueue {
  readonly #parts: RecordingQueueParts;
  readonly #chunks: Blob[] = [];
  #waiting = 0;
  #isOpen = false;
  #hasFailed = false;
  #hasWritten = false;
  #writing: Promise<void> | undefined;

  constructor(parts: RecordingQueueParts) {
    this.#parts = parts;
  }

  /** Whether anything has reached the file. */
  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  /** Begins to write; chunks wait before that. */
  open(): void {
    this.#isOpen = true;
    this.#writeOn();
  }

  /** Takes the next chunk; an empty one is left out. */
  add(chunk: Blob): void {
    if (chunk.size === 0 || this.#hasFailed) return;
    this.#chunks.push(chunk);
    this.#waiting += chunk.size;
    if (this.#waiting > bytesWaiting) this.#fail(new Error('Too much of the recording waits to be written.'));
    else this.#writeOn();
  }

  /** Resolves once all chunks taken so far are written, or given up. */
  async written(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  #writeOn(): void {
    if (!this.#isOpen || this.#writing !== undefined || this.#chunks.length === 0) return;
    this.#writing = this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
  }

  async #writeAll(): Promise<void> {
    for (let piece = this.#nextPiece(); piece !== undefined; piece = this.#nextPiece()) {
      try {
        await this.#parts.write(piece);
        this.#waiting -= piece.size;
        this.#hasWritten = true;
      } catch (error) {
        this.#fail(error);
      }
    }
  }

  #nextPiece(): Blob | undefined {
    const joined: Blob[] = [];
    let room: number = limits.recordingPieceBytes;
    for (let chunk = this.#chunks[0]; chunk !== undefined && chunk.size <= room; chunk = this.#chunks[0]) {
      joined.push(chunk);
      room -= chunk.size;
      this.#chunks.shift();
    }
    if (joined.length > 0) return joined.length === 1 ? joined[0] : new Blob(joined);
    const large = this.#chunks[0];
    if (large === undefined) return undefined;
    this.#chunks[0] = large.slice(room);
    return large.slice(0, room);
  }

  #fail(error: unknown): void {
    this.#chunks.length = 0;
    this.#waiting = 0;
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#parts.failed(error);
  }
}
