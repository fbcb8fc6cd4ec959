import { z } from 'zod';
import { hashSchema } from '../blob';
import { limits } from '../limits';
import { identifierSchema } from '../names';
import { describeIssue, parseJson, utf8Length } from '../read-text';
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
  /** Offers a file, or asks where a known transfer stands; may be repeated. */
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

/** What a sender tells a receiver. */
export const fromSenderSchema = z.discriminatedUnion('kind', [...senderSchemas, ...eitherSchemas]);
export type FromSender = z.infer<typeof fromSenderSchema>;

/** What a receiver tells a sender. */
export const fromReceiverSchema = z.discriminatedUnion('kind', [...receiverSchemas, ...eitherSchemas]);
export type FromReceiver = z.infer<typeof fromReceiverSchema>;

/** Why text was not taken as a message of a transfer. */
export type TransferMessageRefusal = 'not-json' | 'message-too-large' | 'unknown-kind' | 'invalid-message';

export type DecodedTransferMessage<Message> =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly code: TransferMessageRefusal; readonly message: string };

/** Reads one message of the file's sender, or says by name what is wrong with it. Never throws. */
export function decodeFromSender(text: string): DecodedTransferMessage<FromSender> {
  return decode(text, fromSenderSchema, senderKinds);
}

/** Reads one message of the file's receiver, or says by name what is wrong with it. Never throws. */
export function decodeFromReceiver(text: string): DecodedTransferMessage<FromReceiver> {
  return decode(text, fromReceiverSchema, receiverKinds);
}

const kindsOf = (schema: typeof fromSenderSchema | typeof fromReceiverSchema): ReadonlySet<string> =>
  new Set(schema.options.map((option) => option.shape.kind.value));
const envelopeSchema = z.object({ kind: z.string() });
const senderKinds = kindsOf(fromSenderSchema);
const receiverKinds = kindsOf(fromReceiverSchema);

function decode<Message>(
  text: string,
  schema: z.ZodType<Message>,
  kinds: ReadonlySet<string>,
): DecodedTransferMessage<Message> {
  if (text.length * 3 > limits.messageBytes && utf8Length(text) > limits.messageBytes) {
    const message = `A message may have at most ${limits.messageBytes} bytes.`;
    return { ok: false, code: 'message-too-large', message };
  }
  const json = parseJson(text);
  if (json === undefined)
    return { ok: false, code: 'not-json', message: 'A message must be one JSON object.' };
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) return { ok: false, code: 'invalid-message', message: 'A message needs a "kind".' };
  if (!kinds.has(envelope.data.kind)) {
    const message = `"${envelope.data.kind.slice(0, 60)}" is not a known kind here.`;
    return { ok: false, code: 'unknown-kind', message };
  }
  const decoded = schema.safeParse(json);
  if (!decoded.success) return { ok: false, code: 'invalid-message', message: describeIssue(decoded.error) };
  return { ok: true, message: decoded.data };
}
