/** Bytes of a recording that may wait to be written before it is given up. */
export const bytesWaiting = 64 * 1024 * 1024;

export interface RecordingQueueParts {
  /** Writes one chunk at the file's end. @throws where it was not written. */
  readonly write: (chunk: Blob) => Promise<void>;
  /** Chunks are lost from here on: one was not written, or too many waited. Called once. */
  readonly failed: (error: unknown) => void;
}

/** Writes the chunks of a recording one after the other, in the order in which they came. */
export class RecordingQueue {
  readonly #parts: RecordingQueueParts;
  readonly #chunks: Blob[] = [];
  #waiting = 0;
  #isOpen = false;
  #hasFailed = false;
  #writing: Promise<void> | undefined;

  constructor(parts: RecordingQueueParts) {
    this.#parts = parts;
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
    for (let chunk = this.#chunks.shift(); chunk !== undefined; chunk = this.#chunks.shift()) {
      try {
        await this.#parts.write(chunk);
        this.#waiting -= chunk.size;
      } catch (error) {
        this.#fail(error);
      }
    }
  }

  #fail(error: unknown): void {
    this.#chunks.length = 0;
    this.#waiting = 0;
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#parts.failed(error);
  }
}
