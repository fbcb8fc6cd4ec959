import { stepSender } from '../../../shared/file-transfer/sender';
import type {
  Sender,
  SenderEffect,
  SenderEvent,
  SenderStep,
} from '../../../shared/file-transfer/sender-state';
import type { TransferFailure } from '../../../shared/file-transfer/transfer';
import { digestedWholeBytes, digestOf } from './digest';
import { type DiskSource, diskFailureOf } from './disk';
import type { TransferHost } from './transfer-host';
import type { TransferView } from './worker-messages';

/** A file on its way to the representative: carries out what its state machine decides, one thing after another. */
export class SendingFile {
  readonly direction = 'to-representative' as const;
  readonly #host: TransferHost;
  /** The name of its bytes on the disk; they never change, so neither does the source. */
  readonly #content: string;
  #opened: Promise<DiskSource> | undefined;
  #state: Sender;
  #tail: Promise<void>;
  /** Chunks are read and digested side by side, and leave in their order. */
  #leaving: Promise<void> = Promise.resolve();
  #heardAt: number;

  constructor(host: TransferHost, content: string, begin: SenderStep) {
    this.#host = host;
    this.#content = content;
    this.#state = begin.state;
    this.#heardAt = host.clock();
    this.#tail = this.#perform(begin.effects).then((events) => this.#run(events));
  }

  get state(): Sender {
    return this.#state;
  }

  /** Lets the state machine take an event, after those before it. Never rejects. */
  take(event: SenderEvent): Promise<void> {
    if (event.kind === 'received' || event.kind === 'connected') this.#heardAt = this.#host.clock();
    this.#tail = this.#tail.then(() => this.#run([event]));
    return this.#tail;
  }

  /** Says so to the state machine if the receiver has been silent for `milliseconds`. */
  checkSilence(milliseconds: number): void {
    if (this.#state.phase === 'ended' || this.#host.clock() - this.#heardAt < milliseconds) return;
    this.#heardAt = this.#host.clock();
    void this.take({ kind: 'silence' });
  }

  /** Everything taken so far is done. */
  async settled(): Promise<void> {
    await this.#tail;
    await this.#leaving;
    await this.#tail;
  }

  /** Bytes still to send, 0 where it is over. */
  left(): number {
    if (this.#state.phase === 'ended') return 0;
    return this.#state.source.size - (this.#state.phase === 'sending' ? this.#state.onDisk : 0);
  }

  view(): TransferView {
    const { transferId, source, name } = this.#state;
    const common = { transferId, name, direction: this.direction, size: source.size };
    switch (this.#state.phase) {
      case 'offered':
        return { ...common, done: 0, status: { kind: 'waiting' } };
      case 'sending': {
        const { onDisk, pausedHere, pausedThere } = this.#state;
        const running = onDisk === source.size ? 'verifying' : 'active';
        return { ...common, done: onDisk, status: { kind: pausedHere || pausedThere ? 'paused' : running } };
      }
      case 'ended':
        return { ...common, done: 0, status: { kind: 'ended', outcome: this.#state.outcome } };
    }
  }

  async #run(events: readonly SenderEvent[]): Promise<void> {
    const waiting = [...events];
    for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
      const before = this.#state;
      const { state, effects } = stepSender(before, event);
      this.#state = state;
      waiting.push(...(await this.#perform(effects)));
      if (state !== before) this.#host.changed();
    }
    if (this.#state.phase !== 'ended') return;
    this.close();
    this.#host.ended(this.#state.transferId);
  }

  async #perform(effects: readonly SenderEffect[]): Promise<readonly SenderEvent[]> {
    const answers: SenderEvent[] = [];
    for (const effect of effects) {
      try {
        const answer = await this.#performOne(effect);
        if (answer !== undefined) answers.push(answer);
      } catch (error) {
        if (this.#state.phase === 'ended') continue;
        answers.push({ kind: 'failed', failure: failureOf(error) });
        break;
      }
    }
    return answers;
  }

  async #performOne(effect: SenderEffect): Promise<SenderEvent | undefined> {
    switch (effect.kind) {
      case 'send':
        this.#host.send(effect.message);
        return undefined;
      case 'send-chunk':
        this.#sendChunk(effect.round, effect.offset, effect.length);
        return undefined;
      case 'digest-source':
        return {
          kind: 'source-digested',
          source: this.#state.source,
          digest: await this.#digestWhole(),
        };
      case 'remember': {
        const { sandbox, sessionId, now } = this.#host;
        const { transferId } = this.#state;
        const kept = { transferId, sessionId, content: this.#content, at: now() };
        sandbox.keepTransfer({ kind: 'sender', ...kept, journal: effect.journal });
        return undefined;
      }
      case 'report':
        return undefined;
    }
  }

  #sendChunk(round: number, offset: number, length: number): void {
    const prepared = this.#prepare(offset, length);
    // Awaited below, where its turn comes.
    prepared.catch(() => undefined);
    this.#leaving = this.#leaving.then(async () => {
      try {
        const { chunk, digest } = await prepared;
        // What was read for an earlier round, or for a road that is gone, is asked for again.
        if (this.#state.phase !== 'sending' || this.#state.round !== round || this.#state.asking) return;
        const { transferId, attempt } = this.#state;
        this.#host.send({ kind: 'deliver-chunk', transferId, attempt, round, offset, length, digest }, chunk);
      } catch (error) {
        void this.take({ kind: 'failed', failure: failureOf(error) });
      }
    });
  }

  /** The chunk itself stays on the disk until it goes: browsers send a file's part faster than bytes in memory. */
  async #prepare(offset: number, length: number): Promise<{ readonly chunk: Blob; readonly digest: string }> {
    const source = await this.#source();
    return {
      chunk: source.part(offset, length),
      digest: await digestOf(await bytesOf(source, offset, length)),
    };
  }

  async #digestWhole(): Promise<string | null> {
    const { size } = this.#state.source;
    return size > digestedWholeBytes ? null : digestOf(await bytesOf(await this.#source(), 0, size));
  }

  #source(): Promise<DiskSource> {
    this.#opened ??= this.#host.sandbox.disk.source(this.#content).then((source) => {
      if (source === null) throw new SourceError('source-gone');
      return source;
    });
    return this.#opened;
  }

  /** Lets go of the disk. */
  close(): void {
    this.#opened?.then(({ close }) => close()).catch(() => undefined);
    this.#opened = undefined;
  }
}

async function bytesOf(source: DiskSource, at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const bytes = await source.read(at, length);
    if (bytes.length === length) return bytes;
  } catch (error) {
    throw new SourceError(
      error instanceof DOMException && error.name === 'NotFoundError' ? 'source-gone' : 'source-unreadable',
    );
  }
  throw new SourceError('source-unreadable');
}

class SourceError extends Error {
  constructor(readonly failure: TransferFailure) {
    super(`The file cannot be read: ${failure}`);
    this.name = 'SourceError';
  }
}

function failureOf(error: unknown): TransferFailure {
  return error instanceof SourceError ? error.failure : diskFailureOf(error);
}
