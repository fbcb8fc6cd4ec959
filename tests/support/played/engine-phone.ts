import { FilesEngine } from '../../../customer/files/worker/files-engine';
import { Sandbox } from '../../../customer/files/worker/sandbox';
import { encodeRecord, RecordDecoder, recordHeader } from '../../../shared/file-transfer/record';
import {
  decodeFromConsole,
  type FromConsole,
  type FromPhone,
} from '../../../shared/file-transfer/road-message';
import { MemoryDisk } from './memory-disk';

/** A phone's real files, with a disk of memory, at the end of a road of bytes. */
export class EnginePhone {
  disk = new MemoryDisk();
  /** Called with each chunk as it comes or goes. */
  onChunk: (message: FromConsole & { kind: 'deliver-chunk' }) => void = () => undefined;
  #sandbox: Sandbox | undefined;
  #engine: FilesEngine | undefined;
  #decoder = new RecordDecoder();
  #announced: (FromConsole & { kind: 'deliver-chunk' }) | undefined;
  #taken: Promise<void> = Promise.resolve();
  #sent: Promise<void> = Promise.resolve();
  #identifiers = 0;

  constructor(readonly sessionId: string) {}

  get sandbox(): Sandbox {
    if (this.#sandbox === undefined) throw new Error('The page is not open.');
    return this.#sandbox;
  }

  /** The page opens. */
  async start(): Promise<this> {
    const newIdentifier = (): string => {
      this.#identifiers += 1;
      return `identifier-${this.#identifiers}`;
    };
    const sandbox = await Sandbox.open({ disk: this.disk, newIdentifier, now: () => 1_000 });
    const surroundings = {
      sandbox,
      newIdentifier,
      now: () => 1_000,
      clock: () => 0,
      changed: () => undefined,
    };
    this.#sandbox = sandbox;
    this.#engine = new FilesEngine(surroundings, this.sessionId);
    this.#engine.setAccess({ access: 'allowed', at: 0, policy: 'both' });
    return this;
  }

  /** The page is gone from one moment to the next; only its disk is left. */
  kill(): void {
    this.closed();
    this.#engine = undefined;
    this.#sandbox = undefined;
    this.disk = this.disk.afterKill();
  }

  open(send: (bytes: Uint8Array) => void): void {
    const engine = this.#engine;
    this.#decoder = new RecordDecoder();
    this.#announced = undefined;
    engine?.roadOpened({
      send: (message, chunk) => {
        this.#sent = this.#sent.then(async () => {
          const bytes = chunk === undefined ? undefined : new Uint8Array(await chunk.arrayBuffer());
          if (this.#engine === engine) this.#send(send, message, bytes);
        });
      },
    });
  }

  closed(): void {
    this.#engine?.roadClosed();
  }

  take(bytes: Uint8Array): void {
    const engine = this.#engine;
    for (const { type, payload } of this.#decoder.push(bytes)) {
      const announced = this.#announced;
      this.#announced = undefined;
      if (type === 'chunk' && announced !== undefined) {
        this.onChunk(announced);
        const chunk = new Uint8Array(payload);
        this.#taken = this.#taken.then(() => engine?.receive(announced, chunk));
        continue;
      }
      const decoded = decodeFromConsole(new TextDecoder().decode(payload));
      if (!decoded.ok) throw new Error(decoded.problem);
      const { message } = decoded;
      if (message.kind === 'deliver-chunk') this.#announced = message;
      else this.#taken = this.#taken.then(() => engine?.receive(message, null));
    }
  }

  #send(send: (bytes: Uint8Array) => void, message: FromPhone, chunk: Uint8Array | undefined): void {
    send(encodeRecord({ type: 'message', payload: new TextEncoder().encode(JSON.stringify(message)) }));
    if (message.kind !== 'deliver-chunk' || chunk === undefined) return;
    this.onChunk(message);
    send(recordHeader('chunk', chunk.length));
    send(chunk);
  }
}
