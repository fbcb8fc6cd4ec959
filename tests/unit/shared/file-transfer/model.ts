import { createHash } from 'node:crypto';
import type { FromReceiver, FromSender } from '../../../../shared/file-transfer/messages';
import type { TransferLimits } from '../../../../shared/file-transfer/transfer';

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A file the model keeps: its bytes and when they were last changed. */
export interface ModelFile {
  bytes: Uint8Array;
  modifiedAt: number;
}

/** A message on its way, with the bytes of a chunk. */
export type Packet =
  | { readonly to: 'receiver'; readonly message: FromSender; readonly bytes: Uint8Array }
  | { readonly to: 'sender'; readonly message: FromReceiver };

export interface Options {
  readonly limits: TransferLimits;
  readonly source: ModelFile;
  /** 0 ≤ random() < 1. */
  readonly random: () => number;
  /** Whether each side can compute a whole file's digest. */
  readonly digests: { readonly sender: boolean; readonly receiver: boolean };
}
