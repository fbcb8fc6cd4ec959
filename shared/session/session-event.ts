import { z } from 'zod';
import { deviceSchema } from './device';
import { identifierSchema } from './names';

/** Who caused an event; `site` stands for the machinery between the two people. */
export const authorSchema = z.enum(['representative', 'customer', 'site']);
export type Author = z.infer<typeof authorSchema>;

/** A party that can write chat messages. */
export type Party = Exclude<Author, 'site'>;

export const sourceSchema = z.enum(['screen', 'camera']);
/** What the customer can show live. */
export type Source = z.infer<typeof sourceSchema>;

export const facingSchema = z.enum(['front', 'rear', 'unknown']);
export type Facing = z.infer<typeof facingSchema>;

export const tabSchema = z.enum(['chat', 'screen', 'camera', 'photos', 'files']);
export type Tab = z.infer<typeof tabSchema>;

export const sourceFailureSchema = z.enum([
  'permission-denied',
  'no-device',
  'in-use',
  'not-supported',
  'failed',
]);
/** Why a source the customer chose gives no picture. */
export type SourceFailure = z.infer<typeof sourceFailureSchema>;

export const endReasonSchema = z.enum([
  'representative-ended',
  'customer-ended',
  /** The customer left the queue before being accepted. */
  'customer-left',
  /** The grace period after a lost connection ran out. */
  'customer-did-not-return',
]);
export type EndReason = z.infer<typeof endReasonSchema>;

const bodies = [
  z.object({
    kind: z.literal('session-key-used'),
    sessionKey: z.string(),
    siteName: z.string(),
    customer: z.object({ name: z.string(), description: z.string() }),
    device: deviceSchema,
  }),
  /** Private to the representative: what they noted when they generated the key. */
  z.object({ kind: z.literal('reference-set'), reference: z.string(), note: z.string() }),
  z.object({
    kind: z.literal('session-started'),
    representative: z.object({ name: z.string() }),
    waitedMs: z.number().int().nonnegative(),
  }),
  z.object({ kind: z.literal('session-declined'), reason: z.string() }),
  /** The message's identifier is the event's `commandId`. */
  z.object({ kind: z.literal('chat-message-sent'), text: z.string() }),
  /** `by` has received the other party's messages up to and including `upTo` (a `seq`). */
  z.object({ kind: z.literal('chat-messages-delivered'), upTo: z.number().int().positive() }),
  /** `by` has had the other party's messages up to and including `upTo` (a `seq`) on screen. */
  z.object({ kind: z.literal('chat-messages-seen'), upTo: z.number().int().positive() }),
  z.object({ kind: z.literal('sharing-requested') }),
  z.object({ kind: z.literal('sharing-request-cancelled') }),
  z.object({ kind: z.literal('sharing-allowed') }),
  z.object({ kind: z.literal('sharing-declined') }),
  /** The customer took the permission back; nothing is shown until they allow sharing again. */
  z.object({ kind: z.literal('sharing-stopped') }),
  z.object({ kind: z.literal('source-started'), source: sourceSchema, facing: facingSchema }),
  z.object({ kind: z.literal('source-stopped'), source: sourceSchema }),
  z.object({ kind: z.literal('source-failed'), source: sourceSchema, failure: sourceFailureSchema }),
  z.object({ kind: z.literal('camera-changed'), facing: facingSchema }),
  z.object({ kind: z.literal('tab-opened'), tab: tabSchema }),
  /** The first picture of a source arrived, or its codec changed. */
  z.object({
    kind: z.literal('video-received'),
    codec: z.string(),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
  }),
  z.object({ kind: z.literal('customer-connection-lost') }),
  z.object({ kind: z.literal('customer-reconnected') }),
  /** The phone suspended the page: another app is in front. */
  z.object({ kind: z.literal('customer-went-away') }),
  z.object({ kind: z.literal('customer-returned') }),
  z.object({ kind: z.literal('console-restarted') }),
  z.object({ kind: z.literal('session-ended'), reason: endReasonSchema }),
] as const;

/** What an event says, without its place in the log. */
export const eventBodySchema = z.discriminatedUnion('kind', bodies);
export type EventBody = z.infer<typeof eventBodySchema>;
export type EventKind = EventBody['kind'];

export const eventEnvelopeSchema = z.object({
  /** Place in the session's log, from 1, without gaps. */
  seq: z.number().int().positive(),
  /** When main wrote it, in milliseconds since the Unix epoch; never smaller than the event before. */
  at: z.number().int().nonnegative(),
  by: authorSchema,
  /** The identifier of the command that caused it, made by the command's sender. */
  commandId: identifierSchema,
});
export type EventEnvelope = z.infer<typeof eventEnvelopeSchema>;

/** One entry of a session's log. */
export const sessionEventSchema = z.intersection(eventEnvelopeSchema, eventBodySchema);
export type SessionEvent = EventEnvelope & EventBody;

/** Stands in the customer's copy of the log for an event that is private to the representative. */
export const withheldEventSchema = z.intersection(
  eventEnvelopeSchema,
  z.object({ kind: z.literal('event-withheld') }),
);
export type WithheldEvent = EventEnvelope & { readonly kind: 'event-withheld' };

/** One entry of the log as the customer gets it: the same `seq` numbers, private entries withheld. */
export const customerEventSchema = z.intersection(
  eventEnvelopeSchema,
  z.discriminatedUnion('kind', [...bodies, z.object({ kind: z.literal('event-withheld') })]),
);
export type CustomerEvent = SessionEvent | WithheldEvent;

/** The customer's copy of one entry. */
export function forCustomer(event: SessionEvent): CustomerEvent {
  if (event.kind !== 'reference-set') return event;
  const { seq, at, by, commandId } = event;
  return { seq, at, by, commandId, kind: 'event-withheld' };
}
