import { fileLimits } from '../../../shared/file-transfer/file-limits';
import { stepReceiver } from '../../../shared/file-transfer/receiver';
import type {
  ChunkMessage,
  Receiver,
  ReceiverEffect,
  ReceiverEvent,
  ReceiverStep,
} from '../../../shared/file-transfer/receiver-state';
import type { FolderPath } from '../../../shared/file-transfer/relative-path';
import type { Target } from '../../../shared/file-transfer/transfer';
import { digestedWholeBytes, digestOf } from './digest';
import { type DiskFile, diskFailureOf } from './disk';
import { SandboxRefusal } from './sandbox';
import type { TransferHost } from './transfer-host';
import type { TransferView } from './worker-messages';

/** Where a file goes once it is whole. */
export interface Destination {
  readonly folder: FolderPath;
  readonly keepBoth: boolean;
  /** The name of its bytes on the disk. */
  readonly content: string;
}

interface Input {
  readonly event: ReceiverEvent;
  readonly chunk?: Uint8Array<ArrayBuffer>;
}

/** A file on its way to the phone: carries out what its state machine decides, one thing after another. */
export class ReceivingFile {
  readonly direction = 'to-customer' as const;
  readonly #host: TransferHost;
  readonly #destination: Destination;
  #state: Receiver;
  #file: DiskFile | undefined;
  #tail: Promise<void>;
  /** When the sender was last heard, by the host's clock. */
  #heardAt: number;

  constructor(host: TransferHost, destination: Destination, begin: ReceiverStep) {
    this.#host = host;
    this.#destination = destination;
    this.#state = begin.state;
    this.#heardAt = host.clock();
    this.#tail = this.#perform(begin.effects, undefined).then((inputs) => this.#run(inputs));
  }

  get state(): Receiver {
    return this.#state;
  }

  /** Lets the state machine take an event, after those before it. Never rejects. */
  take(event: ReceiverEvent): Promise<void> {
    if (event.kind === 'received') this.#heardAt = this.#host.clock();
    return this.#enqueue(() => this.#run([{ event }]));
  }

