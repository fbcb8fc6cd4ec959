import { fileLimits } from './file-limits';
import type { SafeFileName } from './file-name';
import { type Meter, readMeter, startMeter, timeLeftMs } from './meter';
import type { Outcome } from './transfer';

export type Direction = 'to-customer' | 'to-representative';

/** The choices when a file of that name exists already. */
export type CollisionChoice = 'replace' | 'keep-both' | 'skip';

export type QueueStatus =
  | { readonly kind: 'waiting' }
  /** A file of that name exists: a person chooses. */
  | { readonly kind: 'colliding'; readonly existing: SafeFileName }
  | { readonly kind: 'active'; readonly meter: Meter }
  | { readonly kind: 'verifying' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'ended'; readonly outcome: Outcome };

/** One file of the queue. */
export interface QueuedFile {
  readonly transferId: string;
  /** Files added together; a choice "for all" holds for these. */
  readonly batchId: string;
  readonly name: SafeFileName;
  readonly direction: Direction;
  /** In bytes. */
  readonly size: number;
  readonly done: number;
  /** Whether its transfer exists, so that it is taken up and not begun. */
  readonly begun: boolean;
  readonly choice: CollisionChoice | null;
  readonly status: QueueStatus;
}

export interface Queue {
  /** In the order they start. */
  readonly files: readonly QueuedFile[];
  readonly choiceForAll: Readonly<Record<string, CollisionChoice>>;
}

export type NewFile = Pick<QueuedFile, 'transferId' | 'batchId' | 'name' | 'direction' | 'size'>;

/** Actions on the queue. */
type FileAction =
  | { readonly kind: 'begin'; readonly transferId: string; readonly at: number }
  /** `done` bytes of `size` are on the receiver's disk; `at` in milliseconds. */
  | {
      readonly kind: 'progress';
      readonly transferId: string;
      readonly done: number;
      readonly size: number;
      readonly at: number;
    }
  | { readonly kind: 'verify'; readonly transferId: string }
  | { readonly kind: 'collide'; readonly transferId: string; readonly existing: SafeFileName }
  | { readonly kind: 'pause'; readonly transferId: string }
  | { readonly kind: 'unpause'; readonly transferId: string }
  /** The road is gone: it has to wait for its turn again. */
  | { readonly kind: 'wait'; readonly transferId: string }
  /** Also how a file is cancelled, whether its transfer began or not. */
  | { readonly kind: 'end'; readonly transferId: string; readonly outcome: Outcome }
  | { readonly kind: 'retry'; readonly transferId: string };

export type QueueAction =
  | FileAction
  | { readonly kind: 'add'; readonly files: readonly NewFile[] }
  | {
      readonly kind: 'choose';
      readonly transferId: string;
      readonly choice: CollisionChoice;
      readonly forAll: boolean;
    }
  /** Moves a file to `index` among all. */
  | { readonly kind: 'move'; readonly transferId: string; readonly index: number }
  /** Forgets a file that is over. */
  | { readonly kind: 'remove'; readonly transferId: string }
  | { readonly kind: 'clear-ended' };

export const emptyQueue: Queue = { files: [], choiceForAll: {} };

/** Returns the queue after an action; one that does not fit changes nothing. Files beyond 20,000 are not added. */
export function reduceQueue(queue: Queue, action: QueueAction): Queue {
  switch (action.kind) {
    case 'add': {
      const known = new Set(queue.files.map((file) => file.transferId));
      const added = action.files
        .filter((file) => !known.has(file.transferId))
        .slice(0, fileLimits.filesPerQueue - queue.files.length)
        .map(
          (file) => ({ ...file, done: 0, begun: false, choice: null, status: { kind: 'waiting' } }) as const,
        );
      return { ...queue, files: [...queue.files, ...added] };
    }
    case 'clear-ended':
      return { ...queue, files: queue.files.filter((file) => !isOver(file)) };
    case 'remove':
      return {
        ...queue,
        files: queue.files.filter((file) => file.transferId !== action.transferId || !isOver(file)),
      };
    case 'move': {
      const moved = queue.files.find((file) => file.transferId === action.transferId);
      if (moved === undefined) return queue;
      const others = queue.files.filter((file) => file !== moved);
      const index = Math.max(0, Math.min(others.length, Math.trunc(action.index)));
      return { ...queue, files: others.toSpliced(index, 0, moved) };
    }
    case 'choose':
      return choose(queue, action);
    case 'collide':
    case 'begin':
    case 'progress':
    case 'verify':
    case 'pause':
    case 'unpause':
    case 'wait':
    case 'end':
    case 'retry':
      return {
        ...queue,
        files: queue.files.map((file) =>
          file.transferId === action.transferId ? reduceFile(file, action, queue) : file,
        ),
      };
  }
}

