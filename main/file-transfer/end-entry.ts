import type { FileTransferEvent } from '../../shared/file-transfer/file-transfer-event';
import type { QueuedFile } from '../../shared/file-transfer/queue';
import type { Outcome } from '../../shared/file-transfer/transfer';
import type { Author } from '../../shared/session/session-event';
import type { QueueItem } from './queue-item';

/** The identifier under which the log says that a transfer is over for good, so that a restart in between says it once. */
export function endCommandId(transferId: string): string {
  return `done-${transferId}`;
}

/** The entry of the log that a transfer's end makes; undefined for one that is no news. */
export function entryOfEnd(
  { transferId, name, direction, size }: QueuedFile,
  { startedAt }: QueueItem,
  outcome: Outcome,
  by: Author,
  now: number,
): { readonly by: Author; readonly body: FileTransferEvent; readonly commandId?: string } | undefined {
  const facts = { transferId, name, direction };
  const commandId = endCommandId(transferId);
  switch (outcome.kind) {
    case 'completed': {
      const durationMs = Math.max(0, now - (startedAt ?? now));
      const body = {
        kind: 'file-transfer-completed',
        ...facts,
        size,
        durationMs,
        digest: outcome.digest,
      } as const;
      return { by: 'representative', body, commandId };
    }
    case 'refused':
      return {
        by: 'site',
        body: { kind: 'file-transfer-refused', ...facts, reason: outcome.reason },
        commandId,
      };
    case 'failed':
      return { by: 'site', body: { kind: 'file-transfer-failed', ...facts, failure: outcome.failure } };
    case 'cancelled': {
      const author = outcome.by === 'there' ? 'customer' : by === 'site' ? 'site' : 'representative';
      return startedAt === null
        ? undefined
        : { by: author, body: { kind: 'file-transfer-cancelled', ...facts }, commandId };
    }
  }
}