  /** Takes a chunk; its digest is computed while those before it are written. Never rejects. */
  takeChunk(message: ChunkMessage, chunk: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#heardAt = this.#host.clock();
    const found = digestOf(chunk);
    return this.#enqueue(async () =>
      this.#run([{ event: { kind: 'chunk-received', message, found: await found }, chunk }]),
    );
  }

  /** Says so to the state machine if the sender has been silent for `milliseconds`. */
  checkSilence(milliseconds: number): void {
    if (this.#state.phase === 'ended' || this.#host.clock() - this.#heardAt < milliseconds) return;
    this.#heardAt = this.#host.clock();
    void this.take({ kind: 'silence' });
  }

  /** Everything taken so far is done. */
  settled(): Promise<void> {
    return this.#tail;
  }

  /** Lets go of the disk; what was received stays there. */
  async close(): Promise<void> {
    await this.#tail;
    this.#closeFile();
  }

  view(): TransferView {
    const { transferId, source, offered, target } = this.#state;
    const name = target?.name ?? (offered.kind === 'safe' ? offered.name : offered.from);
    const common = { transferId, name, direction: this.direction, size: source.size };
    switch (this.#state.phase) {
      case 'offered':
      case 'inspecting':
        return { ...common, done: 0, status: { kind: 'waiting' } };
      case 'receiving': {
        const { onDisk, pausedHere, pausedThere } = this.#state;
        const kind = pausedHere || pausedThere ? 'paused' : 'active';
        return { ...common, done: onDisk, status: { kind } };
      }
      case 'digesting':
      case 'flushing':
      case 'placing':
        return { ...common, done: source.size, status: { kind: 'verifying' } };
      case 'ended':
        return { ...common, done: 0, status: { kind: 'ended', outcome: this.#state.outcome } };
    }
  }

  #enqueue(action: () => Promise<void>): Promise<void> {
    this.#tail = this.#tail.then(action);
    return this.#tail;
  }

  async #run(inputs: readonly Input[]): Promise<void> {
    const waiting = [...inputs];
    for (let input = waiting.shift(); input !== undefined; input = waiting.shift()) {
      const before = this.#state;
      const { state, effects } = stepReceiver(before, input.event);
      this.#state = state;
      waiting.push(...(await this.#perform(effects, input.chunk)));
      if (state !== before) this.#host.changed();
    }
    if (this.#state.phase !== 'ended') return;
    this.#closeFile();
    this.#host.ended(this.#state.transferId);
  }

  /** Carries effects out in order; returns what the disk answered. A disk that fails ends the round's effects. */
  async #perform(
    effects: readonly ReceiverEffect[],
    chunk: Uint8Array<ArrayBuffer> | undefined,
  ): Promise<readonly Input[]> {
    const answers: Input[] = [];
    for (const effect of effects) {
      try {
        const answer = await this.#performOne(effect, chunk);
        if (answer !== undefined) answers.push({ event: answer });
      } catch (error) {
        // What is ended cannot fail any more; its record is written again when the sender next asks.
        if (this.#state.phase === 'ended') continue;
        answers.push({
          event: { kind: 'disk-refused', round: this.#state.round, failure: diskFailureOf(error) },
        });
        break;
      }
    }
    return answers;
  }

  async #performOne(
    effect: ReceiverEffect,
    chunk: Uint8Array<ArrayBuffer> | undefined,
  ): Promise<ReceiverEvent | undefined> {
    switch (effect.kind) {
      case 'send':
        this.#host.send(effect.message);
        return undefined;
      case 'inspect-partial':
        return { kind: 'inspected', round: effect.round, bytes: await this.#inspect() };
      case 'truncate-partial':
        (await this.#open()).truncate(effect.to);
        return undefined;
      case 'discard-partial':
        this.#closeFile();
        await this.#host.sandbox.disk.remove(this.#destination.content);
        return undefined;
      case 'write': {
        if (chunk === undefined) return undefined;
        (await this.#open()).write(chunk, effect.offset);
        return { kind: 'written', round: effect.round, upTo: effect.offset + effect.length };
      }
      case 'digest-partial':
        return { kind: 'partial-digested', round: effect.round, digest: await this.#digest() };
      case 'flush':
        (await this.#open()).flush();
        return { kind: 'flushed', round: effect.round };
      case 'rename':
        return this.#place(effect.round, effect.target);
      case 'remember': {
        const { sandbox, sessionId, now } = this.#host;
        const { transferId } = this.#state;
        const kept = { kind: 'receiver', transferId, sessionId, at: now(), ...this.#destination } as const;
        sandbox.keepTransfer({ ...kept, journal: effect.journal });
        return undefined;
      }
      case 'report':
        return undefined;
    }
  }

  async #open(): Promise<DiskFile> {
    this.#file ??= await this.#host.sandbox.disk.open(this.#destination.content);
    return this.#file;
  }

  #closeFile(): void {
    this.#file?.close();
    this.#file = undefined;
  }

  /** Bytes of the unfinished file; null where there is none, also when it has been given its place. */
  async #inspect(): Promise<number | null> {
    const { sandbox } = this.#host;
    if (this.#file !== undefined) return this.#file.size();
    if (sandbox.hasContent(this.#destination.content)) return null;
    return (await sandbox.disk.blob(this.#destination.content))?.size ?? null;
  }

  async #digest(): Promise<string | null> {
    const { size } = this.#state.source;
    if (size > digestedWholeBytes) return null;
    const bytes = new Uint8Array(size);
    const length = (await this.#open()).read(bytes, 0);
    return digestOf(bytes.subarray(0, length));
  }

  async #place(round: number, target: Target): Promise<ReceiverEvent> {
    const { sandbox } = this.#host;
    const { keepBoth, folder, content } = this.#destination;
    this.#closeFile();
    const { size, modifiedAt } = this.#state.source;
    const file = { content, size, modifiedAt, from: 'representative' } as const;
    try {
      const into = sandbox.folderFor(folder, 'representative');
      const name = keepBoth ? sandbox.index.freeName(into, target.name) : target.name;
      await sandbox.place(into, name, file, target.replace);
      return { kind: 'renamed', round };
    } catch (error) {
      if (!(error instanceof SandboxRefusal)) throw error;
      // Somebody took the name meanwhile: nobody is there to be asked, and nothing is overwritten.
      const into = sandbox.folderOrTop(folder);
      await sandbox.place(into, sandbox.index.freeName(into, target.name), file, false);
      return { kind: 'renamed', round };
    }
  }
}

/** Whether so many transfers are enough. */
export function isTooMany(live: number): boolean {
  return live >= fileLimits.transfersAtOnce * 8;
}
