import { z } from 'zod';
import { limits } from '../limits';
import { describeIssue, parseJson, utf8Length } from '../read-text';
import { type CustomerMessage, customerMessageKinds, customerMessageSchema } from './customer-message';
import type { Refusal } from './refusal';
import { type SiteMessage, siteMessageSchema } from './site-message';

export type Decoded<Message> =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly refusal: Refusal };

/** Reads one message of a phone, or says by name what is wrong with it. Never throws. */
export function decodeCustomerMessage(text: string): Decoded<CustomerMessage> {
  // UTF-8 never takes more than three bytes for a UTF-16 unit, so most messages need no exact count.
  if (text.length * 3 > limits.messageBytes && utf8Length(text) > limits.messageBytes) {
    return refuse('message-too-large', `A message may have at most ${limits.messageBytes} bytes.`);
  }
  const json = parseJson(text);
  if (json === undefined) return refuse('not-json', 'A message must be one JSON object.');
  const envelope = z.object({ kind: z.string() }).safeParse(json);
  if (!envelope.success) return refuse('invalid-message', 'A message needs a "kind".', commandIdOf(json));
  if (!customerMessageKinds.has(envelope.data.kind)) {
    return refuse(
      'unknown-kind',
      `"${envelope.data.kind.slice(0, 60)}" is not a known kind.`,
      commandIdOf(json),
    );
  }
  const message = customerMessageSchema.safeParse(json);
  if (!message.success) return refuse('invalid-message', describeIssue(message.error), commandIdOf(json));
  return { ok: true, message: message.data };
}

/** Reads one message of the site on the phone. `undefined` for one this version does not know. */
export function decodeSiteMessage(text: string): SiteMessage | undefined {
  const message = siteMessageSchema.safeParse(parseJson(text));
  return message.success ? message.data : undefined;
}

function refuse(code: Refusal['code'], message: string, commandId?: string): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, message, ...(commandId === undefined ? {} : { commandId }) } };
}

function commandIdOf(json: unknown): string | undefined {
  const named = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/) }).safeParse(json);
  return named.success ? named.data.id : undefined;
}
