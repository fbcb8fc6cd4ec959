import { z } from 'zod';
import { identifierSchema } from '../names';
import { fileLimits } from './file-limits';
import { type CheckedFileName, checkFileName, type SafeFileName } from './file-name';
import {
  bytesSchema,
  transferFailureSchema,
  transferRefusalSchema,
  wholeDigestSchema,
} from './transfer-outcome';

export {
  bytesSchema,
  type DiskFailure,
  type TransferFailure,
  type TransferRefusal,
  transferFailureSchema,
  transferRefusalSchema,
  type WholeDigest,
  wholeDigestSchema,
} from './transfer-outcome';

/** A name as it is in the log, in a journal and on disk: already safe. */
export const safeFileNameSchema = z
  .string()
  .max(fileLimits.nameBytes)
  .transform((text, context) => {
    const checked = checkFileName(text);
    if (checked.kind === 'safe') return checked.name;
    context.addIssue({ code: 'custom', message: 'is not a safe file name' });
    return z.NEVER;
  });

/** What tells one state of a source file from another. */
export const sourceFileSchema = z.object({
  size: bytesSchema,
  /** Milliseconds since 1970, as the sender's disk says. */
  modifiedAt: z.number().int().min(-8.64e15).max(8.64e15),
});
export type SourceFile = z.infer<typeof sourceFileSchema>;

const sideSchema = z.enum(['here', 'there']);
export type Side = z.infer<typeof sideSchema>;

/** How a transfer ended, for this side. Only `failed` can be retried. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('completed'), digest: wholeDigestSchema }),
  z.object({ kind: z.literal('refused'), reason: transferRefusalSchema }),
  z.object({ kind: z.literal('failed'), failure: transferFailureSchema, by: sideSchema }),
  z.object({ kind: z.literal('cancelled'), by: sideSchema }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** What a sender keeps on its disk to take a transfer up again. */
export const senderJournalSchema = z.object({
  transferId: identifierSchema,
  attempt: z.number().int().positive(),
  name: z.string().min(1).max(fileLimits.rawNameCharacters),
  source: sourceFileSchema,
  outcome: outcomeSchema.nullable(),
});
export type SenderJournal = z.infer<typeof senderJournalSchema>;

/** Bounds of one transfer; both sides use the same. */
export interface TransferLimits {
  readonly grainBytes: number;
  readonly chunkBytes: number;
  readonly creditBytes: number;
  readonly fileBytes: number;
  readonly damagedInARow: number;
  readonly silencesInARow: number;
}

/** Where the receiver puts a verified file. */
export const targetSchema = z.object({
  name: safeFileNameSchema,
  /** Whether a file of that name is replaced; if not, one that is there stops the move. */
  replace: z.boolean(),
});
export type Target = z.infer<typeof targetSchema>;

/** The record a receiver keeps on disk next to the unfinished file. */
export const receiverJournalSchema = z.object({
  transferId: identifierSchema,
  attempt: z.number().int().positive(),
  /** Grows each time the receiver takes the transfer up, so that older messages are known. */
  round: z.number().int().positive(),
  /** As the sender spelled it. */
  name: z.string().max(fileLimits.rawNameCharacters),
  source: sourceFileSchema,
  /** Null until the offer was accepted. */
  target: targetSchema.nullable(),
  stage: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('receiving') }),
    /** Verified, and being moved into place: no unfinished file means it is there. */
    z.object({ kind: z.literal('placing'), digest: wholeDigestSchema }),
    z.object({ kind: z.literal('ended'), outcome: outcomeSchema }),
  ]),
});
export type ReceiverJournal = z.infer<typeof receiverJournalSchema>;

/** What is worth telling a person or the log while a transfer runs. */
export type TransferReport =
  | { readonly kind: 'offered'; readonly offered: CheckedFileName; readonly source: SourceFile }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'resumed'; readonly from: number }
  /** The source changed: what was received of it is thrown away. */
  | { readonly kind: 'began-anew' }
  | { readonly kind: 'paused'; readonly by: Side }
  | { readonly kind: 'unpaused'; readonly by: Side }
  | { readonly kind: 'verifying' }
  /** The verified file waits for another name or leave to replace: `choose-name`. */
  | { readonly kind: 'name-taken'; readonly name: SafeFileName }
  | { readonly kind: 'ended'; readonly outcome: Outcome };

/** A state and what the caller has to do, in this order. */
export interface Step<State, Effect> {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** Returns whether two looks at a source saw the same file. */
export function sameSource(a: SourceFile, b: SourceFile): boolean {
  return a.size === b.size && a.modifiedAt === b.modifiedAt;
}

/** Returns whether chunks may begin and end at a place. */
export function isBoundary(place: number, size: number, limits: TransferLimits): boolean {
  return place === size || (place < size && place % limits.grainBytes === 0);
}

/** Returns the last boundary at or before `place`. */
export function boundaryBefore(place: number, size: number, limits: TransferLimits): number {
  return place >= size ? size : place - (place % limits.grainBytes);
}
