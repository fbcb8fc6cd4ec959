import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const readBytes = 1024 * 1024;

/** SHA-256 of a file as its bytes pass by in order, so that it need not be read again. */
export class FileDigest {
  readonly #hash = createHash('sha256');
  #upTo = 0;
  #isWhole = true;
  #result: string | undefined;

  /** Takes the bytes at `offset`; a gap makes the digest unknown, and bytes taken before are passed over. */
  update(offset: number, bytes: Uint8Array): void {
    if (!this.#isWhole || offset + bytes.length <= this.#upTo) return;
    if (offset !== this.#upTo || this.#result !== undefined) {
      this.#isWhole = false;
      return;
    }
    this.#hash.update(bytes);
    this.#upTo += bytes.length;
  }

  /** The digest, if exactly `size` bytes passed by; undefined otherwise. */
  at(size: number): string | undefined {
    if (!this.#isWhole || this.#upTo !== size) return undefined;
    this.#result ??= this.#hash.digest('hex');
    return this.#result;
  }

  /** The digest of an open file's first `size` bytes, read again. */
  static async ofFile(handle: FileHandle, size: number): Promise<string> {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(readBytes, size)));
    for (let at = 0; at < size; ) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, size - at), at);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
    return hash.digest('hex');
  }
}

/** SHA-256 of bytes, in hexadecimal. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
