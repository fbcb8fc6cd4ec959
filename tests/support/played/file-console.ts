import { createHash } from 'node:crypto';
import { FilesEngine } from '../../../customer/files/worker/files-engine';
import { Sandbox } from '../../../customer/files/worker/sandbox';
import { fileLimits } from '../../../shared/file-transfer/file-limits';
import { stepReceiver, takeOffer } from '../../../shared/file-transfer/receiver';
import type { Receiver, ReceiverEvent, ReceiverStep } from '../../../shared/file-transfer/receiver-state';
import {
  decodeFromPhone,
  type FromConsole,
  type FromPhone,
  fromConsoleSchema,
} from '../../../shared/file-transfer/road-message';
import { offerFile, stepSender } from '../../../shared/file-transfer/sender';
import type { Sender, SenderEvent, SenderStep } from '../../../shared/file-transfer/sender-state';
import type { FileAccess } from '../../../shared/session/file-access';
import { MemoryDisk } from './memory-disk';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A console's end of the file road in memory: it sends bytes and collects those it fetches, against the phone's real engine. */
export class FileConsole {
  disk = new MemoryDisk();
  readonly heard: FromPhone[] = [];
  readonly #senders = new Map<string, { state: Sender; readonly bytes: Uint8Array<ArrayBuffer> }>();
  readonly #receivers = new Map<string, { state: Receiver; bytes: Uint8Array<ArrayBuffer> }>();
  readonly #down: Array<{ message: FromConsole; chunk: Uint8Array<ArrayBuffer> | null }> = [];
  /** What the phone sent, heard in its order. */
  #up: Promise<void> = Promise.resolve();
  #engine: FilesEngine | undefined;
  sandbox: Sandbox | undefined;
  identifiers = 0;
  /** Changes a chunk on its way, once for each call that answers true. */
  damage: (offset: number) => boolean = () => false;
  /** Messages that still go down before the phone is killed. */
  left = Number.POSITIVE_INFINITY;

  constructor(public files: FileAccess = { access: 'allowed', at: 0, policy: 'both' }) {}

  get engine(): FilesEngine {
    if (this.#engine === undefined) throw new Error('The phone is not there.');
    return this.#engine;
  }

  /** The phone's page opens, and the road with it. */
  async connect(): Promise<void> {
    const newIdentifier = (): string => {
      this.identifiers += 1;
      return `identifier-${this.identifiers}`;
    };
    const sandbox = await Sandbox.open({ disk: this.disk, newIdentifier, now: () => 1_000 });
    const surroundings = {
      sandbox,
      newIdentifier,
      now: () => 1_000,
      clock: () => 0,
      changed: () => undefined,
    };
    const engine = new FilesEngine(surroundings, 'session-1');
    this.sandbox = sandbox;
    this.#engine = engine;
    engine.setAccess(this.files);
    engine.roadOpened({
      send: (message, chunk) => {
        this.#up = this.#up.then(async () => {
          const bytes = chunk === undefined ? undefined : new Uint8Array(await chunk.arrayBuffer());
          if (this.#engine === engine) this.#hear(message, bytes);
        });
      },
    });
    for (const sender of this.#senders.values()) this.#send(sender, { kind: 'connected' });
  }

  /** The page is gone from one moment to the next; only its disk is left. */
  async kill(): Promise<void> {
    this.#engine?.roadClosed();
    this.#engine = undefined;
    this.#down.length = 0;
    this.disk = this.disk.afterKill();
  }

  upload(
    transferId: string,
    name: string,
    bytes: Uint8Array<ArrayBuffer>,
    how: Partial<Pick<Extract<FromConsole, { kind: 'offer-file' }>, 'folder' | 'onCollision'>> = {},
  ): void {
    const file = { transferId, name, source: { size: bytes.length, modifiedAt: 7 } };
    const begun = offerFile(file, fileLimits);
    const sender = { state: begun.state, bytes, how };
    this.#senders.set(transferId, sender);
    this.#send(sender, { kind: 'connected' });
  }

  /** Sends a message as it is. */
  say(message: FromConsole): void {
    this.#down.push({ message, chunk: null });
  }

  /** Delivers everything until both sides are quiet. */
  async settle(): Promise<void> {
    for (;;) {
      const next = this.#down.shift();
      if (next === undefined) {
        await this.#engine?.settled();
        await this.#up;
        if (this.#down.length === 0) return;
        continue;
      }
      if (this.left <= 0) return;
      this.left -= 1;
      await this.engine.receive(next.message, next.chunk);
    }
  }

  outcomeOf(transferId: string) {
    const state = (this.#senders.get(transferId) ?? this.#receivers.get(transferId))?.state;
    return state?.phase === 'ended' ? state.outcome : null;
  }

  fetched(transferId: string): Uint8Array | undefined {
    return this.#receivers.get(transferId)?.bytes;
  }

  /** Bytes of chunks sent so far for a transfer. */
  sentBytes = 0;

  #hear(message: FromPhone, chunk: Uint8Array<ArrayBuffer> | undefined): void {
    const decoded = decodeFromPhone(JSON.stringify(message));
    if (!decoded.ok) throw new Error(`The phone sent what the protocol does not know: ${decoded.problem}`);
    this.heard.push(message);
    if (!('transferId' in message)) return;
    const sender = this.#senders.get(message.transferId);
    switch (message.kind) {
      case 'await-file':
      case 'accept-file':
      case 'refuse-file':
      case 'acknowledge-bytes':
      case 'repeat-from':
      case 'confirm-file':
        if (sender !== undefined) this.#send(sender, { kind: 'received', message, at: 0 });
        return;
      case 'pause-file':
      case 'cancel-file':
      case 'fail-file':
        if (sender !== undefined) this.#send(sender, { kind: 'received', message, at: 0 });
        else this.#receive(message.transferId, { kind: 'received', message });
        return;
      case 'offer-file': {
        if (this.#receivers.has(message.transferId)) {
          this.#receive(message.transferId, { kind: 'received', message });
          return;
        }
        const begun = takeOffer(message, fileLimits);
        this.#receivers.set(message.transferId, { state: begun.state, bytes: new Uint8Array() });
        this.#carryOut(message.transferId, begun);
        if (begun.state.offered.kind === 'safe')
          this.#receive(message.transferId, {
            kind: 'accept',
            target: { name: begun.state.offered.name, replace: false },
          });
        return;
      }
      case 'deliver-chunk':
        if (chunk === undefined) throw new Error('A chunk came without its bytes.');
        this.#receive(message.transferId, { kind: 'chunk-received', message, found: sha256(chunk) }, chunk);
        return;
      case 'finish-file':
        this.#receive(message.transferId, { kind: 'received', message });
    }
  }

