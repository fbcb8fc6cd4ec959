import type { TransferMessage } from '../../../shared/file-transfer/road-message';
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
