import { fileLimits } from '../../../shared/file-transfer/file-limits';
import { RecordDecoder, type RoadRecord } from '../../../shared/file-transfer/record';
import {
  decodeFromConsole,
  type FromConsole,
  type FromPhone,
  roadSilenceMs,
} from '../../../shared/file-transfer/road-message';
import { type BodyPart, Outbox } from './outbox';

/** Milliseconds an acknowledgement with little news waits for more. */
const acknowledgeMs = 20;

/** Bodies up to this many bytes go as they are; larger ones as a Blob, which browsers send several times faster. */
const smallBodyBytes = 16 * 1024;

/** What comes down the file road; a chunk's message brings its bytes. */
export interface FileRoadHandlers {
  readonly onOpen: () => void;
  /** Nothing more is read until this resolves. */
  readonly onMessage: (message: FromConsole, chunk: Uint8Array<ArrayBuffer> | null) => Promise<void> | void;
  /** Called once, whoever closed it; also where it never opened. */
  readonly onClose: () => void;
}

export interface FileRoadSurroundings {
  readonly fetch: (address: string, options: RequestInit) => Promise<Response>;
  /** Calls `action` once after `milliseconds`. Returns a function that cancels it. */
  readonly after: (milliseconds: number, action: () => void) => () => void;
}

/** The connection that files go over, apart from the session's own: one long answer down, bodies of records up. */
export class FileRoad {
  readonly #path: string;
  readonly #handlers: FileRoadHandlers;
  readonly #surroundings: FileRoadSurroundings;
  readonly #outbox = new Outbox();
  readonly #abort = new AbortController();
  #isOpen = false;
  #isClosed = false;
  #putsUnderWay = 0;
  #nextPut = 0;
  #pumpIsDue = false;
  #cancelSilence: (() => void) | undefined;
  #cancelAcknowledging: (() => void) | undefined;
  #announced: (FromConsole & { readonly kind: 'deliver-chunk' }) | undefined;

  /** Opens the road at `path` of this site; it closes itself on any failure. */
  constructor(path: string, handlers: FileRoadHandlers, surroundings: FileRoadSurroundings) {
    this.#path = path;
    this.#handlers = handlers;
    this.#surroundings = surroundings;
    this.#watchSilence();
    void this.#readDown();
  }

  /** Sends a message, with a chunk's bytes right behind it; what is sent on a closed road is lost. */
  send(message: FromPhone, chunk?: Blob): void {
    if (this.#isClosed) return;
    if (this.#outbox.put(message, chunk)) this.#pumpSoon();
    else this.#cancelAcknowledging ??= this.#surroundings.after(acknowledgeMs, () => this.#pump());
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancelSilence?.();
    this.#cancelAcknowledging?.();
    this.#abort.abort();
    this.#handlers.onClose();
  }

  async #readDown(): Promise<void> {
    const decoder = new RecordDecoder();
    try {
      const { signal } = this.#abort;
      const response = await this.#surroundings.fetch(`${this.#path}/down`, { signal, cache: 'no-store' });
      if (!response.ok || response.body === null) return;
      this.#isOpen = true;
      this.#handlers.onOpen();
      this.#pumpSoon();
      const reader = response.body.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        this.#watchSilence();
        for (const record of decoder.push(part.value)) await this.#take(record);
      }
    } catch {
      // Lost, or not what the protocol says: another road is asked for either way.
    } finally {
      this.close();
    }
  }

  async #take({ type, payload }: RoadRecord): Promise<void> {
    const announced = this.#announced;
    this.#announced = undefined;
    if (type === 'chunk') {
      if (announced?.length !== payload.length) throw new Error('A chunk came that was not announced.');
      await this.#handlers.onMessage(announced, ownBytes(payload));
      return;
    }
    if (announced !== undefined) throw new Error('A chunk was announced and did not come.');
    const decoded = decodeFromConsole(new TextDecoder().decode(payload));
    // A message that this version does not know is passed over.
    if (!decoded.ok) return;
    if (decoded.message.kind === 'deliver-chunk') this.#announced = decoded.message;
    else if (decoded.message.kind === 'ping') this.send({ kind: 'pong' });
    else await this.#handlers.onMessage(decoded.message, null);
  }

  #watchSilence(): void {
    this.#cancelSilence?.();
    if (!this.#isClosed) this.#cancelSilence = this.#surroundings.after(roadSilenceMs, () => this.close());
  }

  /** Collects what is sent in one go, so that it goes up in one body. */
  #pumpSoon(): void {
    if (this.#pumpIsDue) return;
    this.#pumpIsDue = true;
    queueMicrotask(() => {
      this.#pumpIsDue = false;
      this.#pump();
    });
  }

  #pump(): void {
    this.#cancelAcknowledging?.();
    this.#cancelAcknowledging = undefined;
    while (
      this.#isOpen &&
      !this.#isClosed &&
      this.#putsUnderWay < fileLimits.upBodiesAtOnce &&
      (this.#putsUnderWay === 0 ? !this.#outbox.isEmpty : this.#outbox.isWorthABody)
    ) {
      const body = bodyOf(this.#outbox.takeBody());
      const number = this.#nextPut;
      this.#nextPut += 1;
      this.#putsUnderWay += 1;
      void this.#put(number, body);
    }
  }

  async #put(number: number, body: BodyInit): Promise<void> {
    try {
      const { signal } = this.#abort;
      const response = await this.#surroundings.fetch(`${this.#path}/up/${number}`, {
        method: 'PUT',
        body,
        headers: { 'Content-Type': 'application/octet-stream' },
        signal,
      });
      if (!response.ok) throw new Error(`The site answered ${response.status}.`);
      this.#putsUnderWay -= 1;
      this.#pump();
    } catch {
      this.close();
    }
  }
}

function bodyOf(parts: readonly BodyPart[]): BodyInit {
  const small = parts.filter((part) => part instanceof Uint8Array);
  const length = small.reduce((sum, part) => sum + part.length, 0);
  if (small.length < parts.length || length > smallBodyBytes) return new Blob([...parts]);
  const body = new Uint8Array(length);
  let at = 0;
  for (const part of small) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}

/** The payload as bytes that can be kept; the decoder may hand out a part of what the network brought. */
function ownBytes(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  return payload.buffer instanceof ArrayBuffer
    ? new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength)
    : new Uint8Array(payload);
}
