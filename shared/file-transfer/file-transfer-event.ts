import { z } from 'zod';
import { identifierSchema } from '../session/names';
import { fileLimits } from './file-limits';
import {
  bytesSchema,
  safeFileNameSchema,
  transferFailureSchema,
  transferRefusalSchema,
  wholeDigestSchema,
} from './transfer';

const file = {
  transferId: identifierSchema,
  name: safeFileNameSchema,
  direction: z.enum(['to-customer', 'to-representative']),
};

/** What a transfer amounts to in the session log; bytes under way are no events. */
export const fileTransferEventSchemas = [
  z.object({
    kind: z.literal('file-transfer-offered'),
    ...file,
    /** The spelling it came with, where that was not safe. */
    spelledAs: z.string().max(fileLimits.rawNameCharacters).nullable(),
    size: bytesSchema,
  }),
  z.object({ kind: z.literal('file-transfer-accepted'), ...file }),
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
  z.object({
    kind: z.literal('file-transfer-cancelled'),
    ...file,
    by: z.enum(['representative', 'customer']),
  }),
] as const;

export const fileTransferEventSchema = z.discriminatedUnion('kind', fileTransferEventSchemas);
export type FileTransferEvent = z.infer<typeof fileTransferEventSchema>;
