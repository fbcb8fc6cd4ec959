import { z } from 'zod';
import { identifierSchema } from '../names';
import { fileLimits } from './file-limits';
import { folderPathSchema, relativePathSchema } from './relative-path';
import { bytesSchema, safeFileNameSchema } from './transfer';

const requestId = identifierSchema;
const time = z.number().int().min(-8.64e15).max(8.64e15);

/** One entry of a folder of the customer's files. */
export const folderEntrySchema = z.object({
  name: safeFileNameSchema,
  kind: z.enum(['file', 'folder']),
  /** In bytes; 0 for a folder. */
  size: bytesSchema,
  /** Milliseconds since 1970, when it was last changed. */
  modifiedAt: time,
});
export type FolderEntry = z.infer<typeof folderEntrySchema>;

/** Bytes the phone has taken and may take for files. */
export const customerStorageSchema = z.object({
  usage: z.number().nonnegative(),
  quota: z.number().nonnegative(),
});
export type CustomerStorage = z.infer<typeof customerStorageSchema>;

export const browseRefusalSchema = z.enum([
  'not-found',
  'not-a-folder',
  'not-a-file',
  'name-taken',
  'not-allowed',
  'no-space',
  'busy',
  'not-supported',
  'disk-failed',
]);
/** The reasons why the phone refused a request about its files. */
export type BrowseRefusal = z.infer<typeof browseRefusalSchema>;

/** The console's requests about the customer's files; each is answered once, by its `requestId`. */
export const browseRequestSchemas = [
  /** Entries in the order of their names (by UTF-16 units), after the name `after`. */
  z.object({
    kind: z.literal('list-folder'),
    requestId,
    path: folderPathSchema,
    after: safeFileNameSchema.nullable(),
  }),
  z.object({ kind: z.literal('create-folder'), requestId, path: relativePathSchema }),
  /** Gives the entry at `path` another name in the same folder; never replaces another. */
  z.object({
    kind: z.literal('rename-entry'),
    requestId,
    path: relativePathSchema,
    name: safeFileNameSchema,
  }),
  /** Deletes files, and folders with all that is in them. One that is not there counts as deleted. */
  z.object({
    kind: z.literal('delete-entries'),
    requestId,
    paths: z.array(relativePathSchema).min(1).max(fileLimits.pathsPerRequest),
  }),
  /** Asks for a file: the phone offers it with this `transferId`, after it answered. */
  z.object({
    kind: z.literal('fetch-file'),
    requestId,
    transferId: identifierSchema,
    path: relativePathSchema,
  }),
] as const;
export const browseRequestSchema = z.discriminatedUnion('kind', browseRequestSchemas);
export type BrowseRequest = z.infer<typeof browseRequestSchema>;

/** The phone's answers to requests. */
export const browseAnswerSchemas = [
  z.object({
    kind: z.literal('folder-listed'),
    requestId,
    entries: z.array(folderEntrySchema).max(fileLimits.entriesPerPage),
    /** The name to go on after, or null where this was all. */
    next: safeFileNameSchema.nullable(),
  }),
  z.object({ kind: z.literal('request-done'), requestId }),
  z.object({ kind: z.literal('request-refused'), requestId, reason: browseRefusalSchema }),
] as const;
export const browseAnswerSchema = z.discriminatedUnion('kind', browseAnswerSchemas);
export type BrowseAnswer = z.infer<typeof browseAnswerSchema>;

/** Messages the phone sends unasked. */
export const browseNewsSchemas = [
  /** Something was added, changed or deleted in the folder; at most 4 a second for each. */
  z.object({ kind: z.literal('folder-changed'), path: folderPathSchema }),
  /** Sent when the road opens and after each change. */
  z.object({ kind: z.literal('storage-changed'), ...customerStorageSchema.shape }),
] as const;
