import { z } from 'zod';
import { customerStorageSchema, folderEntrySchema } from '../file-transfer/browse';
import { folderPathSchema } from '../file-transfer/relative-path';
import { bytesSchema, outcomeSchema, safeFileNameSchema } from '../file-transfer/transfer';

const id = z.string();

/** A folder of this computer that the representative granted. */
export const grantedFolderSchema = z.object({
  folderId: id,
  name: z.string(),
  /** Where it is, to be shown only. */
  place: z.string(),
  /** `downloads` is always there; `granted` was chosen in the system's dialog. */
  kind: z.enum(['downloads', 'granted']),
  /** False if it no longer exists or cannot be read. */
  isThere: z.boolean(),
});
export type GrantedFolder = z.infer<typeof grantedFolderSchema>;

/** One entry of a granted folder. `name` is as the disk spells it; one that is not `isUsable` cannot be opened, sent or changed here. */
export const localEntrySchema = z.object({
  name: z.string(),
  kind: z.enum(['file', 'folder', 'link', 'other']),
  size: z.number().nonnegative(),
  modifiedAt: z.number(),
  isUsable: z.boolean(),
});
export type LocalEntry = z.infer<typeof localEntrySchema>;

/** Something dropped from the desktop that may now be queued with `queue-uploads`. */
export const localSourceSchema = z.object({ folderId: id, path: z.string() });
export const droppedSchema = localSourceSchema.extend({
  name: z.string(),
  kind: z.enum(['file', 'folder']),
  size: z.number().nonnegative(),
});
export type Dropped = z.infer<typeof droppedSchema>;

/** The state of a queued file. */
export const transferStatusSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting') }),
  /** A file of that name exists: the representative chooses. */
  z.object({ kind: z.literal('colliding'), existing: safeFileNameSchema }),
  /** `speed` in bytes per second; both null while unknown. */
  z.object({ kind: z.literal('active'), speed: z.number().nullable(), timeLeftMs: z.number().nullable() }),
  z.object({ kind: z.literal('verifying') }),
  z.object({ kind: z.literal('paused'), by: z.enum(['representative', 'customer']) }),
  z.object({ kind: z.literal('skipped') }),
  z.object({ kind: z.literal('ended'), outcome: outcomeSchema }),
]);

/** One file of a session's queue. */
export const transferViewSchema = z.object({
  transferId: id,
  batchId: id,
  name: safeFileNameSchema,
  direction: z.enum(['to-customer', 'to-representative']),
  size: bytesSchema,
  done: bytesSchema,
  status: transferStatusSchema,
  /** Where it goes, from the top of the other side's folder. */
  folder: folderPathSchema,
  /** Its place on this computer: the source of an upload; of a download where it goes, and its final name once it is there. */
  local: localSourceSchema,
  /** Its path in the customer's files. */
  customerPath: z.string(),
});
export type TransferView = z.infer<typeof transferViewSchema>;

/** The queue as a whole; sums leave out what is skipped, refused, failed or cancelled. */
export const transferTotalsSchema = z.object({
  files: z.number(),
  filesDone: z.number(),
  bytes: z.number(),
  bytesDone: z.number(),
  speed: z.number().nullable(),
  timeLeftMs: z.number().nullable(),
});
export type TransferTotals = z.infer<typeof transferTotalsSchema>;

/** Whether files can be sent now: `closed` means the phone has not opened its file road (not allowed, away, or an older client). */
export const fileRoadSchema = z.enum(['open', 'closed']);

/** All of a session's transfers, in the order they start. */
export const transfersViewSchema = z.object({
  transfers: z.array(transferViewSchema),
  totals: transferTotalsSchema,
  road: fileRoadSchema,
});

export const customerFolderSchema = z.object({
  entries: z.array(folderEntrySchema),
  storage: customerStorageSchema.nullable(),
});

export const queuedSchema = z.object({
  queued: z.number().int().nonnegative(),
  /** Items left out, with a sentence each. */
  leftOut: z.array(z.object({ name: z.string(), message: z.string() })),
});

/** Events about files. */
export const fileConsoleEventSchemas = [
  /** At most 4 a second: the files that changed, and the whole order (of `transferId`s) where that changed. */
  z.object({
    kind: z.literal('transfers-changed'),
    sessionId: z.string(),
    changed: z.array(transferViewSchema),
    order: z.array(z.string()).nullable(),
    totals: transferTotalsSchema,
    road: fileRoadSchema,
  }),
  z.object({ kind: z.literal('customer-folder-changed'), sessionId: z.string(), path: folderPathSchema }),
  z.object({
    kind: z.literal('customer-storage-changed'),
    sessionId: z.string(),
    storage: customerStorageSchema,
  }),
  z.object({ kind: z.literal('local-folder-changed'), folderId: z.string(), path: folderPathSchema }),
  z.object({ kind: z.literal('granted-folders-changed'), folders: z.array(grantedFolderSchema) }),
] as const;
