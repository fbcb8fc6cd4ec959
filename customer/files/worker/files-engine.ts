import { shareCredit } from '../../../shared/file-transfer/credit';
import { fileLimits } from '../../../shared/file-transfer/file-limits';
import type { FromSender } from '../../../shared/file-transfer/messages';
import { restartReceiver, takeOffer } from '../../../shared/file-transfer/receiver';
import type { ChunkMessage } from '../../../shared/file-transfer/receiver-state';
import type { FromConsole, FromPhone, TransferMessage } from '../../../shared/file-transfer/road-message';
import { offerFile, restartSender } from '../../../shared/file-transfer/sender';
import type { TransferRefusal } from '../../../shared/file-transfer/transfer';
import { type FileAccess, mayTransfer, noFileAccess } from '../../../shared/session/file-access';
import { answerBrowse } from './answer-browse';
import { type Destination, isTooMany, ReceivingFile } from './receiving-file';
import { contentName, type Sandbox } from './sandbox';
import type { SandboxFile } from './sandbox-record';
import { SendingFile } from './sending-file';
import type { TransferHost } from './transfer-host';
import type { TransferView } from './worker-messages';

/** Milliseconds without a word about a transfer after which it is asked for. */
const silenceMs = 5_000;

/** Bytes of chunks that may wait for the disk before the road is read on. */
const waitingBytes = 2 * fileLimits.creditBytes;

export interface EngineSurroundings {
  readonly sandbox: Sandbox;
  readonly newIdentifier: () => string;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  /** In milliseconds, of a clock that never jumps. */
  readonly clock: () => number;
  /** `transfers` answers something else now. */
  readonly changed: () => void;
}

/** Where the engine's messages go while a road is open. */
export interface OpenRoad {
  readonly send: (message: FromPhone, chunk?: Blob) => void;
}

/** The phone's end of the transfers of one session: takes what the console sends and sends what it asks for. */
export class FilesEngine {
  readonly #surroundings: EngineSurroundings;
  readonly #host: TransferHost;
  readonly #receiving = new Map<string, ReceivingFile>();
  readonly #sending = new Map<string, SendingFile>();
  readonly #deciding = new Set<Promise<void>>();
  #files: FileAccess = noFileAccess;
  #road: OpenRoad | undefined;
  #waiting = 0;

