import type { RepresentativeCommand } from '../../../main/session/representative-commands';
import type { SessionEvent } from '../../../shared/session/session-event';

/** What the test asks of the console it kills. */
export type ToConsole =
  | { readonly kind: 'generate-key'; readonly id: string }
  | { readonly kind: 'record'; readonly id: string; readonly sessionId: string; readonly body: unknown }
  /** What the representative does, as the window would ask for it. */
  | {
      readonly kind: 'carry-out';
      readonly id: string;
      readonly sessionId: string;
      readonly command: RepresentativeCommand;
    }
  /** Queues a file: from the downloads folder to the phone, or the other way. */
  | {
      readonly kind: 'transfer';
      readonly id: string;
      readonly sessionId: string;
      readonly direction: 'to-customer' | 'to-representative';
      readonly name: string;
    }
  /** What became of each queued file. */
  | { readonly kind: 'read-queue'; readonly id: string; readonly sessionId: string }
  /** The log after `afterSeq` as it stands in the database, with its hashes. */
  | {
      readonly kind: 'read-log';
      readonly id: string;
      readonly sessionId: string;
      readonly afterSeq: number;
    };

/** What the console tells the test, as it would tell its window. */
export type FromConsole =
  | { readonly kind: 'ready'; readonly port: number; readonly setAside: string | null }
  | { readonly kind: 'published'; readonly sessionId: string; readonly event: SessionEvent }
  | { readonly kind: 'key'; readonly id: string; readonly sessionKey: string }
  | { readonly kind: 'recorded'; readonly id: string; readonly seq: number | null }
  /** `transferIds` is empty where nothing could be queued now. */
  | { readonly kind: 'queue'; readonly id: string; readonly files: readonly string[] }
  | { readonly kind: 'queued'; readonly id: string; readonly transferIds: readonly string[] }
  | {
      readonly kind: 'log';
      readonly id: string;
      readonly entries: readonly { readonly hash: string; readonly entry: Record<string, unknown> }[];
    };
