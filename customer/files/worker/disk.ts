import type { DiskFailure } from '../../../shared/file-transfer/transfer';
import type { StorageRoom } from './worker-messages';

/** One file of the phone's storage, open to one owner alone; places and lengths in bytes. Throws a DiskError. */
export interface DiskFile {
  readonly size: () => number;
  /** Fills `into` from `at`; returns the bytes read, fewer only at the end. */
  readonly read: (into: Uint8Array<ArrayBuffer>, at: number) => number;
  /** Writes all of `bytes`; once it returns they outlive the page. */
  readonly write: (bytes: Uint8Array<ArrayBuffer>, at: number) => void;
  readonly truncate: (size: number) => void;
  /** Makes what was written outlive a power cut. */
  readonly flush: () => void;
  readonly close: () => void;
}

/** A whole file that is sent: its parts as bytes, and as what browsers send fastest. */
export interface DiskSource {
  /** Rejects with a DiskError or a DOMException where the file is gone; fewer bytes only at the end. */
  readonly read: (at: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;
  readonly part: (at: number, length: number) => Blob;
  readonly close: () => void;
}

/** A flat folder of files, named by this page and never by a person. Rejects with a DiskError. */
export interface Disk {
  /** Opens a file, created where there is none. */
  readonly open: (name: string) => Promise<DiskFile>;
  /** A file that is not open, as it is now; null where there is none. */
  readonly blob: (name: string) => Promise<Blob | null>;
  /** A file that is not open, to be sent; null where there is none. It may be removed meanwhile. */
  readonly source: (name: string) => Promise<DiskSource | null>;
  /** Removes a file; one that is not there is no failure. */
  readonly remove: (name: string) => Promise<void>;
  readonly names: () => Promise<readonly string[]>;
  readonly room: () => Promise<StorageRoom>;
}

/** The phone's storage did not do what was asked. */
export class DiskError extends Error {
  constructor(readonly failure: DiskFailure) {
    super(`The phone's storage refused: ${failure}`);
    this.name = 'DiskError';
  }
}

/** The failure a thrown value stands for. */
export function diskFailureOf(error: unknown): DiskFailure {
  if (error instanceof DiskError) return error.failure;
  switch (error instanceof DOMException ? error.name : '') {
    case 'QuotaExceededError':
      return 'quota-exceeded';
    case 'NotAllowedError':
    case 'NoModificationAllowedError':
      return 'permission-denied';
    case 'NotFoundError':
      return 'folder-gone';
    default:
      return 'disk-failed';
  }
}