function reduceFile(file: QueuedFile, action: FileAction, queue: Queue): QueuedFile {
  const { status } = file;
  if (isOver(file) && action.kind !== 'retry') return file;
  switch (action.kind) {
    case 'begin': {
      if (status.kind !== 'waiting') return file;
      return { ...file, begun: true, status: { kind: 'active', meter: startMeter(file.done, action.at) } };
    }
    case 'progress': {
      const { size } = action;
      const done = Math.min(action.done, size);
      if (status.kind === 'verifying' && done < size) {
        return { ...file, size, done, status: { kind: 'active', meter: startMeter(done, action.at) } };
      }
      if (status.kind !== 'active') return { ...file, size, done };
      return {
        ...file,
        size,
        done,
        status: { kind: 'active', meter: readMeter(status.meter, done, action.at) },
      };
    }
    case 'verify':
      return status.kind === 'active' ? { ...file, status: { kind: 'verifying' } } : file;
    case 'collide': {
      const forAll = queue.choiceForAll[file.batchId];
      if (forAll !== undefined) return chosen(file, forAll);
      return { ...file, status: { kind: 'colliding', existing: action.existing } };
    }
    case 'pause':
      return status.kind === 'waiting' || status.kind === 'active'
        ? { ...file, status: { kind: 'paused' } }
        : file;
    case 'wait':
      return status.kind === 'active' || status.kind === 'verifying'
        ? { ...file, status: { kind: 'waiting' } }
        : file;
    case 'unpause':
      return status.kind === 'paused' ? { ...file, status: { kind: 'waiting' } } : file;
    case 'retry': {
      const failed = status.kind === 'ended' && status.outcome.kind === 'failed';
      return failed ? { ...file, status: { kind: 'waiting' } } : file;
    }
    case 'end': {
      const done = action.outcome.kind === 'completed' ? file.size : file.done;
      return { ...file, done, status: { kind: 'ended', outcome: action.outcome } };
    }
  }
}

function choose(queue: Queue, action: QueueAction & { kind: 'choose' }): Queue {
  const asked = queue.files.find((file) => file.transferId === action.transferId);
  if (asked === undefined) return queue;
  const { choice, forAll } = action;
  const choiceForAll = forAll ? { ...queue.choiceForAll, [asked.batchId]: choice } : queue.choiceForAll;
  const files = queue.files.map((file) => {
    const meant = file === asked || (forAll && file.batchId === asked.batchId);
    return meant && file.status.kind === 'colliding' ? chosen(file, choice) : file;
  });
  return { files, choiceForAll };
}

function chosen(file: QueuedFile, choice: CollisionChoice): QueuedFile {
  return { ...file, choice, status: choice === 'skip' ? { kind: 'skipped' } : { kind: 'waiting' } };
}

/** Returns whether nothing more happens to a file unless it is tried again. */
export function isOver(file: QueuedFile): boolean {
  return file.status.kind === 'ended' || file.status.kind === 'skipped';
}

/**
 * Returns the files to begin now so that `atOnce` are under way, first come first served, turn by turn between
 * directions.
 */
export function filesToBegin(
  queue: Queue,
  atOnce: number = fileLimits.transfersAtOnce,
): readonly QueuedFile[] {
  const busy = { 'to-customer': 0, 'to-representative': 0 };
  for (const file of queue.files) {
    if (file.status.kind === 'active' || file.status.kind === 'verifying') busy[file.direction] += 1;
  }
  const waiting = queue.files.filter((file) => file.status.kind === 'waiting');
  const next: QueuedFile[] = [];
  while (busy['to-customer'] + busy['to-representative'] < atOnce) {
    const less = busy['to-customer'] <= busy['to-representative'] ? 'to-customer' : 'to-representative';
    const at = waiting.findIndex((file) => file.direction === less);
    const [file] = waiting.splice(at === -1 ? 0 : at, 1);
    if (file === undefined) break;
    busy[file.direction] += 1;
    next.push(file);
  }
  return next;
}

export interface QueueTotals {
  readonly files: number;
  readonly filesDone: number;
  /** Bytes of all files that are not skipped, cancelled, refused or failed. */
  readonly bytes: number;
  readonly bytesDone: number;
  /** Bytes per second over all; null while unknown. */
  readonly speed: number | null;
  readonly timeLeftMs: number | null;
}

/** Returns the queue as a whole: what the status line and the taskbar show. */
export function queueTotals(queue: Queue): QueueTotals {
  let [files, filesDone, bytes, bytesDone] = [0, 0, 0, 0];
  let speed: number | null = null;
  for (const file of queue.files) {
    const { status } = file;
    if (status.kind === 'skipped' || (status.kind === 'ended' && status.outcome.kind !== 'completed'))
      continue;
    files += 1;
    bytes += file.size;
    bytesDone += file.done;
    if (status.kind === 'ended') filesDone += 1;
    if (status.kind === 'active' && status.meter.speed !== null) speed = (speed ?? 0) + status.meter.speed;
  }
  return { files, filesDone, bytes, bytesDone, speed, timeLeftMs: timeLeftMs(bytes - bytesDone, speed) };
}
