import type { TransferMessage } from '../../../shared/file-transfer/road-message';
import type { Outcome } from '../../../shared/file-transfer/transfer';
import type { Sandbox } from './sandbox';

/** What one transfer needs of the engine. */
export interface TransferHost {
  readonly sandbox: Sandbox;
  readonly sessionId: string;
  /** Sends a message, with a chunk's bytes right behind it; lost without a road, as the other side asks again. */
  readonly send: (message: TransferMessage, chunk?: Blob) => void;
  /** What `view` answers may be different now. */
  readonly changed: () => void;
  /** The transfer is over, and has let go of the disk. */
  readonly ended: (transferId: string) => void;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  /** In milliseconds, of a clock that never jumps. */
  readonly clock: () => number;
}

/** One transfer as the Files tab shows it. */
export interface TransferView {
  readonly transferId: string;
  readonly name: string;
  readonly direction: 'to-customer' | 'to-representative';
  /** In bytes; `done` are on the receiver's disk. */
  readonly size: number;
  readonly done: number;
  readonly status:
    | { readonly kind: 'waiting' | 'active' | 'verifying' }
    | { readonly kind: 'paused' }
    | { readonly kind: 'ended'; readonly outcome: Outcome };
}