  constructor(surroundings: EngineSurroundings, sessionId: string) {
    this.#surroundings = surroundings;
    const { sandbox, now, clock } = surroundings;
    this.#host = {
      ...{ sandbox, sessionId, now, clock },
      send: (message, chunk) => this.#road?.send(message, chunk),
      changed: () => surroundings.changed(),
      ended: (transferId) => this.#ended(transferId),
    };
    for (const kept of sandbox.transfers) {
      if (kept.sessionId !== sessionId) continue;
      if (kept.kind === 'sender' && kept.journal.outcome === null) this.#sender(kept.transferId);
      if (kept.kind === 'receiver' && kept.journal.stage.kind !== 'ended') this.#receiver(kept.transferId);
    }
  }

  /** The transfers under way and those that failed. */
  transfers(): readonly TransferView[] {
    return [...this.#receiving.values(), ...this.#sending.values()].map((transfer) => transfer.view());
  }

  setAccess(files: FileAccess): void {
    this.#files = files;
  }

  /** The road is open: what is under way goes on over it. */
  roadOpened(road: OpenRoad): void {
    this.#road = road;
    for (const sending of this.#sending.values()) void sending.take({ kind: 'connected' });
    this.shareCredit();
  }

  roadClosed(): void {
    this.#road = undefined;
  }

  /** Takes a message of the console; resolves once the next may be read. Never rejects. */
  async receive(message: FromConsole, chunk: Uint8Array<ArrayBuffer> | null): Promise<void> {
    switch (message.kind) {
      case 'deliver-chunk':
        if (chunk !== null) await this.#takeChunk(message, chunk);
        return;
      case 'offer-file':
        this.#offered(message);
        return;
      case 'finish-file':
        void this.#receiver(message.transferId)?.take({ kind: 'received', message });
        return;
      case 'pause-file':
      case 'cancel-file':
      case 'fail-file': {
        const receiving = this.#receiver(message.transferId);
        if (receiving !== undefined) void receiving.take({ kind: 'received', message });
        else this.#toSender(message);
        return;
      }
      case 'await-file':
      case 'accept-file':
      case 'refuse-file':
      case 'acknowledge-bytes':
      case 'repeat-from':
      case 'confirm-file':
        this.#toSender(message);
        return;
      case 'fetch-file':
      case 'list-folder':
      case 'create-folder':
      case 'rename-entry':
      case 'delete-entries': {
        const { answer, fetched } = await answerBrowse(this.#host.sandbox, this.#files, message);
        this.#road?.send(answer);
        if (fetched !== null && message.kind === 'fetch-file') this.#begin(message.transferId, fetched);
        return;
      }
      case 'ping':
        return;
    }
  }

  /** Pauses, takes up or cancels a transfer, as the customer says; one that is not there is no failure. */
  async act(transferId: string, kind: 'pause' | 'unpause' | 'cancel'): Promise<void> {
    const event = kind === 'unpause' ? { kind, at: this.#host.clock() } : { kind };
    await this.#receiver(transferId)?.take({ kind });
    await this.#sender(transferId)?.take(event);
  }

  /** Cancels whatever is under way: the customer took the permission back. */
  async cancelAll(): Promise<void> {
    for (const transferId of [...this.#receiving.keys(), ...this.#sending.keys()]) {
      await this.act(transferId, 'cancel');
    }
  }

  /** Asks after transfers about which nothing was heard for long; to be called each second while a road is open. */
  checkSilence(): void {
    for (const transfer of [...this.#receiving.values(), ...this.#sending.values()]) {
      transfer.checkSilence(silenceMs);
    }
    this.shareCredit();
  }

  /** Divides what may be on its way among the files being sent. */
  shareCredit(): void {
    const sending = [...this.#sending.values()].filter((file) => file.left() > 0);
    const shares = shareCredit(
      fileLimits.creditBytes,
      sending.map((file) => file.left()),
    );
    sending.forEach((file, index) => {
      const event = { kind: 'credit-shared', bytes: shares[index] ?? 0, at: this.#host.clock() } as const;
      void file.take(event);
    });
  }

  /** Everything taken so far is done. */
  async settled(): Promise<void> {
    await Promise.all([...this.#deciding]);
    await Promise.all([...this.#receiving.values()].map((file) => file.settled()));
    await Promise.all([...this.#sending.values()].map((file) => file.settled()));
  }

  /** Lets go of the disk; what is under way can be taken up by another engine. */
  async close(): Promise<void> {
    this.#road = undefined;
    await this.settled();
    for (const receiving of this.#receiving.values()) await receiving.close();
    for (const sending of this.#sending.values()) sending.close();
  }

  async #takeChunk(message: ChunkMessage, chunk: Uint8Array<ArrayBuffer>): Promise<void> {
    const receiving = this.#receiver(message.transferId);
    if (receiving === undefined) return;
    this.#waiting += chunk.length;
    const taken = receiving.takeChunk(message, chunk).then(() => {
      this.#waiting -= chunk.length;
    });
    if (this.#waiting > waitingBytes) await taken;
  }

  #offered(message: FromSender & { readonly kind: 'offer-file' }): void {
    const known = this.#receiver(message.transferId);
    if (known !== undefined) {
      void known.take({ kind: 'received', message });
      return;
    }
    const { onCollision = 'refuse' } = message;
    const folder = message.folder ?? '';
    const content = contentName(this.#surroundings.newIdentifier());
    const destination: Destination = { folder, keepBoth: onCollision === 'keep-both', content };
    const step = takeOffer(message, fileLimits);
    const receiving = new ReceivingFile(this.#host, destination, step);
    this.#receiving.set(message.transferId, receiving);
    this.#surroundings.changed();
    if (step.state.phase === 'ended') return;
    const deciding = this.#decide(receiving, destination, onCollision === 'replace');
    this.#deciding.add(deciding);
    void deciding.finally(() => this.#deciding.delete(deciding));
  }

  /** Nobody is asked again: the customer has allowed it or not. */
  async #decide(receiving: ReceivingFile, destination: Destination, replace: boolean): Promise<void> {
    const { sandbox } = this.#host;
    const { offered, source } = receiving.state;
    const name = offered.kind === 'changed' ? offered.to : offered.kind === 'safe' ? offered.name : undefined;
    const refuse = (reason: TransferRefusal): Promise<void> => receiving.take({ kind: 'refuse', reason });
    if (!mayTransfer(this.#files, 'to-customer')) return refuse('not-allowed');
    if (name === undefined) return refuse('name-refused');
    if (isTooMany(this.#receiving.size)) return refuse('too-many');
    const folder = sandbox.index.folderAt(destination.folder);
    const there = folder === undefined ? undefined : sandbox.index.child(folder, name);
    const inTheWay = destination.folder !== '' && sandbox.index.entryAt(destination.folder)?.kind === 'file';
    const mayReplace = replace && there?.kind === 'file';
    if (inTheWay || (there !== undefined && !destination.keepBoth && !mayReplace))
      return refuse('name-taken');
    const room = await sandbox.disk.room().catch(() => null);
    if (room !== null && room.quota - room.usage < source.size) return refuse('no-space');
    const free = destination.keepBoth && folder !== undefined ? sandbox.index.freeName(folder, name) : name;
    await receiving.take({ kind: 'accept', target: { name: free, replace } });
  }

  #begin(transferId: string, file: SandboxFile): void {
    let sending = this.#sender(transferId);
    if (sending === undefined) {
      const source = { size: file.size, modifiedAt: file.modifiedAt };
      const step = offerFile({ transferId, name: file.name, source }, fileLimits);
      sending = new SendingFile(this.#host, file.content, step);
      this.#sending.set(transferId, sending);
    }
    void sending.take({ kind: 'connected' });
    this.shareCredit();
    this.#surroundings.changed();
  }

  #toSender(message: Exclude<TransferMessage, FromSender> | (FromSender & { kind: EitherKind })): void {
    const sending = this.#sender(message.transferId);
    if (sending === undefined) {
      // Where the phone's storage was cleared nobody knows this transfer any more.
      const { transferId, kind } = message;
      if (kind === 'cancel-file' || kind === 'fail-file') return;
      this.#road?.send({ kind: 'fail-file', transferId, attempt: message.attempt, failure: 'source-gone' });
      return;
    }
    void sending.take({ kind: 'received', message, at: this.#host.clock() });
  }

  /** The receiver under way, or taken up from what was kept. */
  #receiver(transferId: string): ReceivingFile | undefined {
    const live = this.#receiving.get(transferId);
    if (live !== undefined) return live;
    const kept = this.#host.sandbox.transfer(transferId);
    if (kept?.kind !== 'receiver' || kept.sessionId !== this.#host.sessionId) return undefined;
    const { folder, keepBoth, content, journal } = kept;
    const step = restartReceiver(journal, fileLimits);
    const receiving = new ReceivingFile(this.#host, { folder, keepBoth, content }, step);
    this.#receiving.set(transferId, receiving);
    return receiving;
  }

  #sender(transferId: string): SendingFile | undefined {
    const live = this.#sending.get(transferId);
    if (live !== undefined) return live;
    const kept = this.#host.sandbox.transfer(transferId);
    if (kept?.kind !== 'sender' || kept.sessionId !== this.#host.sessionId) return undefined;
    const { content, journal } = kept;
    const sending = new SendingFile(this.#host, content, restartSender(journal, journal.source, fileLimits));
    this.#sending.set(transferId, sending);
    return sending;
  }

  /** Lets go of a transfer that is over; its record answers whoever still asks. A failed one waits for another attempt. */
  #ended(transferId: string): void {
    for (const transfers of [this.#receiving, this.#sending]) {
      const state = transfers.get(transferId)?.state;
      if (state?.phase === 'ended' && state.outcome.kind !== 'failed') transfers.delete(transferId);
    }
    this.#surroundings.changed();
    this.shareCredit();
  }
}

type EitherKind = 'pause-file' | 'cancel-file' | 'fail-file';
