import { z } from 'zod';
import { hashSchema } from '../blob';
import { limits } from '../limits';
import { identifierSchema } from '../names';
import { linkSecretPattern } from '../session-key/join-link';
import { resumeSessionSchema, submitSessionKeySchema } from './customer-message';
import { availabilitySchema } from './site-message';

const linkSecret = z.string().regex(linkSecretPattern);
const sessionKey = z.string().regex(/^\d{9}$/);

/** What a representative's console sends to its site over their `Connection`. */
export const representativeMessageSchema = z.discriminatedUnion('kind', [
  /** First message. `sessionIds` are the open sessions whose customers may come back; `openSessionKeys` outlived a restart of the site. */
  z.object({
    kind: z.literal('register'),
    availability: availabilitySchema,
    sessionIds: z.array(identifierSchema),
    openSessionKeys: z.array(z.object({ sessionKey, generatedAt: z.number(), expiresAt: z.number() })),
  }),
  z.object({ kind: z.literal('set-availability'), availability: availabilitySchema }),
  z.object({
    kind: z.literal('generate-session-key'),
    id: identifierSchema,
    lifetimeMs: z.number().int().positive(),
  }),
  /** Sets the key's expiry to `lifetimeMs` after it was generated. */
  z.object({
    kind: z.literal('change-session-key-lifetime'),
    sessionKey,
    lifetimeMs: z.number().int().positive(),
  }),
  z.object({ kind: z.literal('revoke-session-key'), sessionKey }),
  /** Names a session of this representative, so that its customer's `resume-session` finds the way. */
  z.object({ kind: z.literal('claim-session'), sessionId: identifierSchema }),
  z.object({ kind: z.literal('release-session'), sessionId: identifierSchema }),
  /** Passes `text` on to the phone as it is. */
  z.object({ kind: z.literal('relay'), connectionId: identifierSchema, text: z.string() }),
  /** Frees the phone's connection from this representative; it stays open and may submit another key. */
  z.object({ kind: z.literal('detach-customer'), connectionId: identifierSchema }),
  /** Asks a phone for a sign of life; `customer-answered` tells of it. */
  z.object({ kind: z.literal('probe-customer'), connectionId: identifierSchema }),
  z.object({ kind: z.literal('disconnect-customer'), connectionId: identifierSchema }),
  /** Opens a WHIP endpoint at `/whip/<endpointId>`; one already open is replaced. The site keeps the token's hash only. */
  z.object({ kind: z.literal('open-whip'), endpointId: identifierSchema, tokenHash: hashSchema }),
  /** Closes it, and with it the broadcast that uses it. */
  z.object({ kind: z.literal('close-whip'), endpointId: identifierSchema }),
  /** Answers `whip-offered`; null refuses the offer (the broadcaster gets 406). */
  z.object({
    kind: z.literal('answer-whip'),
    resourceId: identifierSchema,
    sdp: z.string().max(limits.sdpCharacters).nullable(),
  }),
  /** Ends a broadcast from the console's side. */
  z.object({ kind: z.literal('end-whip'), resourceId: identifierSchema }),
]);
export type RepresentativeMessage = z.infer<typeof representativeMessageSchema>;

/** What a site sends to a representative's console. */
export const siteToRepresentativeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('session-key-generated'),
    id: identifierSchema,
    sessionKey,
    generatedAt: z.number(),
    expiresAt: z.number(),
    linkSecret: linkSecret.optional(),
  }),
  /** What a link to the site carries beside this key, which a customer then need not wait for. */
  z.object({ kind: z.literal('session-key-linked'), sessionKey, linkSecret }),
  /** Many wrong session keys came lately. */
  z.object({ kind: z.literal('guessing-noticed') }),
  z.object({ kind: z.literal('session-key-not-generated'), id: identifierSchema, reason: z.string() }),
  z.object({ kind: z.literal('session-key-lifetime-changed'), sessionKey, expiresAt: z.number() }),
  z.object({
    kind: z.literal('session-key-closed'),
    sessionKey,
    reason: z.enum(['used', 'expired', 'revoked']),
  }),
  /** A phone submitted one of this representative's keys (now used up). The same `submission.id` may come again after a lost connection. */
  z.object({
    kind: z.literal('customer-joined'),
    connectionId: identifierSchema,
    transport: z.enum(['websocket', 'event-stream']),
    submission: submitSessionKeySchema,
  }),
  /** A phone wants to take up one of this representative's sessions; the console checks the token. */
  z.object({
    kind: z.literal('customer-resuming'),
    connectionId: identifierSchema,
    transport: z.enum(['websocket', 'event-stream']),
    resume: resumeSessionSchema,
  }),
  /** One message of the phone, not decoded. */
  z.object({ kind: z.literal('customer-message'), connectionId: identifierSchema, text: z.string() }),
  /** The phone gave the sign of life it was asked for. */
  z.object({ kind: z.literal('customer-answered'), connectionId: identifierSchema }),
  z.object({ kind: z.literal('customer-disconnected'), connectionId: identifierSchema, reason: z.string() }),
  /** A broadcaster app offers the screen at an open endpoint. */
  z.object({
    kind: z.literal('whip-offered'),
    endpointId: identifierSchema,
    resourceId: identifierSchema,
    sdp: z.string().max(limits.sdpCharacters),
  }),
  /** The broadcaster ended it (DELETE). */
  z.object({ kind: z.literal('whip-ended'), endpointId: identifierSchema, resourceId: identifierSchema }),
]);
export type SiteToRepresentative = z.infer<typeof siteToRepresentativeSchema>;
