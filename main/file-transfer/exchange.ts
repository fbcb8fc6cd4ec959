import type { CustomerStorage } from '../../shared/file-transfer/browse';
import type { FileTransferEvent } from '../../shared/file-transfer/file-transfer-event';
import { fromReceiverSchema } from '../../shared/file-transfer/messages';
import {
  type CollisionChoice,
  filesToBegin,
  isOver,
  type QueuedFile,
} from '../../shared/file-transfer/queue';
import type { FromPhone, TransferMessage } from '../../shared/file-transfer/road-message';
import type { Outcome, TransferReport } from '../../shared/file-transfer/transfer';
import type { Author } from '../../shared/session/session-event';
import { newIdentifier } from '../session/identifiers';
import { type Clock, repeat } from '../site/clock';
import { Begun } from './begun';
import { BrowseClient } from './browse-client';
import { Download, isFromSender } from './download';
import { endCommandId, entryOfEnd } from './end-entry';
import type { GrantedFolders } from './granted-folders';
import { QueueBoard } from './queue-board';
import { choiceFor, type QueueItem } from './queue-item';
import type { Road } from './road';
import type { TransferStore } from './transfer-store';
import { Upload } from './upload';

export interface ExchangeOptions {
  readonly sessionId: string;
  readonly clock: Clock;
  readonly store: TransferStore;
  readonly granted: GrantedFolders;
  readonly mayTransfer: (direction: QueueItem['direction']) => boolean;
  readonly record: (by: Author, body: FileTransferEvent, commandId?: string) => void;
  /** Whether the log holds what a command of this identifier made. */
  readonly isRecorded: (commandId: string) => boolean;
  /** Something of the queue or the road changed; `read` what. */
  readonly changed: () => void;
  readonly news: (message: Extract<FromPhone, { kind: 'folder-changed' | 'storage-changed' }>) => void;
  /** A file was put into a folder of this computer. */
  readonly placed: (folderId: string, folder: QueueItem['folder']) => void;
}

/** How often silent transfers are looked for, in milliseconds. */
const tickMs = 2_000;

