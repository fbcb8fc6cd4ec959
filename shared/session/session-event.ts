import { z } from 'zod';
import { annotationEventSchemas } from '../annotation/annotation-event';
import { blobSchema } from '../blob';
import { fileAccessEventSchemas, fileTransferEventSchemas } from '../file-transfer/file-transfer-event';
import { limits } from '../limits';
import { identifierSchema, lineSchema, textSchema } from '../names';
import { qualitySchema } from '../quality';
import { systemInformationReportSchema } from '../system-information/report';
import { deviceSchema } from './device';

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

export const sourceMethodSchema = z.enum(['camera', 'display-capture', 'broadcast']);
/** How a source is captured: by the page itself, or by a broadcaster app over WHIP. */
export type SourceMethod = z.infer<typeof sourceMethodSchema>;

export const sourceCapabilitiesSchema = z.object({
  /** Follows the quality that the representative selects. */
  quality: z.boolean(),
  /** Can be paused by the customer without being stopped. */
  pause: z.boolean(),
  flip: z.boolean(),
  torch: z.boolean(),
  /** Null where the device cannot zoom. */
  zoom: z.object({ min: z.number().positive(), max: z.number().positive() }).nullable(),
  /** Can send a high-resolution still. */
  still: z.boolean(),
});
/** What a source declares that it can do; the console offers only that. */
export type SourceCapabilities = z.infer<typeof sourceCapabilitiesSchema>;

/** Of a source that declares nothing. */
export const noCapabilities: SourceCapabilities = {
  quality: false,
  pause: false,
  flip: false,
  torch: false,
  zoom: null,
  still: false,
};

export const pictureOriginSchema = z.enum(['photo', 'screenshot']);
/** Where a picture that the customer chose to show came from. */
export type PictureOrigin = z.infer<typeof pictureOriginSchema>;

const pixels = z.number().int().positive().max(65_535);

/** A picture kept with the session, as an event names it. */
const pictureFields = { blob: blobSchema, width: pixels, height: pixels };

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

export const outcomeSchema = z.enum(['solved', 'follow-up', 'not-solved']);
/** How the representative says a session turned out. */
export type SessionOutcome = z.infer<typeof outcomeSchema>;

/** Why a recording ended by itself: no room on the disk, the disk refused, or the recorder gave nothing to write. */
export const recordingFailureSchema = z.enum(['disk-full', 'not-written', 'not-recorded']);
export type RecordingFailure = z.infer<typeof recordingFailureSchema>;

