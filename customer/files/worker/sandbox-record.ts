import { z } from 'zod';
import { folderPathSchema } from '../../../shared/file-transfer/relative-path';
import {
  bytesSchema,
  receiverJournalSchema,
  safeFileNameSchema,
  senderJournalSchema,
} from '../../../shared/file-transfer/transfer';
import { identifierSchema } from '../../../shared/names';

const entryHead = {
  id: identifierSchema,
  /** The folder it is in; null for the outermost. */
  parent: identifierSchema.nullable(),
  name: safeFileNameSchema,
  /** Milliseconds since 1970. */
  addedAt: z.number().int(),
  /** Who put it there. */
  from: z.enum(['customer', 'representative']),
};

/** A file or folder of the phone, as its index keeps it. */
export const sandboxEntrySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('file'),
    ...entryHead,
    size: bytesSchema,
    /** Milliseconds since 1970, as the file's first owner says. */
    modifiedAt: z.number().int(),
    /** The name of its bytes on the disk. */
    content: identifierSchema,
  }),
  z.object({ kind: z.literal('folder'), ...entryHead }),
]);
export type SandboxEntry = z.infer<typeof sandboxEntrySchema>;
export type SandboxFile = Extract<SandboxEntry, { readonly kind: 'file' }>;

const transferHead = {
  transferId: identifierSchema,
  sessionId: identifierSchema,
  /** The name of the bytes on the disk. */
  content: identifierSchema,
  /** When it was last written about, in milliseconds since 1970. */
  at: z.number().int(),
};

/** What the phone keeps of a transfer, to take it up after a kill. */
export const keptTransferSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('receiver'),
    ...transferHead,
    /** Path of the folder it goes into, empty for the outermost. */
    folder: folderPathSchema,
    /** Whether another name is taken where the name is taken. */
    keepBoth: z.boolean(),
    journal: receiverJournalSchema,
  }),
  z.object({ kind: z.literal('sender'), ...transferHead, journal: senderJournalSchema }),
]);
export type KeptTransfer = z.infer<typeof keptTransferSchema>;

/** One line of the phone's index. */
export const sandboxRecordSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('put'), entry: sandboxEntrySchema }),
  /** Removes a file, or a folder with all that is in it. */
  z.object({ kind: z.literal('remove'), id: identifierSchema }),
  z.object({ kind: z.literal('keep-transfer'), transfer: keptTransferSchema }),
  z.object({ kind: z.literal('forget-transfer'), transferId: identifierSchema }),
]);
export type SandboxRecord = z.infer<typeof sandboxRecordSchema>;
