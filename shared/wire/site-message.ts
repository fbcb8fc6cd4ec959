import { z } from 'zod';
import { strokeBatchSchema, strokeCancelledSchema } from '../annotation/stroke-batch';
import { limits } from '../limits';
import { identifierSchema } from '../names';
import { customerEventSchema } from '../session/session-event';
import { iceServerSchema } from '../settings/settings';
import { answerSchemas } from './questions';
import { refusalCodeSchema } from './refusal';

/** Whether a new customer can be taken: someone is there, or nobody is. */
export const availabilitySchema = z.enum(['available', 'away']);
export type Availability = z.infer<typeof availabilitySchema>;

/** Everything the site, or the representative through it, may send to a phone. */
export const siteMessageSchema = z.discriminatedUnion('kind', [
  /** First message on every connection. */
  z.object({
    kind: z.literal('welcome'),
    version: z.number().int(),
    siteName: z.string(),
    availability: availabilitySchema,
  }),
  z.object({ kind: z.literal('availability-changed'), availability: availabilitySchema }),
  /** The key was right; the log follows in `events`. Keep `token`: it resumes the session. */
  z.object({ kind: z.literal('session-joined'), sessionId: identifierSchema, token: identifierSchema }),
  /** The session is taken up again; the events missed follow. `token` replaces the one just used. */
  z.object({ kind: z.literal('session-resumed'), sessionId: identifierSchema, token: identifierSchema }),
  /** Place in the queue, 1 for next. */
  z.object({ kind: z.literal('queue-position-changed'), position: z.number().int().positive() }),
  /** Entries of the log in `seq` order; one already held is to be ignored. */
  z.object({ kind: z.literal('events'), events: z.array(customerEventSchema).max(limits.eventsPerMessage) }),
  z.object({
    kind: z.literal('signal'),
    peerId: identifierSchema,
    data: z.string().max(limits.signalCharacters),
  }),
  z.object({ kind: z.literal('representative-typing') }),
  /** Sent when the session starts, when it is resumed and when they change: the servers for the phone's peer connections. */
  z.object({
    kind: z.literal('ice-servers'),
    iceServers: z.array(iceServerSchema).max(8),
    /** Whether only relayed candidates are to be used. */
    relayOnly: z.boolean().optional(),
  }),
  ...answerSchemas,
  /** A stroke in motion grows; it is no entry of the log. */
  strokeBatchSchema.unwrap(),
  /** A stroke in motion is taken back. */
  strokeCancelledSchema.unwrap(),
  /** A command was carried out, or had been before; its event, if it made one, has that `commandId`. */
  z.object({ kind: z.literal('command-done'), id: identifierSchema }),
  z.object({
    kind: z.literal('refusal'),
    code: refusalCodeSchema,
    message: z.string(),
    commandId: identifierSchema.optional(),
    retryAfterMs: z.number().int().nonnegative().optional(),
  }),
  z.object({ kind: z.literal('ping') }),
  z.object({ kind: z.literal('pong') }),
]);

export type SiteMessage = z.infer<typeof siteMessageSchema>;
