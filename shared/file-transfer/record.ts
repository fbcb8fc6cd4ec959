import { fileLimits } from './file-limits';

/** What a record of the file road holds: one JSON message in UTF-8, or the bytes of the chunk just announced. */
export type RecordType = 'message' | 'chunk';

export interface RoadRecord {
  readonly type: RecordType;
  readonly payload: Uint8Array;
}

/** Bytes before each payload: the type, then its length, the highest byte first. */
export const recordHeaderBytes = 5;

const numberOf: Readonly<Record<RecordType, number>> = { message: 1, chunk: 2 };

/** An error for bytes on the road that are not a record. */
export class RecordError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RecordError';
  }
}

/** Returns the header for a payload of `length` bytes. */
export function recordHeader(type: RecordType, length: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(recordHeaderBytes);
  header[0] = numberOf[type];
  new DataView(header.buffer).setUint32(1, length);
  return header;
}

/** Returns a record in one piece. */
export function encodeRecord({ type, payload }: RoadRecord): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(recordHeaderBytes + payload.length);
  bytes.set(recordHeader(type, payload.length));
  bytes.set(payload, recordHeaderBytes);
  return bytes;
}

/** Reads records out of a stream, however it is cut; a payload may share its memory with what was pushed. */
export class RecordDecoder {
  readonly #header = new Uint8Array(recordHeaderBytes);
  #headerHas = 0;
  #payload: Uint8Array | undefined;
  #payloadHas = 0;

  /** Returns whether the stream may end here. */
  get isBetweenRecords(): boolean {
    return this.#headerHas === 0;
  }

  /**
   * Returns the records that `bytes` complete, in order. @throws RecordError, after which the stream cannot be
   * read on.
   */
  *push(bytes: Uint8Array): Generator<RoadRecord> {
    let at = 0;
    while (at < bytes.length) {
      if (this.#headerHas < recordHeaderBytes) {
        const taken = Math.min(recordHeaderBytes - this.#headerHas, bytes.length - at);
        this.#header.set(bytes.subarray(at, at + taken), this.#headerHas);
        this.#headerHas += taken;
        at += taken;
        if (this.#headerHas < recordHeaderBytes) return;
        this.#check();
      }
      const { length } = this;
      if (this.#payload === undefined && bytes.length - at >= length) {
        const payload = bytes.subarray(at, at + length);
        at += length;
        this.#headerHas = 0;
        yield { type: this.#type, payload };
        continue;
      }
      this.#payload ??= new Uint8Array(length);
      const taken = Math.min(length - this.#payloadHas, bytes.length - at);
      this.#payload.set(bytes.subarray(at, at + taken), this.#payloadHas);
      this.#payloadHas += taken;
      at += taken;
      if (this.#payloadHas < length) return;
      const payload = this.#payload;
      this.#payload = undefined;
      this.#payloadHas = 0;
      this.#headerHas = 0;
      yield { type: this.#type, payload };
    }
  }

  get length(): number {
    return new DataView(this.#header.buffer).getUint32(1);
  }

  get #type(): RecordType {
    return this.#header[0] === numberOf.message ? 'message' : 'chunk';
  }

  #check(): void {
    const [type] = this.#header;
    if (type !== numberOf.message && type !== numberOf.chunk) throw new RecordError('unknown type of record');
    const most = type === numberOf.message ? fileLimits.recordMessageBytes : fileLimits.chunkBytes;
    if (this.length === 0 || this.length > most) throw new RecordError(`a record of ${this.length} bytes`);
  }
}
