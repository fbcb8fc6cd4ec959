import { repeat } from '../../shared/clock';
import type { CustomerStorage } from '../../shared/file-transfer/browse';
import { fromReceiverSchema } from '../../shared/file-transfer/messages';
import { type CollisionChoice, isOver } from '../../shared/file-transfer/queue';
import type { FromPhone, TransferMessage } from '../../shared/file-transfer/road-message';
import type { Author } from '../../shared/session/session-event';
import { BrowseClient } from './browse-client';
import { Download, isFromSender } from './download';
import { endCommandId } from './end-entry';
import type { FileRoad } from './file-road';
import { QueueBoard } from './queue-board';
import type { QueueItem } from './queue-item';
import { type RunnerOptions, TransferRunner } from './transfer-runner';
import { Upload } from './upload';

export interface SessionTransfersOptions extends RunnerOptions {
  /** Whether the log holds what a command of this identifier made. */
  readonly isRecorded: (commandId: string) => boolean;
  /** Something of the queue or the road changed. */
  readonly changed: () => void;
  readonly news: (message: Extract<FromPhone, { kind: 'folder-changed' | 'storage-changed' }>) => void;
}

/** How often silent transfers are looked for, in milliseconds. */
const tickMs = 2_000;

/** The files of one session on their way: the queue, the transfers under way, and the road they take. */
export class SessionTransfers {
  readonly browse: BrowseClient;
  /** What the phone told last of its space. */
  storage: CustomerStorage | null = null;
  readonly #options: SessionTransfersOptions;
  readonly board: QueueBoard;
  readonly #runner: TransferRunner;
  #road: FileRoad | undefined;
  #stopTicking: (() => void) | undefined;

  constructor(options: SessionTransfersOptions) {
    this.#options = options;
    this.browse = new BrowseClient(options.clock, (request) => {
      this.#road?.send(request);
      return this.#road?.isOpen === true;
    });
    this.board = new QueueBoard({
      ...options,
      isOver: (transferId) => options.isRecorded(endCommandId(transferId)),
    });
    this.#runner = new TransferRunner(options, this.board, this.browse, () => this.#road);
  }

  get isRoadOpen(): boolean {
    return this.#road !== undefined;
  }

  /** Takes a road that the phone opened; an earlier one is over. */
  roadOpened(make: (listener: ConstructorParameters<typeof FileRoad>[2]) => FileRoad): FileRoad {
    this.#road?.close();
    const road: FileRoad = make({
      message: (message) => this.#receive(message),
      chunk: (message, bytes) => {
        const transfer = this.#runner.running.byRoadId(message.transferId);
        if (transfer instanceof Download) transfer.receiveChunk(message, bytes);
      },
      closed: () => {
        if (this.#road === road) this.#roadClosed();
      },
    });
    this.#road = road;
    this.#stopTicking ??= repeat(this.#options.clock, () => this.#tick(), tickMs);
    this.#runner.pump();
    this.#options.changed();
    return road;
  }

  closeRoad(): void {
    this.#road?.close();
  }

  add(items: readonly QueueItem[], onCollision: CollisionChoice | 'ask'): number {
    const before = this.board.queue.files.length;
    for (const item of items) this.board.setItem(item);
    this.board.do({ kind: 'add', files: items });
    const [first] = items;
    if (onCollision !== 'ask' && first !== undefined) {
      this.board.do({ kind: 'choose', transferId: first.transferId, choice: onCollision, forAll: true });
    }
    this.board.keepNow();
    this.#runner.pump();
    return this.board.queue.files.length - before;
  }

  pause(transferId: string): void {
    this.#runner.pause(transferId);
  }

  unpause(transferId: string): void {
    this.#runner.unpause(transferId);
  }

  /** Cancels one file; nothing of it stays. */
  cancel(transferId: string, by: Author = 'representative'): void {
    const file = this.board.file(transferId);
    if (file === undefined || file.status.kind === 'skipped') return;
    if (file.status.kind === 'ended' && file.status.outcome.kind !== 'failed') return;
    const transfer = this.#runner.running.get(transferId);
    const outcome = { kind: 'cancelled', by: by === 'customer' ? 'there' : 'here' } as const;
    if (file.status.kind === 'ended') this.board.do({ kind: 'retry', transferId });
    this.#runner.end(transferId, outcome, by);
    transfer?.cancel();
    this.#runner.letGo(transferId);
    this.#runner.pump();
  }

  /** Cancels all files that are not over, or those of one direction. */
  cancelAll(by: Author, direction?: QueueItem['direction']): void {
    for (const file of this.board.queue.files) {
      if (!isOver(file) && (direction === undefined || file.direction === direction))
        this.cancel(file.transferId, by);
    }
  }

  retry(transferId: string): void {
    this.board.do({ kind: 'retry', transferId });
    this.#runner.pump();
  }

  move(transferId: string, index: number): void {
    this.board.do({ kind: 'move', transferId, index });
  }

  choose(transferId: string, choice: CollisionChoice, forAll: boolean): void {
    this.board.do({ kind: 'choose', transferId, choice, forAll });
    for (const file of this.board.queue.files)
      if (file.status.kind === 'skipped') this.#runner.letGo(file.transferId);
    this.#runner.pump();
  }

  clearEnded(): void {
    for (const file of this.board.queue.files) {
      if (isOver(file)) this.#runner.letGo(file.transferId);
    }
    this.board.clearEnded();
  }

  #receive(message: Exclude<FromPhone, { kind: 'deliver-chunk' }>): void {
    switch (message.kind) {
      case 'folder-listed':
      case 'request-done':
      case 'request-refused':
        this.browse.receive(message);
        return;
      case 'folder-changed':
      case 'storage-changed':
        if (message.kind === 'storage-changed') this.storage = { usage: message.usage, quota: message.quota };
        this.#options.news(message);
        return;
      case 'pong':
        return;
      default:
        this.#receiveTransfer(message);
    }
  }

  #receiveTransfer(message: TransferMessage): void {
    const { transferId, attempt } = message;
    const transfer = this.#runner.running.byRoadId(transferId);
    if (transfer instanceof Upload) {
      const fromReceiver = fromReceiverSchema.safeParse(message);
      if (fromReceiver.success) transfer.receive(fromReceiver.data);
    } else if (transfer instanceof Download) {
      if (isFromSender(message) && message.kind !== 'deliver-chunk') transfer.receive(message);
    } else if (message.kind === 'offer-file') {
      // Nothing comes that was not asked for.
      this.#road?.send({ kind: 'refuse-file', transferId, attempt, reason: 'not-allowed' });
    } else if (message.kind === 'accept-file' || message.kind === 'acknowledge-bytes') {
      this.#road?.send({ kind: 'cancel-file', transferId, attempt });
    }
  }

  #roadClosed(): void {
    this.#road = undefined;
    this.#stopTicking?.();
    this.#stopTicking = undefined;
    this.browse.roadClosed();
    for (const transfer of this.#runner.running.all()) if (transfer instanceof Upload) transfer.disconnect();
    this.board.applyProgress();
    for (const { status, transferId } of this.board.queue.files) {
      if (status.kind === 'active' || status.kind === 'verifying')
        this.board.do({ kind: 'wait', transferId });
    }
    this.#options.changed();
  }

  #tick(): void {
    for (const transfer of this.#runner.running.all()) transfer.tick();
    this.#runner.running.shareCredit();
  }

  /** Lets go of every file and the road; with its journals they can be taken up again. Resolves when all files are closed. */
  async dispose(): Promise<void> {
    this.board.keepNow();
    this.#road?.close();
    await this.#runner.running.dispose();
  }
}
