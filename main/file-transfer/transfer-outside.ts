import type { Clock } from '../../shared/clock';
import { fileLimits } from '../../shared/file-transfer/file-limits';
import type { FromConsole } from '../../shared/file-transfer/road-message';
import type { TransferLimits, TransferReport } from '../../shared/file-transfer/transfer';

/** What one transfer needs of what surrounds it. */
export interface TransferOutside<Journal> {
  readonly clock: Clock;
  /** Sends on the file road; lost where none is open, as the other side asks again. */
  readonly send: (message: FromConsole) => void;
  readonly sendChunk: (message: FromConsole & { kind: 'deliver-chunk' }, bytes: Uint8Array) => void;
  /** Writes the journal to disk. */
  readonly remember: (journal: Journal) => Promise<void>;
  readonly report: (report: TransferReport) => void;
  /** `done` bytes of `size` are on the receiver's disk. */
  readonly progress: (done: number, size: number) => void;
}

/** Bounds of every transfer of the console. */
export const transferLimits: TransferLimits = {
  grainBytes: fileLimits.grainBytes,
  chunkBytes: fileLimits.chunkBytes,
  creditBytes: fileLimits.creditBytes,
  fileBytes: fileLimits.fileBytes,
  damagedInARow: fileLimits.damagedInARow,
  silencesInARow: fileLimits.silencesInARow,
};

/** How long an answer may be missing on an open road before it is asked for again, in milliseconds. */
export const silentAfterMs = 10_000;