const bodies = [
  z.object({
    kind: z.literal('session-key-used'),
    sessionKey: z.string().regex(/^\d{0,9}$/),
    /** As set, or one made of the computer's name, which may be longer. */
    siteName: lineSchema(255),
    customer: z.object({
      name: lineSchema(limits.nameCharacters),
      description: textSchema(limits.descriptionCharacters),
    }),
    device: deviceSchema,
  }),
  /** Private to the representative: what they noted when they generated the key. */
  z.object({
    kind: z.literal('reference-set'),
    reference: lineSchema(limits.referenceCharacters),
    note: textSchema(limits.noteCharacters),
  }),
  z.object({
    kind: z.literal('session-started'),
    representative: z.object({ name: lineSchema(limits.nameCharacters) }),
    waitedMs: z.number().int().nonnegative(),
  }),
  z.object({ kind: z.literal('session-declined'), reason: textSchema(limits.declineReasonCharacters) }),
  /** The message's identifier is the event's `commandId`. */
  z.object({ kind: z.literal('chat-message-sent'), text: textSchema(limits.chatMessageCharacters) }),
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
  z.object({
    kind: z.literal('source-started'),
    source: sourceSchema,
    facing: facingSchema,
    method: sourceMethodSchema.default('camera'),
    capabilities: sourceCapabilitiesSchema.default(noCapabilities),
  }),
  z.object({ kind: z.literal('source-stopped'), source: sourceSchema }),
  z.object({ kind: z.literal('source-failed'), source: sourceSchema, failure: sourceFailureSchema }),
  z.object({
    kind: z.literal('camera-changed'),
    facing: facingSchema,
    torch: z.boolean().default(false),
    zoom: z.number().positive().default(1),
  }),
  /** The customer hid what is shown for a while, e.g. before typing a password. */
  z.object({ kind: z.literal('sharing-paused') }),
  z.object({ kind: z.literal('sharing-resumed') }),
  /** From here until a photo is shown, no picture of anything leaves the phone. */
  z.object({ kind: z.literal('photo-choosing-began') }),
  z.object({
    kind: z.literal('photo-shown'),
    ...pictureFields,
    name: lineSchema(limits.fileNameCharacters),
    origin: pictureOriginSchema,
  }),
  z.object({ kind: z.literal('quality-selected'), quality: qualitySchema }),
  z.object({ kind: z.literal('still-requested') }),
  z.object({ kind: z.literal('still-sent'), ...pictureFields }),
  z.object({ kind: z.literal('still-failed') }),
  /** The representative kept what the pane showed. */
  z.object({ kind: z.literal('snapshot-saved'), ...pictureFields }),
  z.object({ kind: z.literal('recording-requested') }),
  z.object({ kind: z.literal('recording-declined') }),
  /** The customer allowed it; it runs from `recording-started` on. */
  z.object({ kind: z.literal('recording-allowed') }),
  z.object({ kind: z.literal('recording-started') }),
  z.object({ kind: z.literal('recording-paused') }),
  z.object({ kind: z.literal('recording-resumed') }),
  z.object({
    kind: z.literal('recording-stopped'),
    /** Null where nothing was recorded. */
    blob: blobSchema.nullable(),
    durationMs: z.number().int().nonnegative(),
    /** Why it ended without anybody wishing so; the consent to it lasts then. */
    failure: recordingFailureSchema.optional(),
  }),
  /** The customer took the permission back; what was recorded until then is kept, and `recording-stopped` follows. */
  z.object({ kind: z.literal('recording-revoked') }),
  z.object({ kind: z.literal('system-information-requested') }),
  z.object({ kind: z.literal('system-information-allowed') }),
  z.object({ kind: z.literal('system-information-declined') }),
  /** The customer took the permission back; reports already in the log stay there. */
  z.object({ kind: z.literal('system-information-revoked') }),
  z.object({ kind: z.literal('system-information-reported'), report: systemInformationReportSchema }),
  /** Private to the representative: all they have noted so far, which takes the place of what they noted before. */
  z.object({ kind: z.literal('notes-written'), text: textSchema(limits.notesCharacters) }),
  /** Private to the representative. */
  z.object({ kind: z.literal('outcome-set'), outcome: outcomeSchema }),
  ...fileAccessEventSchemas,
  ...fileTransferEventSchemas,
  ...annotationEventSchemas,
  z.object({ kind: z.literal('tab-opened'), tab: tabSchema }),
  /** The first picture of a source arrived, or its codec changed. */
  z.object({
    kind: z.literal('video-received'),
    codec: lineSchema(20),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
  }),
  z.object({ kind: z.literal('customer-connection-lost') }),
  z.object({ kind: z.literal('customer-reconnected') }),
  /** The phone suspended the page: another app is in front. */
  z.object({ kind: z.literal('customer-went-away') }),
  z.object({ kind: z.literal('customer-returned') }),
  /** Another device tried to take the session up while this customer's phone was connected. */
  z.object({ kind: z.literal('resume-refused') }),
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

/** An entry of the customer's copy of the log in place of one that is private to the representative. */
export type WithheldEvent = EventEnvelope & { readonly kind: 'event-withheld' };

/** One entry of the log as the customer gets it: the same `seq` numbers, private entries withheld. */
export const customerEventSchema = z.intersection(
  eventEnvelopeSchema,
  z.discriminatedUnion('kind', [...bodies, z.object({ kind: z.literal('event-withheld') })]),
);
export type CustomerEvent = SessionEvent | WithheldEvent;

/** Whether an entry of this kind never leaves the console. */
export function isPrivate(kind: EventKind): boolean {
  return kind === 'reference-set' || kind === 'notes-written' || kind === 'outcome-set';
}

/** The customer's copy of one entry. */
export function forCustomer(event: SessionEvent): CustomerEvent {
  if (!isPrivate(event.kind)) return event;
  const { seq, at, by, commandId } = event;
  return { seq, at, by, commandId, kind: 'event-withheld' };
}
