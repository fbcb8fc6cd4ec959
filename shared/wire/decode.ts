import { z } from 'zod';
import { limits } from '../limits';
import { identifierSchema } from '../names';
import { describeIssue, parseJson, utf8Length } from '../read-text';
import {
  type ResumeSession,
  resumeSessionSchema,
  type SessionMessage,
  type SubmitSessionKey,
  sessionMessageSchema,
  submitSessionKeySchema,
} from './customer-message';
import type { Refusal } from './refusal';
import { type SiteMessage, siteMessageSchema } from './site-message';

export type Decoded<Message> =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly refusal: Refusal };

/** What can be read of any message of a phone, whatever its kind. */
export interface Envelope {
  readonly kind: string;
  /** The message's `id`, where it has a good one. */
  readonly id: string | undefined;
  readonly json: unknown;
}

const entrySchema = z.discriminatedUnion('kind', [submitSessionKeySchema, resumeSessionSchema]);
const sessionKinds: ReadonlySet<string> = new Set(
  sessionMessageSchema.options.map((option) => option.shape.kind.value),
);

/** Reads the size and the `kind` of one message of a phone, or says by name what is wrong with it. Never throws. */
export function readEnvelope(text: string): Decoded<Envelope> {
  // UTF-8 never takes more than three bytes for a UTF-16 unit, so most messages need no exact count.
  if (text.length * 3 > limits.messageBytes && utf8Length(text) > limits.messageBytes) {
    return refuse('message-too-large', `A message may have at most ${limits.messageBytes} bytes.`);
  }
  const json = parseJson(text);
  if (json === undefined) return refuse('not-json', 'A message must be JSON.');
  const kind = textAt(json, 'kind');
  const name = textAt(json, 'id');
  const id = name !== undefined && identifierSchema.safeParse(name).success ? name : undefined;
  if (kind === undefined) return refuse('invalid-message', 'A message needs a "kind".', id);
  return { ok: true, message: { kind, id, json } };
}

/** Reads a message with which a phone comes into a session: `submit-session-key` or `resume-session`. Never throws. */
export function decodeEntry({ json, id }: Envelope): Decoded<SubmitSessionKey | ResumeSession> {
  const message = entrySchema.safeParse(json);
  return message.success
    ? { ok: true, message: message.data }
    : refuse('invalid-message', describeIssue(message.error), id);
}

/** Reads one message of a phone in a session, or says by name what is wrong with it. Never throws. */
export function decodeSessionMessage(text: string): Decoded<SessionMessage> {
  const envelope = readEnvelope(text);
  if (!envelope.ok) return envelope;
  const { kind, id, json } = envelope.message;
  if (!sessionKinds.has(kind)) {
    return refuse('unknown-kind', `"${kind.slice(0, 60)}" is not a known kind.`, id);
  }
  const message = sessionMessageSchema.safeParse(json);
  return message.success
    ? { ok: true, message: message.data }
    : refuse('invalid-message', describeIssue(message.error), id);
}

/** Reads one message of the site on the phone. `undefined` for one this version does not know. */
export function decodeSiteMessage(text: string): SiteMessage | undefined {
  const message = siteMessageSchema.safeParse(parseJson(text));
  return message.success ? message.data : undefined;
}

/** Reads by hand, as this is done for every message and a schema takes several microseconds to say no. */
function textAt(json: unknown, name: 'kind' | 'id'): string | undefined {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, name)) return undefined;
  const value: unknown = Reflect.get(json, name);
  return typeof value === 'string' ? value : undefined;
}

function refuse(code: Refusal['code'], message: string, commandId?: string): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, message, ...(commandId === undefined ? {} : { commandId }) } };
}
