import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FromSender } from '../../shared/file-transfer/messages';
import { restartReceiver, stepReceiver, takeOffer } from '../../shared/file-transfer/receiver';
import type {
  ChunkMessage,
  DiskEvent,
  PlainFromSender,
  Receiver,
  ReceiverEffect,
  ReceiverEvent,
  ReceiverStep,
} from '../../shared/file-transfer/receiver-state';
import type { ReceiverJournal, Target, TransferRefusal } from '../../shared/file-transfer/transfer';
import { diskFailureOf } from './disk-refusal';
import { digestOf } from './file-digest';
import { NameTakenError, PartialFile } from './partial-file';
import { PlaceError } from './place';
import { silentAfterMs, type TransferOutside, transferLimits } from './transfer-outside';

export interface DownloadOptions {
  /** Where the unfinished file is, beside the place the file will have. */
  readonly partialPath: string;
  /** Makes sure that the folder is still the one that was granted. Rejects with a PlaceError. */
  readonly checkFolder: () => Promise<void>;
  readonly target: Target;
}

/** What the disk does alone, one after the other. */
type DiskEffect = Extract<
  ReceiverEffect,
  {
    kind:
      | 'inspect-partial'
      | 'truncate-partial'
      | 'discard-partial'
      | 'digest-partial'
      | 'flush'
      | 'rename'
      | 'remember';
  }
>;

interface Write {
  readonly round: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** One file on its way from the phone: the pure receiver, with a disk and a road. */
export class Download {
  readonly #options: DownloadOptions;
  readonly #outside: TransferOutside<ReceiverJournal>;
  readonly #partial: PartialFile;
  #state: Receiver | undefined;
  #target: Target;
  #heardAt = 0;
  /** Chunks that the next write takes along; closed by whatever else touches the disk. */
  #batch: Write[] | undefined;
  /** What touches the disk follows one another. */
  #work: Promise<void> = Promise.resolve();
  #isDisposed = false;

  constructor(options: DownloadOptions, outside: TransferOutside<ReceiverJournal>) {
    this.#options = options;
    this.#outside = outside;
    this.#target = options.target;
    this.#partial = new PartialFile(options.partialPath);
  }

  get state(): Receiver | undefined {
    return this.#state;
  }

  /** Resolves when nothing more is being written. */
  get settled(): Promise<void> {
    return this.#work;
  }

  /** Takes a transfer up where `journal` says. */
  restart(journal: ReceiverJournal): void {
    this.#apply(restartReceiver(journal, transferLimits));
  }

  /** The road is open, and it is this file's turn. */
  connect(): void {
    this.#heardAt = this.#outside.clock.now();
    this.#step({ kind: 'unpause' });
  }

  pause(): void {
    this.#step({ kind: 'pause' });
  }

  cancel(): void {
    this.#step({ kind: 'cancel' });
  }

  retry(): void {
    this.#step({ kind: 'retry' });
  }

  /** Answers a name that was taken. */
  chooseName(target: Target): void {
    this.#target = target;
    this.#step({ kind: 'choose-name', target });
  }

