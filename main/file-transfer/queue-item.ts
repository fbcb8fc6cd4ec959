import { z } from 'zod';
import { timeLeftMs } from '../../shared/file-transfer/meter';
import type { Queue, QueuedFile } from '../../shared/file-transfer/queue';
import { folderPathSchema } from '../../shared/file-transfer/relative-path';
import { bytesSchema, safeFileNameSchema } from '../../shared/file-transfer/transfer';
import type { TransferView } from '../../shared/ipc/file-view';
import { identifierSchema } from '../../shared/names';

/** What main knows of a queued file beside its place in the queue. */
export const queueItemSchema = z.object({
  transferId: identifierSchema,
  batchId: identifierSchema,
  /** Its name on the file road: another one each time it is offered anew after a collision. */
  roadId: identifierSchema,
  name: safeFileNameSchema,
  direction: z.enum(['to-customer', 'to-representative']),
  size: bytesSchema,
  folderId: z.string(),
  /** Of an upload the names that lead to the source, as the disk spells them. */
  sourceNames: z.array(z.string()),
  /** Where it goes, from the top of the other side's folder. */
  folder: folderPathSchema,
  /** Its path among the customer's files. */
  customerPath: z.string(),
  /** When it first began, in milliseconds since the Unix epoch. */
  startedAt: z.number().nullable(),
  isPaused: z.boolean(),
  choice: z.enum(['replace', 'keep-both', 'skip']).nullable(),
});
export type QueueItem = z.infer<typeof queueItemSchema>;

/** A queued file as the console shows it. */
export function viewOf(
  file: QueuedFile,
  item: QueueItem,
  pausedBy: 'representative' | 'customer',
): TransferView {
  return {
    transferId: file.transferId,
    batchId: file.batchId,
    name: file.name,
    direction: file.direction,
    size: file.size,
    done: file.done,
    status: statusOf(file, pausedBy),
    folder: item.folder,
    local: { folderId: item.folderId, path: localPath(item) },
    customerPath: item.customerPath,
  };
}

function localPath({ direction, sourceNames, folder, name }: QueueItem): string {
  if (direction === 'to-customer') return sourceNames.join('/');
  return folder === '' ? name : `${folder}/${name}`;
}

function statusOf(file: QueuedFile, pausedBy: 'representative' | 'customer'): TransferView['status'] {
  const { status } = file;
  switch (status.kind) {
    case 'active': {
      const { speed } = status.meter;
      return { kind: 'active', speed, timeLeftMs: timeLeftMs(file.size - file.done, speed) };
    }
    case 'paused':
      return { kind: 'paused', by: pausedBy };
    case 'waiting':
    case 'colliding':
    case 'verifying':
    case 'skipped':
    case 'ended':
      return status;
  }
}

/** The choice that holds for a file: its own, or the one for all that were queued with it. */
export function choiceFor(queue: Queue, file: QueuedFile): QueuedFile['choice'] {
  return file.choice ?? queue.choiceForAll[file.batchId] ?? null;
}
