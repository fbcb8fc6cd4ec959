import type { Share } from './shares';

const firstBytes = 4 * 1024;

/** One buffer that grows with what is added, however small the pieces, out of a share of the memory for bodies. */
export class GrowingBuffer {
  readonly #share: Share;
  #bytes = Buffer.alloc(0);
  #length = 0;

  constructor(share: Share) {
    this.#share = share;
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a copy of `piece`; false, and nothing added, where the memory for bodies is used up. */
  add(piece: Uint8Array): boolean {
    const needed = this.#length + piece.length;
    if (needed > this.#bytes.length && !this.#grow(needed)) return false;
    this.#bytes.set(piece, this.#length);
    this.#length = needed;
    return true;
  }

  /** What was added, all in one. */
  view(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Forgets what was added and gives the memory back. */
  release(): void {
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    this.#share.release();
  }

  #grow(needed: number): boolean {
    const capacity = Math.max(firstBytes, needed, Math.ceil(this.#bytes.length * 1.5));
    if (!this.#share.more(capacity - this.#bytes.length)) return false;
    const grown = Buffer.alloc(capacity);
    grown.set(this.view());
    this.#bytes = grown;
    return true;
  }
}
