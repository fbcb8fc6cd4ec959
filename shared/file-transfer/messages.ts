import { z } from 'zod';
import { hashSchema } from '../blob';
import { identifierSchema } from '../names';
import { fileLimits } from './file-limits';
import { relativePathSchema } from './relative-path';
import {
  bytesSchema,
  sourceFileSchema,
  transferFailureSchema,
  transferRefusalSchema,
  wholeDigestSchema,
} from './transfer';

const counter = z.number().int().positive().max(1_000_000_000);
const head = { transferId: identifierSchema, attempt: counter };
const inRound = { ...head, round: counter };

export const senderSchemas = [
  /** Offers a file, or asks how far a known transfer is; may be repeated. */
  z.object({
    kind: z.literal('offer-file'),
    ...head,
    /** As the sender's disk spells it: data, to be checked. */
    name: z.string().min(1).max(fileLimits.rawNameCharacters),
    source: sourceFileSchema,
    /** The newest round the sender knows, 0 for none: a receiver that lost its own goes beyond it. */
    round: z.number().int().nonnegative().max(1_000_000_000),
    paused: z.boolean(),
    /** Where it goes, from the top of the receiver's folder; absent for the top itself. */
    folder: relativePathSchema.optional(),
    /** What to do where a file of that name is there; absent means `refuse`, with the reason `name-taken`. */
    onCollision: z.enum(['refuse', 'replace', 'keep-both']).optional(),
  }),
  /** Comes before a chunk's bytes, on the road for files. */
  z.object({
    kind: z.literal('deliver-chunk'),
    ...inRound,
    offset: bytesSchema,
    length: z.number().int().positive().max(fileLimits.chunkBytes),
    digest: hashSchema,
  }),
  z.object({ kind: z.literal('finish-file'), ...inRound, digest: wholeDigestSchema }),
] as const;

export const receiverSchemas = [
  /** Nothing to do yet: a person decides, or the receiver reads its disk. */
  z.object({ kind: z.literal('await-file'), ...head }),
  z.object({
    kind: z.literal('accept-file'),
    ...inRound,
    source: sourceFileSchema,
    /** The next byte wanted. */
    from: bytesSchema,
    /** Bytes that outlive the receiver's process; never more than `from`. */
    onDisk: bytesSchema,
    paused: z.boolean(),
  }),
  z.object({ kind: z.literal('refuse-file'), ...head, reason: transferRefusalSchema }),
  z.object({
    kind: z.literal('acknowledge-bytes'),
    ...inRound,
    onDisk: bytesSchema,
    paused: z.boolean(),
  }),
  /** A chunk was missing or damaged: asks for everything from there. */
  z.object({ kind: z.literal('repeat-from'), ...inRound, from: bytesSchema }),
  /** The file is verified and in its place. */
  z.object({ kind: z.literal('confirm-file'), ...head, source: sourceFileSchema, digest: wholeDigestSchema }),
] as const;

export const eitherSchemas = [
  z.object({ kind: z.literal('pause-file'), ...head, paused: z.boolean() }),
  z.object({ kind: z.literal('cancel-file'), ...head }),
  z.object({ kind: z.literal('fail-file'), ...head, failure: transferFailureSchema }),
] as const;

/** Messages from a sender to a receiver. */
export const fromSenderSchema = z.discriminatedUnion('kind', [...senderSchemas, ...eitherSchemas]);
export type FromSender = z.infer<typeof fromSenderSchema>;

/** Messages from a receiver to a sender. */
export const fromReceiverSchema = z.discriminatedUnion('kind', [...receiverSchemas, ...eitherSchemas]);
export type FromReceiver = z.infer<typeof fromReceiverSchema>;