  #send(
    sender: { state: Sender; readonly bytes: Uint8Array<ArrayBuffer>; readonly how?: object },
    event: SenderEvent,
  ): void {
    const step: SenderStep = stepSender(sender.state, event);
    sender.state = step.state;
    for (const effect of step.effects) {
      if (effect.kind === 'send') {
        const message =
          effect.message.kind === 'offer-file' ? { ...effect.message, ...sender.how } : effect.message;
        this.#down.push({ message: fromConsoleSchema.parse(message), chunk: null });
      } else if (effect.kind === 'send-chunk') {
        const { round, offset, length } = effect;
        const chunk = sender.bytes.slice(offset, offset + length);
        const digest = sha256(chunk);
        if (this.damage(offset)) chunk[0] = (chunk[0] ?? 0) ^ 1;
        const { transferId, attempt } = sender.state;
        this.sentBytes += length;
        this.#down.push({
          message: { kind: 'deliver-chunk', transferId, attempt, round, offset, length, digest },
          chunk,
        });
      } else if (effect.kind === 'digest-source') {
        const { source } = sender.state;
        this.#send(sender, { kind: 'source-digested', source, digest: sha256(sender.bytes) });
      }
    }
  }

  #receive(transferId: string, event: ReceiverEvent, chunk?: Uint8Array<ArrayBuffer>): void {
    const receiver = this.#receivers.get(transferId);
    if (receiver === undefined) return;
    const step = stepReceiver(receiver.state, event);
    receiver.state = step.state;
    this.#carryOut(transferId, step, chunk);
  }

  #carryOut(transferId: string, { effects }: ReceiverStep, chunk?: Uint8Array<ArrayBuffer>): void {
    const receiver = this.#receivers.get(transferId);
    if (receiver === undefined) return;
    for (const effect of effects) {
      switch (effect.kind) {
        case 'send':
          this.#down.push({ message: fromConsoleSchema.parse(effect.message), chunk: null });
          break;
        case 'write': {
          const { round, offset, length } = effect;
          const bytes = new Uint8Array(offset + length);
          bytes.set(receiver.bytes);
          if (chunk !== undefined) bytes.set(chunk, offset);
          receiver.bytes = bytes;
          this.#receive(transferId, { kind: 'written', round, upTo: bytes.length });
          break;
        }
        case 'digest-partial': {
          const digest = sha256(receiver.bytes);
          this.#receive(transferId, { kind: 'partial-digested', round: effect.round, digest });
          break;
        }
        case 'flush':
          this.#receive(transferId, { kind: 'flushed', round: effect.round });
          break;
        case 'rename':
          this.#receive(transferId, { kind: 'renamed', round: effect.round });
          break;
        case 'inspect-partial':
          this.#receive(transferId, { kind: 'inspected', round: effect.round, bytes: receiver.bytes.length });
          break;
        case 'truncate-partial':
          receiver.bytes = receiver.bytes.slice(0, effect.to);
          break;
        case 'discard-partial':
          receiver.bytes = new Uint8Array();
          break;
        case 'remember':
        case 'report':
          break;
      }
    }
  }
}
