import type { Clock } from '../../shared/clock';
import {
  emptyQueue,
  isOver,
  type Queue,
  type QueueAction,
  type QueuedFile,
  queueTotals,
  reduceQueue,
} from '../../shared/file-transfer/queue';
import type { TransferTotals, TransferView } from '../../shared/ipc/file-view';
import { choiceFor, type QueueItem, viewOf } from './queue-item';
import type { TransferStore } from './transfer-store';

/** How soon a change of the queue is written down, in milliseconds. */
const keptAfterMs = 500;

export interface QueueBoardOptions {
  readonly sessionId: string;
  readonly clock: Clock;
  readonly store: TransferStore;
  /** Whether the log says already how a file ended; the queue on disk may be a moment older. */
  readonly isOver: (transferId: string) => boolean;
  readonly changed: () => void;
}

/** A session's queue with what main knows of each file; written down so that a restart goes on with it. */
export class QueueBoard {
  readonly #options: QueueBoardOptions;
  readonly #items = new Map<string, QueueItem>();
  readonly #pausedBy = new Map<string, 'representative' | 'customer'>();
  readonly #progress = new Map<string, { readonly done: number; readonly size: number }>();
  #queue: Queue = emptyQueue;
  #cancelKeep: (() => void) | undefined;

  constructor(options: QueueBoardOptions) {
    this.#options = options;
    this.#takeUp();
  }

  get queue(): Queue {
    return this.#queue;
  }

  get totals(): TransferTotals {
    return queueTotals(this.#queue);
  }

  /** A file as the console shows it. */
  view(file: QueuedFile): TransferView[] {
    const item = this.#items.get(file.transferId);
    return item === undefined ? [] : [viewOf(file, item, this.pausedBy(file.transferId) ?? 'representative')];
  }

  file(transferId: string): QueuedFile | undefined {
    return this.#queue.files.find((file) => file.transferId === transferId);
  }

  item(transferId: string): QueueItem | undefined {
    return this.#items.get(transferId);
  }

  setItem(item: QueueItem): void {
    this.#items.set(item.transferId, item);
  }

  pausedBy(transferId: string): 'representative' | 'customer' | undefined {
    return this.#pausedBy.get(transferId);
  }

  setPausedBy(transferId: string, by: 'representative' | 'customer'): void {
    this.#pausedBy.set(transferId, by);
  }

  do(action: QueueAction): void {
    const next = reduceQueue(this.#queue, action);
    if (next === this.#queue) return;
    this.#queue = next;
    this.#cancelKeep ??= this.#options.clock.setTimer(() => this.#keep(), keptAfterMs);
    this.#options.changed();
  }

  /** Takes what is over off the list. */
  clearEnded(): void {
    this.do({ kind: 'clear-ended' });
    const left = new Set(this.#queue.files.map(({ transferId }) => transferId));
    for (const transferId of [...this.#items.keys()]) {
      if (left.has(transferId)) continue;
      this.#items.delete(transferId);
      this.#pausedBy.delete(transferId);
    }
  }

  /** Notes how far a file is; counted when the queue is looked at, not many times a second. */
  noteProgress(transferId: string, done: number, size: number): void {
    this.#progress.set(transferId, { done, size });
    this.#options.changed();
  }

  /** Counts what has come since it was last counted; called before the queue is shown. */
  applyProgress(): void {
    const at = this.#options.clock.now();
    const progress = [...this.#progress];
    this.#progress.clear();
    for (const [transferId, { done, size }] of progress) {
      this.#queue = reduceQueue(this.#queue, { kind: 'progress', transferId, done, size, at });
    }
  }

  /** Writes down what was not yet, at once: what the representative was told is queued survives a crash. */
  keepNow(): void {
    if (this.#cancelKeep !== undefined) this.#keep();
  }

  #keep(): void {
    this.#cancelKeep?.();
    this.#cancelKeep = undefined;
    const items = this.#queue.files.flatMap((file) => {
      const item = this.#items.get(file.transferId);
      if (item === undefined || isOver(file)) return [];
      return [{ ...item, choice: choiceFor(this.#queue, file), isPaused: file.status.kind === 'paused' }];
    });
    try {
      this.#options.store.keepQueue(this.#options.sessionId, items);
    } catch {
      // A full disk keeps no queue; what is under way has its own journal, and says so when that fails.
    }
  }

  #takeUp(): void {
    const { store, sessionId, isOver: isOverInLog } = this.#options;
    const items = store.queue(sessionId).filter(({ transferId }) => !isOverInLog(transferId));
    for (const item of items) this.#items.set(item.transferId, item);
    this.#queue = {
      choiceForAll: {},
      files: items.map(({ transferId, batchId, name, direction, size, choice, isPaused, startedAt }) => ({
        ...{ transferId, batchId, name, direction, size, choice, done: 0 },
        begun: startedAt !== null,
        status: { kind: isPaused ? 'paused' : 'waiting' },
      })),
    };
  }
}
