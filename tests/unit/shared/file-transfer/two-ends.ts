import { safeFileName } from '../../../../shared/file-transfer/file-name';
import type { FromSender } from '../../../../shared/file-transfer/messages';
import { restartReceiver, stepReceiver, takeOffer } from '../../../../shared/file-transfer/receiver';
import type {
  ChunkMessage,
  Receiver,
  ReceiverEffect,
  ReceiverEvent,
} from '../../../../shared/file-transfer/receiver-state';
import { offerFile, restartSender, stepSender } from '../../../../shared/file-transfer/sender';
import type { Sender, SenderEffect, SenderEvent } from '../../../../shared/file-transfer/sender-state';
import type {
  DiskFailure,
  Outcome,
  ReceiverJournal,
  SenderJournal,
  TransferReport,
} from '../../../../shared/file-transfer/transfer';
import { type Options, type Packet, sha256 } from './model';

const none = new Uint8Array();

/** Both ends of one transfer joined by a network that loses, doubles and reorders, each with a disk that a kill leaves alone. */
export class TwoEnds {
  sender: Sender | null = null;
  receiver: Receiver | null = null;
  readonly network: Packet[] = [];
  /** What the receiver's disk holds. */
  readonly disk = {
    partial: null as Uint8Array | null,
    /** Files under final names. */
    placed: new Map<string, Uint8Array>(),
    journal: null as ReceiverJournal | null,
  };
  senderJournal: SenderJournal | null = null;
  senderJobs: Array<() => void> = [];
  receiverJobs: Array<() => void> = [];
  readonly reports = { sender: [] as TransferReport[], receiver: [] as TransferReport[] };
  now = 0;
  received = 0;
  mostAhead = 0;
  diskFault: DiskFailure | null = null;
  readonly #incoming = new Map<string, Uint8Array>();

  constructor(readonly options: Options) {
    const { source, limits } = options;
    const look = { size: source.bytes.length, modifiedAt: source.modifiedAt };
    const step = offerFile({ transferId: 'transfer-1', name: 'report.pdf', source: look }, limits);
    this.#sender(step.state, step.effects);
    this.toSender({ kind: 'connected' });
  }

  get source() {
    return { size: this.options.source.bytes.length, modifiedAt: this.options.source.modifiedAt };
  }

  toSender(event: SenderEvent): void {
    if (this.sender === null) return;
    const step = stepSender(this.sender, event);
    this.#sender(step.state, step.effects);
  }

  toReceiver(event: ReceiverEvent): void {
    if (this.receiver === null) return;
    const step = stepReceiver(this.receiver, event);
    this.#receiver(step.state, step.effects);
  }

  /** Kills an end: its memory, its unfinished disk work and what it had open are gone; then starts it again. */
  restartSender(): void {
    this.senderJobs = [];
    if (this.senderJournal === null) throw new Error('nothing was remembered');
    const step = restartSender(this.senderJournal, this.source, this.options.limits);
    this.#sender(step.state, step.effects);
    this.toSender({ kind: 'connected' });
  }

  restartReceiver(): void {
    this.receiverJobs = [];
    this.#incoming.clear();
    this.receiver = null;
    if (this.disk.journal === null) return;
    const step = restartReceiver(this.disk.journal, this.options.limits);
    this.#receiver(step.state, step.effects);
  }

  /** Hands over the packet at `index`, and takes it from the network unless it is doubled. */
  deliver(index: number, doubled = false): void {
    const packet = this.network[index];
    if (packet === undefined) return;
    if (!doubled) this.network.splice(index, 1);
    this.now += 1;
    if (packet.to === 'sender') this.toSender({ kind: 'received', message: packet.message, at: this.now });
    else this.#arrive(packet.message, packet.bytes);
  }

  get outcomes(): { sender: Outcome | null; receiver: Outcome | null } {
    return {
      sender: this.sender?.phase === 'ended' ? this.sender.outcome : null,
      receiver: this.receiver?.phase === 'ended' ? this.receiver.outcome : null,
    };
  }

  get final(): Uint8Array | undefined {
    return this.disk.placed.get('report.pdf');
  }

