import { z } from 'zod';
import { identifierSchema } from '../names';
import { fileLimits } from './file-limits';
import {
  bytesSchema,
  transferFailureSchema,
  transferRefusalSchema,
  wholeDigestSchema,
} from './transfer-outcome';

/** A name as main wrote it into the log: checked before, so the phone needs no checks of its own to read it. */
const loggedNameSchema = z
  .string()
  .min(1)
  .max(fileLimits.nameBytes)
  .regex(/^[^/\\\p{Cc}]+$/u);

/** A path in the customer's files as main wrote it into the log; the empty one is the top. */
const loggedPathSchema = z
  .string()
  .max(fileLimits.pathBytes)
  .regex(/^[^\\\p{Cc}]*$/u);

export const filePolicySchema = z.enum(['both', 'upload-only', 'download-only', 'off']);
/** Which way files may go in a session; an upload goes from the representative's disk to the phone. */
export type FilePolicy = z.infer<typeof filePolicySchema>;

/** Paths that `customer-files-deleted` names; `count` says how many there were. */
export const deletedPathsNamed = 20;

/** The log entries for a `file-policy-selected` and for questions about file access. */
export const fileAccessEventSchemas = [
  z.object({ kind: z.literal('file-access-requested') }),
  z.object({ kind: z.literal('file-access-allowed') }),
  z.object({ kind: z.literal('file-access-declined') }),
  /** The customer withdrew the permission: every transfer stops. */
  z.object({ kind: z.literal('file-access-revoked') }),
  z.object({ kind: z.literal('file-policy-selected'), policy: filePolicySchema }),
] as const;

const file = {
  transferId: identifierSchema,
  name: loggedNameSchema,
  direction: z.enum(['to-customer', 'to-representative']),
};

/** The outcome of a transfer in the session log, and changes to the customer's files; bytes under way are not events. */
export const fileTransferEventSchemas = [
  z.object({
    kind: z.literal('file-transfer-offered'),
    ...file,
    /** The spelling it came with, where that was not safe. */
    spelledAs: z.string().max(fileLimits.rawNameCharacters).nullable(),
    size: bytesSchema,
  }),
  z.object({ kind: z.literal('file-transfer-refused'), ...file, reason: transferRefusalSchema }),
  /** The source changed under way: what was received is thrown away. */
  z.object({ kind: z.literal('file-transfer-begun-anew'), ...file, size: bytesSchema }),
  z.object({
    kind: z.literal('file-transfer-completed'),
    ...file,
    size: bytesSchema,
    durationMs: z.number().int().nonnegative(),
    digest: wholeDigestSchema,
  }),
  z.object({ kind: z.literal('file-transfer-failed'), ...file, failure: transferFailureSchema }),
  /** The entry's `by` cancelled it. */
  z.object({ kind: z.literal('file-transfer-cancelled'), ...file }),
  z.object({ kind: z.literal('customer-folder-created'), path: loggedPathSchema }),
  z.object({ kind: z.literal('customer-file-renamed'), path: loggedPathSchema, name: loggedNameSchema }),
  z.object({
    kind: z.literal('customer-files-deleted'),
    paths: z.array(loggedPathSchema).max(deletedPathsNamed),
    count: z.number().int().positive().max(fileLimits.filesPerQueue),
  }),
] as const;

export const fileTransferEventSchema = z.discriminatedUnion('kind', [
  ...fileAccessEventSchemas,
  ...fileTransferEventSchemas,
]);
export type FileTransferEvent = z.infer<typeof fileTransferEventSchema>;
