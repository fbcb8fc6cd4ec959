import { type Clock, repeat } from '../../shared/clock';
import { fileLimits } from '../../shared/file-transfer/file-limits';
import type { ChunkMessage } from '../../shared/file-transfer/receiver-state';
import { encodeRecord, RecordDecoder, recordHeader } from '../../shared/file-transfer/record';
import {
  decodeFromPhone,
  type FromConsole,
  type FromPhone,
  roadPingMs,
  roadSilenceMs,
} from '../../shared/file-transfer/road-message';
import type { RoadCarrier, RoadTraffic } from '../../site/file-road';

/** Bytes that may wait for a phone that does not read: all credit twice over, and some messages. */
const waitingBytes = 2 * fileLimits.transfersAtOnce * fileLimits.creditBytes;

export interface FileRoadListener {
  message(message: Exclude<FromPhone, ChunkMessage>): void;
  chunk(message: ChunkMessage, bytes: Uint8Array): void;
  closed(): void;
}

/** The console's end of one open file road: messages and chunks, a heartbeat, and the end of it. */
export class FileRoad implements RoadTraffic {
  readonly #carrier: RoadCarrier;
  readonly #clock: Clock;
  readonly #listener: FileRoadListener;
  readonly #decoder = new RecordDecoder();
  readonly #stopPing: () => void;
  #announced: ChunkMessage | undefined;
  #heardAt: number;
  #isOpen = true;

  constructor(carrier: RoadCarrier, clock: Clock, listener: FileRoadListener) {
    this.#carrier = carrier;
    this.#clock = clock;
    this.#listener = listener;
    this.#heardAt = clock.now();
    this.#stopPing = repeat(clock, () => this.#ping(), roadPingMs);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  send(message: FromConsole): void {
    if (!this.#isOpen) return;
    this.#carrier.write(encodeRecord({ type: 'message', payload: Buffer.from(JSON.stringify(message)) }));
    if (this.#carrier.bufferedBytes > waitingBytes) this.close();
  }

  sendChunk(message: FromConsole & { kind: 'deliver-chunk' }, bytes: Uint8Array): void {
    this.send(message);
    if (!this.#isOpen) return;
    this.#carrier.write(recordHeader('chunk', bytes.length));
    this.#carrier.write(bytes);
  }

  received(bytes: Uint8Array): void {
    if (!this.#isOpen) return;
    this.#heardAt = this.#clock.now();
    for (const { type, payload } of this.#decoder.push(bytes)) {
      if (type === 'message') this.#take(payload);
      else this.#takeChunk(payload);
      if (!this.#isOpen) return;
    }
  }

  closed(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#stopPing();
    this.#listener.closed();
  }

  close(): void {
    this.closed();
    this.#carrier.close();
  }

  #take(payload: Uint8Array): void {
    if (this.#announced !== undefined) throw new Error('a chunk was announced, and did not come');
    const decoded = decodeFromPhone(
      Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('utf8'),
    );
    if (!decoded.ok) throw new Error(decoded.problem);
    const { message } = decoded;
    if (message.kind === 'deliver-chunk') this.#announced = message;
    else if (message.kind !== 'pong') this.#listener.message(message);
  }

  #takeChunk(payload: Uint8Array): void {
    const announced = this.#announced;
    this.#announced = undefined;
    if (announced === undefined || announced.length !== payload.length) {
      throw new Error('a chunk came that was not announced');
    }
    this.#listener.chunk(announced, payload);
  }

  #ping(): void {
    if (this.#clock.now() - this.#heardAt >= roadSilenceMs) this.close();
    else this.send({ kind: 'ping' });
  }
}
