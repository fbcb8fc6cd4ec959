import type { Clock } from '../../shared/clock';
import type { FileTransferEvent } from '../../shared/file-transfer/file-transfer-event';
import { filesToBegin, isOver, type QueuedFile } from '../../shared/file-transfer/queue';
import type { Outcome, TransferReport } from '../../shared/file-transfer/transfer';
import type { Author } from '../../shared/session/session-event';
import { newIdentifier } from '../../site/identifiers';
import type { BrowseClient } from './browse-client';
import { entryOfEnd } from './end-entry';
import type { FileRoad } from './file-road';
import type { GrantedFolders } from './granted-folders';
import type { QueueBoard } from './queue-board';
import { choiceFor, type QueueItem } from './queue-item';
import { RunningTransfers } from './running-transfers';
import type { TransferStore } from './transfer-store';

export interface RunnerOptions {
  readonly sessionId: string;
  readonly clock: Clock;
  readonly store: TransferStore;
  readonly granted: GrantedFolders;
  readonly mayTransfer: (direction: QueueItem['direction']) => boolean;
  readonly record: (by: Author, body: FileTransferEvent, commandId?: string) => void;
  /** A file was put into a folder of this computer. */
  readonly placed: (folderId: string, folder: QueueItem['folder']) => void;
}

/** The files of a queue as they begin, wait and end; what a transfer reports becomes the queue's and the log's. */
export class TransferRunner {
  readonly running = new RunningTransfers();
  readonly #options: RunnerOptions;
  readonly #board: QueueBoard;
  readonly #browse: BrowseClient;
  readonly #road: () => FileRoad | undefined;
  #isPumping = false;

  /** `road` is the one that is open. */
  constructor(
    options: RunnerOptions,
    board: QueueBoard,
    browse: BrowseClient,
    road: () => FileRoad | undefined,
  ) {
    this.#options = options;
    this.#board = board;
    this.#browse = browse;
    this.#road = road;
  }

  pause(transferId: string, by: 'representative' | 'customer' = 'representative'): void {
    const status = this.#board.file(transferId)?.status.kind;
    if (status !== 'active' && status !== 'waiting') return;
    this.#board.setPausedBy(transferId, by);
    this.#board.do({ kind: 'pause', transferId });
    if (by === 'representative') this.running.get(transferId)?.pause();
    this.pump();
  }

  unpause(transferId: string): void {
    this.#board.do({ kind: 'unpause', transferId });
    this.pump();
  }

  /** Begins what has its turn; called when a permission or the policy changed too. */
  pump(): void {
    // Beginning a file can end it at once, which would ask again from within.
    if (this.#isPumping || this.#road() === undefined) return;
    this.#isPumping = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) this.#begin(next);
    this.#isPumping = false;
    this.running.shareCredit();
  }

  #next(): QueuedFile | undefined {
    return this.#road() === undefined ? undefined : filesToBegin(this.#board.queue)[0];
  }

  #begin({ transferId, direction }: QueuedFile): void {
    const item = this.#board.item(transferId);
    const { clock } = this.#options;
    this.#board.do({ kind: 'begin', transferId, at: clock.now() });
    if (item === undefined || !this.#options.mayTransfer(direction)) {
      this.end(transferId, { kind: 'refused', reason: 'not-allowed' }, 'site');
      return;
    }
    if (item.startedAt === null) {
      this.#board.setItem({ ...item, startedAt: clock.now() });
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
    const item = this.#board.item(transferId);
    const file = this.#board.file(transferId);
    if (item === undefined || file === undefined) return;
    this.running.go(item, choiceFor(this.#board.queue, file), {
      ...this.#options,
      browse: this.#browse,
      outside: {
        clock: this.#options.clock,
        send: (message) => this.#road()?.send(message),
        sendChunk: (message, bytes) => this.#road()?.sendChunk(message, bytes),
        report: (report) => this.#report(transferId, report),
        progress: (done, size) => this.#board.noteProgress(transferId, done, size),
      },
    });
  }

  #report(transferId: string, report: TransferReport): void {
    switch (report.kind) {
      case 'began-anew': {
        const file = this.#board.file(transferId);
        if (file === undefined) return;
        const { name, direction, size } = file;
        this.#options.record('site', { kind: 'file-transfer-begun-anew', transferId, name, direction, size });
        return;
      }
      case 'paused':
        if (report.by === 'there') this.pause(transferId, 'customer');
        return;
      case 'unpaused':
        if (report.by === 'there' && this.#board.pausedBy(transferId) === 'customer')
          this.unpause(transferId);
        return;
      case 'verifying':
        this.#board.do({ kind: 'verify', transferId });
        return;
      case 'name-taken':
        this.#collide(transferId, report.name);
        return;
      case 'ended':
        this.#reportEnd(transferId, report.outcome);
        return;
      case 'accepted':
      case 'resumed':
        this.running.shareCredit();
        return;
      case 'offered':
        return;
    }
  }

  #collide(transferId: string, existing: QueuedFile['name']): void {
    this.#board.do({ kind: 'collide', transferId, existing });
    if (this.#board.file(transferId)?.status.kind === 'skipped') this.letGo(transferId);
    this.pump();
  }

  #reportEnd(transferId: string, outcome: Outcome): void {
    const item = this.#board.item(transferId);
    if (item === undefined) return;
    if (outcome.kind === 'refused' && outcome.reason === 'name-taken') {
      // The phone remembers a refusal, so the same file goes under another name of the road.
      this.running.drop(item);
      this.#board.setItem({ ...item, roadId: newIdentifier() });
      this.#collide(transferId, item.name);
      return;
    }
    this.end(transferId, outcome, 'site');
    this.pump();
  }

  /** Ends a file in the queue and in the log. */
  end(transferId: string, outcome: Outcome, by: Author): void {
    const file = this.#board.file(transferId);
    const item = this.#board.item(transferId);
    if (file === undefined || item === undefined || isOver(file)) return;
    this.#board.applyProgress();
    this.#board.do({ kind: 'end', transferId, outcome });
    const entry = entryOfEnd(
      this.#board.file(transferId) ?? file,
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
  letGo(transferId: string): void {
    const item = this.#board.item(transferId);
    if (item === undefined) return;
    const transfer = this.running.get(transferId);
    if (transfer?.state?.phase !== 'ended') transfer?.cancel();
    this.running.drop(item);
  }
}
