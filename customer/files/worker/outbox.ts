import { fileLimits } from '../../../shared/file-transfer/file-limits';
import { encodeRecord, recordHeader } from '../../../shared/file-transfer/record';
import type { FromPhone } from '../../../shared/file-transfer/road-message';

/** Bytes that an acknowledgement must bring news of to be worth a body of its own. */
const newsBytes = fileLimits.creditBytes / 4;

interface Waiting {
  message: FromPhone;
  readonly chunk: Blob | undefined;
}

/** A piece of a body: what goes around a chunk, or the chunk. */
export type BodyPart = Uint8Array<ArrayBuffer> | Blob;

/** What waits to go up the file road, in order; of several acknowledgements of one transfer only the newest goes. */
export class Outbox {
  #waiting: Waiting[] = [];
  readonly #acknowledgements = new Map<string, Waiting>();
  /** What was acknowledged last of each transfer, in bytes. */
  readonly #told = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether what waits is worth a body beside another: a quarter of the largest, or messages alone. */
  get isWorthABody(): boolean {
    const bytes = this.#waiting.reduce((sum, { chunk }) => sum + (chunk?.size ?? 0), 0);
    return this.#waiting.length > 0 && (bytes === 0 || bytes >= fileLimits.upBodyBytes / 4);
  }

  /** Returns whether it should go at once; an acknowledgement with little news may wait for the next. */
  put(message: FromPhone, chunk?: Blob): boolean {
    if (message.kind !== 'acknowledge-bytes') {
      if ('transferId' in message) {
        // What comes after an acknowledgement must not be overtaken by a newer one.
        this.#acknowledgements.delete(message.transferId);
        if (message.kind === 'confirm-file' || message.kind === 'accept-file')
          this.#told.delete(message.transferId);
      }
      this.#waiting.push({ message, chunk });
      return true;
    }
    const { transferId, onDisk } = message;
    const told = this.#told.get(transferId);
    const isNews = told === undefined || onDisk - told >= newsBytes;
    if (isNews) this.#told.set(transferId, onDisk);
    this.#putAcknowledgement(message);
    return isNews;
  }

  #putAcknowledgement(message: FromPhone & { readonly kind: 'acknowledge-bytes' }): void {
    const earlier = this.#acknowledgements.get(message.transferId);
    if (earlier !== undefined) {
      earlier.message = message;
      return;
    }
    const waiting: Waiting = { message, chunk: undefined };
    this.#acknowledgements.set(message.transferId, waiting);
    this.#waiting.push(waiting);
  }

  /** The parts of the next body: whole records, at most 4 MiB of them; empty where nothing waits. */
  takeBody(mostBytes: number = fileLimits.upBodyBytes): readonly BodyPart[] {
    const parts: BodyPart[] = [];
    const encoder = new TextEncoder();
    let bytes = 0;
    let taken = 0;
    for (const waiting of this.#waiting) {
      const { message, chunk } = waiting;
      const text = encodeRecord({ type: 'message', payload: encoder.encode(JSON.stringify(message)) });
      const header = chunk === undefined ? undefined : recordHeader('chunk', chunk.size);
      const length = text.length + (header?.length ?? 0) + (chunk?.size ?? 0);
      if (taken > 0 && bytes + length > mostBytes) break;
      parts.push(text);
      if (header !== undefined && chunk !== undefined) parts.push(header, chunk);
      bytes += length;
      taken += 1;
      if (message.kind === 'acknowledge-bytes') this.#acknowledgements.delete(message.transferId);
    }
    this.#waiting = this.#waiting.slice(taken);
    return parts;
  }
}