  receive(message: PlainFromSender): void {
    this.#heardAt = this.#outside.clock.now();
    if (this.#state !== undefined) this.#step({ kind: 'received', message });
    else if (message.kind === 'offer-file') this.#apply(takeOffer(message, transferLimits));
    else if (message.kind === 'fail-file') {
      const outcome = { kind: 'failed', failure: message.failure, by: 'there' } as const;
      this.#outside.report({ kind: 'ended', outcome });
    }
  }

  receiveChunk(message: ChunkMessage, bytes: Uint8Array): void {
    this.#heardAt = this.#outside.clock.now();
    if (this.#state === undefined) return;
    this.#apply(
      stepReceiver(this.#state, { kind: 'chunk-received', message, found: digestOf(bytes) }),
      bytes,
    );
  }

  /** Notices that the phone fell silent; called now and then while the road is open. */
  tick(): void {
    const now = this.#outside.clock.now();
    if (this.#state?.phase !== 'receiving' || now - this.#heardAt < silentAfterMs) return;
    this.#heardAt = now;
    this.#step({ kind: 'silence' });
  }

  /** Lets go of the file; the transfer can be taken up from its journal. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await this.#work;
    await this.#partial.close().catch(() => undefined);
  }

  #step(event: ReceiverEvent): void {
    if (this.#state !== undefined && !this.#isDisposed) this.#apply(stepReceiver(this.#state, event));
  }

  #apply({ state, effects }: ReceiverStep, bytes?: Uint8Array): void {
    this.#state = state;
    // What is told after a disk effect of the same step waits for it.
    let afterDisk = false;
    for (const effect of effects) {
      switch (effect.kind) {
        case 'send':
          if (afterDisk) this.#do(async () => this.#outside.send(effect.message));
          else this.#outside.send(effect.message);
          break;
        case 'report':
          if (effect.report.kind === 'offered') void this.#decide(effect.report.source.size);
          if (afterDisk) this.#do(async () => this.#outside.report(effect.report));
          else this.#outside.report(effect.report);
          break;
        case 'write':
          if (bytes !== undefined) this.#write({ round: effect.round, offset: effect.offset, bytes });
          break;
        case 'inspect-partial':
        case 'truncate-partial':
        case 'discard-partial':
        case 'digest-partial':
        case 'flush':
        case 'rename':
        case 'remember':
          afterDisk = true;
          this.#batch = undefined;
          this.#do(() => this.#carryOut(effect));
      }
    }
    if (state.phase === 'receiving') this.#outside.progress(state.onDisk, state.source.size);
    if (state.phase === 'ended') this.#do(() => this.#partial.close());
  }

  async #carryOut(effect: DiskEffect): Promise<void> {
    switch (effect.kind) {
      case 'inspect-partial': {
        await this.#options.checkFolder();
        this.#tell({ kind: 'inspected', round: effect.round, bytes: await this.#partial.inspect() });
        return;
      }
      case 'truncate-partial':
        await this.#options.checkFolder();
        await this.#partial.truncate(effect.to);
        return;
      case 'discard-partial':
        await this.#partial.discard();
        return;
      case 'digest-partial': {
        const digest = await this.#partial.digest(this.#state?.source.size ?? 0);
        this.#tell({ kind: 'partial-digested', round: effect.round, digest });
        return;
      }
      case 'flush':
        await this.#partial.flush();
        this.#tell({ kind: 'flushed', round: effect.round });
        return;
      case 'rename':
        await this.#options.checkFolder();
        try {
          await this.#partial.place(effect.target.name, effect.target.replace, this.#outside.clock.now());
        } catch (error) {
          if (!(error instanceof NameTakenError)) throw error;
          this.#tell({ kind: 'name-taken', round: effect.round });
          return;
        }
        this.#tell({ kind: 'renamed', round: effect.round });
        return;
      default:
        await this.#outside.remember(effect.journal);
        return;
    }
  }

  /** Accepts an offer if the disk has room for it. */
  async #decide(size: number): Promise<void> {
    const refusal = await this.#refusalOf(size);
    this.#step(
      refusal === undefined ? { kind: 'accept', target: this.#target } : { kind: 'refuse', reason: refusal },
    );
  }

  async #refusalOf(size: number): Promise<TransferRefusal | undefined> {
    try {
      const { bavail, bsize } = await statfs(dirname(this.#options.partialPath));
      return size > bavail * bsize ? 'no-space' : undefined;
    } catch {
      // A disk that does not tell is tried; what it then refuses is said by name.
      return undefined;
    }
  }

  /** Writes what has come meanwhile in one go, so that one acknowledgement tells of all of it. */
  #write(write: Write): void {
    if (this.#batch !== undefined) {
      this.#batch.push(write);
      return;
    }
    const batch = [write];
    this.#batch = batch;
    this.#do(async () => {
      if (this.#batch === batch) this.#batch = undefined;
      const last = batch.at(-1) ?? write;
      await this.#partial.write(
        write.offset,
        batch.map(({ bytes }) => bytes),
      );
      this.#tell({ kind: 'written', round: last.round, upTo: last.offset + last.bytes.length });
    });
  }

  #tell(event: DiskEvent): void {
    this.#step(event);
  }

  #do(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      const failure = error instanceof PlaceError ? failureOfPlace(error) : diskFailureOf(error);
      const round = this.#state?.round;
      if (round !== undefined) this.#step({ kind: 'disk-refused', round, failure });
    });
  }
}

function failureOfPlace({ problem }: PlaceError) {
  return problem === 'not-readable' ? 'permission-denied' : 'folder-gone';
}

/** Whether a message is one of a file's sender. */
export function isFromSender(message: { readonly kind: string }): message is FromSender {
  return ['offer-file', 'deliver-chunk', 'finish-file', 'pause-file', 'cancel-file', 'fail-file'].includes(
    message.kind,
  );
}
