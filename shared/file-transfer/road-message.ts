import { z } from 'zod';
import { describeIssue, parseJson } from '../read-text';
import { browseAnswerSchemas, browseNewsSchemas, browseRequestSchemas } from './browse';
import { eitherSchemas, receiverSchemas, senderSchemas } from './messages';

/** Each end may be a transfer's sender or its receiver; which, the `transferId` tells. */
const transferSchemas = [...senderSchemas, ...receiverSchemas, ...eitherSchemas] as const;

/** What the console sends on the file road. */
export const fromConsoleSchema = z.discriminatedUnion('kind', [
  ...transferSchemas,
  ...browseRequestSchemas,
  /** To be answered with `pong`. */
  z.object({ kind: z.literal('ping') }),
]);
export type FromConsole = z.infer<typeof fromConsoleSchema>;

/** What the phone sends on the file road. */
export const fromPhoneSchema = z.discriminatedUnion('kind', [
  ...transferSchemas,
  ...browseAnswerSchemas,
  ...browseNewsSchemas,
  z.object({ kind: z.literal('pong') }),
]);
export type FromPhone = z.infer<typeof fromPhoneSchema>;

/** Any message of a transfer, whichever end sent it. */
export type TransferMessage = z.infer<(typeof transferSchemas)[number]>;

export type DecodedRoadMessage<Message> =
  | { readonly ok: true; readonly message: Message }
  /** `kind` where it could be read, so that a newer one can be passed over. */
  | { readonly ok: false; readonly problem: string };

/** Reads the text of a message record on the phone. Never throws. */
export function decodeFromConsole(text: string): DecodedRoadMessage<FromConsole> {
  return decode(fromConsoleSchema, text);
}

/** Reads the text of a message record on the console. Never throws. */
export function decodeFromPhone(text: string): DecodedRoadMessage<FromPhone> {
  return decode(fromPhoneSchema, text);
}

function decode<Message>(schema: z.ZodType<Message>, text: string): DecodedRoadMessage<Message> {
  const decoded = schema.safeParse(parseJson(text));
  return decoded.success
    ? { ok: true, message: decoded.data }
    : { ok: false, problem: describeIssue(decoded.error) };
}

/** How often the console sends `ping` on the road, in milliseconds. */
export const roadPingMs = 5_000;

/** A road on which nothing came for so long, in milliseconds, is taken as lost by either end. */
export const roadSilenceMs = 20_000;

/** How long a granted road waits to be opened, in milliseconds. */
export const roadGrantMs = 30_000;