  #arrive(message: FromSender, bytes: Uint8Array): void {
    if (message.kind === 'deliver-chunk') this.#arriveChunk(message, bytes);
    else if (this.receiver !== null) this.toReceiver({ kind: 'received', message });
    else if (message.kind === 'offer-file') {
      const step = takeOffer(message, this.options.limits);
      this.#receiver(step.state, step.effects);
    }
  }

  #arriveChunk(message: ChunkMessage, bytes: Uint8Array): void {
    if (this.receiver === null) return;
    this.#incoming.set('next', bytes);
    this.toReceiver({ kind: 'chunk-received', message, found: sha256(bytes) });
    this.#incoming.delete('next');
  }

  #sender(state: Sender, effects: readonly SenderEffect[]): void {
    this.sender = state;
    for (const effect of effects) {
      switch (effect.kind) {
        case 'send':
          this.network.push({ to: 'receiver', message: effect.message, bytes: none });
          break;
        case 'send-chunk':
          this.#checkCredit(effect.offset + effect.length);
          this.senderJobs.push(() => this.#readChunk(effect));
          break;
        case 'digest-source':
          this.senderJobs.push(() => {
            const { bytes } = this.options.source;
            const digest = this.options.digests.sender ? sha256(bytes) : null;
            this.toSender({ kind: 'source-digested', source: this.source, digest });
          });
          break;
        case 'remember':
          this.senderJournal = effect.journal;
          break;
        case 'report':
          this.reports.sender.push(effect.report);
          break;
      }
    }
  }

  #readChunk({ round, offset, length }: SenderEffect & { kind: 'send-chunk' }): void {
    const sender = this.sender;
    if (sender === null || sender.phase === 'ended') return;
    const { source } = sender;
    if (source.size !== this.source.size || source.modifiedAt !== this.source.modifiedAt) {
      this.toSender({ kind: 'source-changed', source: this.source });
      return;
    }
    const bytes = this.options.source.bytes.slice(offset, offset + length);
    if (bytes.length !== length) return;
    const { transferId, attempt } = sender;
    const digest = sha256(bytes);
    const message = { kind: 'deliver-chunk', transferId, attempt, round, offset, length, digest } as const;
    this.network.push({ to: 'receiver', message, bytes });
  }

  #checkCredit(end: number): void {
    const { receiver, sender } = this;
    if (receiver?.phase !== 'receiving' || sender?.phase !== 'sending') return;
    if (receiver.round !== sender.round) return;
    this.mostAhead = Math.max(this.mostAhead, end - receiver.onDisk);
  }

  #receiver(state: Receiver, effects: readonly ReceiverEffect[]): void {
    this.receiver = state;
    for (const effect of effects) this.#perform(effect);
  }

  #job(round: number, work: () => ReceiverEvent): void {
    this.receiverJobs.push(() => {
      const failure = this.diskFault;
      this.toReceiver(failure === null ? work() : { kind: 'disk-refused', round, failure });
    });
  }

  #perform(effect: ReceiverEffect): void {
    switch (effect.kind) {
      case 'send':
        this.network.push({ to: 'sender', message: effect.message });
        break;
      case 'remember':
        this.receiverJobs.push(() => {
          this.disk.journal = effect.journal;
        });
        break;
      case 'report':
        this.reports.receiver.push(effect.report);
        if (effect.report.kind === 'offered') this.receiverJobs.push(() => this.#accept());
        break;
      case 'inspect-partial':
        this.#job(effect.round, () => ({
          ...{ kind: 'inspected', round: effect.round },
          bytes: this.disk.partial?.length ?? null,
        }));
        break;
      case 'truncate-partial':
        this.receiverJobs.push(() => {
          const next = new Uint8Array(effect.to);
          next.set((this.disk.partial ?? none).subarray(0, effect.to));
          this.disk.partial = next;
        });
        break;
      case 'discard-partial':
        this.receiverJobs.push(() => {
          this.disk.partial = null;
        });
        break;
      case 'write': {
        const bytes = this.#incoming.get('next');
        if (bytes === undefined) throw new Error('a write of bytes that did not just arrive');
        this.received += bytes.length;
        this.#job(effect.round, () => {
          const upTo = effect.offset + effect.length;
          const next = new Uint8Array(Math.max(upTo, this.disk.partial?.length ?? 0));
          next.set(this.disk.partial ?? none);
          next.set(bytes, effect.offset);
          this.disk.partial = next;
          return { kind: 'written', round: effect.round, upTo };
        });
        break;
      }
      case 'digest-partial':
        this.#job(effect.round, () => ({
          ...{ kind: 'partial-digested', round: effect.round },
          digest: this.options.digests.receiver ? sha256(this.disk.partial ?? none) : null,
        }));
        break;
      case 'flush':
        this.#job(effect.round, () => ({ kind: 'flushed', round: effect.round }));
        break;
      case 'rename':
        this.#job(effect.round, () => {
          const { name, replace } = effect.target;
          if (this.disk.placed.has(name) && !replace) return { kind: 'name-taken', round: effect.round };
          if (this.disk.partial === null) throw new Error('nothing to rename');
          this.disk.placed.set(name, this.disk.partial);
          this.disk.partial = null;
          return { kind: 'renamed', round: effect.round };
        });
        break;
    }
  }

  #accept(): void {
    const name = safeFileName('report.pdf');
    if (name !== undefined) this.toReceiver({ kind: 'accept', target: { name, replace: false } });
  }

  /** Does the oldest piece of work of one side's disk; false if there is none. */
  work(side: 'sender' | 'receiver'): boolean {
    const jobs = side === 'sender' ? this.senderJobs : this.receiverJobs;
    const job = jobs.shift();
    job?.();
    return job !== undefined;
  }

  /** Does the next thing there is to do, disks first. */
  move(): void {
    if (!this.work('receiver') && !this.work('sender')) this.deliver(0);
  }

  /** Runs without faults until nothing moves; a silence then asks both again, at most `silences` times. */
  settle(silences = 30): void {
    for (let left = silences; ; ) {
      if (this.work('receiver') || this.work('sender')) continue;
      if (this.network.length > 0) {
        this.deliver(0);
        continue;
      }
      const { sender, receiver } = this.outcomes;
      if ((sender !== null && receiver !== null) || left === 0) return;
      left -= 1;
      this.toSender({ kind: 'silence' });
      this.toReceiver({ kind: 'silence' });
    }
  }
}