/** The files of one session on their way: the queue, the transfers under way, and the road they take. */
export class Exchange {
  readonly browse: BrowseClient;
  /** What the phone told last of its space. */
  storage: CustomerStorage | null = null;
  readonly #options: ExchangeOptions;
  readonly board: QueueBoard;
  readonly #begun = new Begun();
  #road: Road | undefined;
  #stopTicking: (() => void) | undefined;
  #isPumping = false;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.browse = new BrowseClient(options.clock, (request) => {
      this.#road?.send(request);
      return this.#road?.isOpen === true;
    });
    this.board = new QueueBoard({
      ...options,
      isOver: (transferId) => options.isRecorded(endCommandId(transferId)),
    });
  }

  get isRoadOpen(): boolean {
    return this.#road !== undefined;
  }

  /** Takes a road that the phone opened; an earlier one is over. */
  roadOpened(make: (listener: ConstructorParameters<typeof Road>[2]) => Road): Road {
    this.#road?.close();
    const road: Road = make({
      message: (message) => this.#receive(message),
      chunk: (message, bytes) => {
        const begun = this.#begun.byRoadId(message.transferId);
        if (begun instanceof Download) begun.receiveChunk(message, bytes);
      },
      closed: () => {
        if (this.#road === road) this.#roadClosed();
      },
    });
    this.#road = road;
    this.#stopTicking ??= repeat(this.#options.clock, () => this.#tick(), tickMs);
    this.#pump();
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
    this.#pump();
    return this.board.queue.files.length - before;
  }

  pause(transferId: string, by: 'representative' | 'customer' = 'representative'): void {
    const status = this.board.file(transferId)?.status.kind;
    if (status !== 'active' && status !== 'waiting') return;
    this.board.setPausedBy(transferId, by);
    this.board.do({ kind: 'pause', transferId });
    if (by === 'representative') this.#begun.get(transferId)?.pause();
    this.#pump();
  }

  unpause(transferId: string): void {
    this.board.do({ kind: 'unpause', transferId });
    this.#pump();
  }

  /** Cancels one file; nothing of it stays. */
  cancel(transferId: string, by: Author = 'representative'): void {
    const file = this.board.file(transferId);
    if (file === undefined || file.status.kind === 'skipped') return;
    if (file.status.kind === 'ended' && file.status.outcome.kind !== 'failed') return;
    const begun = this.#begun.get(transferId);
    const outcome = { kind: 'cancelled', by: by === 'customer' ? 'there' : 'here' } as const;
    if (file.status.kind === 'ended') this.board.do({ kind: 'retry', transferId });
    this.#ended(transferId, outcome, by);
    begun?.cancel();
    this.#letGo(transferId);
    this.#pump();
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
    this.#pump();
  }

  move(transferId: string, index: number): void {
    this.board.do({ kind: 'move', transferId, index });
  }

  choose(transferId: string, choice: CollisionChoice, forAll: boolean): void {
    this.board.do({ kind: 'choose', transferId, choice, forAll });
    for (const file of this.board.queue.files)
      if (file.status.kind === 'skipped') this.#letGo(file.transferId);
    this.#pump();
  }

  clearEnded(): void {
    for (const file of this.board.queue.files) {
      if (isOver(file)) this.#letGo(file.transferId);
    }
    this.board.clearEnded();
  }

  /** Begins what has its turn; called when a permission or the policy changed too. */
  #pump(): void {
    // Beginning a file can end it at once, which would ask again from within.
    if (this.#isPumping || this.#road === undefined) return;
    this.#isPumping = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) this.#begin(next);
    this.#isPumping = false;
    this.#begun.shareCredit();
  }

  #next(): QueuedFile | undefined {
    return this.#road === undefined ? undefined : filesToBegin(this.board.queue)[0];
  }

  #begin({ transferId, direction }: QueuedFile): void {
    const item = this.board.item(transferId);
    const { clock } = this.#options;
    this.board.do({ kind: 'begin', transferId, at: clock.now() });
    if (item === undefined || !this.#options.mayTransfer(direction)) {
      this.#ended(transferId, { kind: 'refused', reason: 'not-allowed' }, 'site');
      return;
    }
    if (item.startedAt === null) {
      this.board.setItem({ ...item, startedAt: clock.now() });
      const { name, size } = item;
      const spelled = item.sourceNames.at(-1) ?? name;
      const spelledAs = spelled === name ? null : spelled;
      // Named after the transfer: where the queue on disk does not know yet that it began, it is offered once all the same.
      this.#options.record(
        'representative',
        { kind: 'file-transfer-offered', transferId, name, direction, spelledAs, size },
        `offered-${transferId}`,
      );
    }
    this.#go(transferId);
  }

  #go(transferId: string): void {
    const item = this.board.item(transferId);
    const file = this.board.file(transferId);
    if (item === undefined || file === undefined) return;
    this.#begun.go(item, choiceFor(this.board.queue, file), {
      ...this.#options,
      browse: this.browse,
      outside: {
        clock: this.#options.clock,
        send: (message) => this.#road?.send(message),
        sendChunk: (message, bytes) => this.#road?.sendChunk(message, bytes),
        report: (report) => this.#report(transferId, report),
        progress: (done, size) => this.board.noteProgress(transferId, done, size),
      },
    });
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
    const begun = this.#begun.byRoadId(transferId);
    if (begun instanceof Upload) {
      const fromReceiver = fromReceiverSchema.safeParse(message);
      if (fromReceiver.success) begun.receive(fromReceiver.data);
    } else if (begun instanceof Download) {
      if (isFromSender(message) && message.kind !== 'deliver-chunk') begun.receive(message);
    } else if (message.kind === 'offer-file') {
      // Nothing comes that was not asked for.
      this.#road?.send({ kind: 'refuse-file', transferId, attempt, reason: 'not-allowed' });
    } else if (message.kind === 'accept-file' || message.kind === 'acknowledge-bytes') {
      this.#road?.send({ kind: 'cancel-file', transferId, attempt });
    }
  }

  #report(transferId: string, report: TransferReport): void {
    switch (report.kind) {
      case 'began-anew': {
        const file = this.board.file(transferId);
        if (file === undefined) return;
        const { name, direction, size } = file;
        this.#options.record('site', { kind: 'file-transfer-begun-anew', transferId, name, direction, size });
        return;
      }
      case 'paused':
        if (report.by === 'there') this.pause(transferId, 'customer');
        return;
      case 'unpaused':
        if (report.by === 'there' && this.board.pausedBy(transferId) === 'customer') this.unpause(transferId);
        return;
      case 'verifying':
        this.board.do({ kind: 'verify', transferId });
        return;
      case 'name-taken':
        this.#collide(transferId, report.name);
        return;
      case 'ended':
        this.#reportEnd(transferId, report.outcome);
        return;
      case 'accepted':
      case 'resumed':
        this.#begun.shareCredit();
        return;
      case 'offered':
        return;
    }
  }

  #collide(transferId: string, existing: QueuedFile['name']): void {
    this.board.do({ kind: 'collide', transferId, existing });
    if (this.board.file(transferId)?.status.kind === 'skipped') this.#letGo(transferId);
    this.#pump();
  }

  #reportEnd(transferId: string, outcome: Outcome): void {
    const item = this.board.item(transferId);
    if (item === undefined) return;
    if (outcome.kind === 'refused' && outcome.reason === 'name-taken') {
      // The phone remembers a refusal, so the same file goes under another name of the road.
      this.#begun.drop(item);
      this.board.setItem({ ...item, roadId: newIdentifier() });
      this.#collide(transferId, item.name);
      return;
    }
    this.#ended(transferId, outcome, 'site');
    this.#pump();
  }

  /** Ends a file in the queue and in the log. */
  #ended(transferId: string, outcome: Outcome, by: Author): void {
    const file = this.board.file(transferId);
    const item = this.board.item(transferId);
    if (file === undefined || item === undefined || isOver(file)) return;
    this.board.applyProgress();
    this.board.do({ kind: 'end', transferId, outcome });
    const entry = entryOfEnd(
      this.board.file(transferId) ?? file,
      item,
      outcome,
      by,
      this.#options.clock.now(),
    );
    if (entry !== undefined) this.#options.record(entry.by, entry.body, entry.commandId);
    if (outcome.kind === 'completed' && file.direction === 'to-representative') {
      const { sessionId, store } = this.#options;
      // Where the disk refuses, the journal goes with the session.
      store.forgetJournal(sessionId, item.roadId).catch(() => undefined);
      this.#options.placed(item.folderId, item.folder);
    }
  }

  /** Lets go of a transfer for good: what there is of it on this disk is thrown away. */
  #letGo(transferId: string): void {
    const item = this.board.item(transferId);
    if (item === undefined) return;
    const begun = this.#begun.get(transferId);
    if (begun?.state?.phase !== 'ended') begun?.cancel();
    this.#begun.drop(item);
  }

  #roadClosed(): void {
    this.#road = undefined;
    this.#stopTicking?.();
    this.#stopTicking = undefined;
    this.browse.roadClosed();
    for (const transfer of this.#begun.all()) if (transfer instanceof Upload) transfer.disconnect();
    this.board.applyProgress();
    for (const { status, transferId } of this.board.queue.files) {
      if (status.kind === 'active' || status.kind === 'verifying')
        this.board.do({ kind: 'wait', transferId });
    }
    this.#options.changed();
  }

  #tick(): void {
    for (const transfer of this.#begun.all()) transfer.tick();
    this.#begun.shareCredit();
  }

  /** Lets go of every file and the road; with its journals the exchange can be made again. Resolves when all files are closed. */
  async dispose(): Promise<void> {
    this.board.keepNow();
    this.#road?.close();
    await this.#begun.dispose();
  }
}
