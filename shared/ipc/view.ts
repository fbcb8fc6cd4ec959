import { z } from 'zod';
import type { SessionEvent } from '../session/session-event';
import type { SessionState } from '../session/session-state';
import { settingsSchema } from '../settings/settings';
import { availabilitySchema } from '../wire/site-message';

/** An open session key as the console shows it; times in milliseconds since the Unix epoch. */
export const openSessionKeySchema = z.object({
  sessionKey: z.string(),
  generatedAt: z.number(),
  expiresAt: z.number(),
  reference: z.string(),
  note: z.string(),
  /** What a link to the site carries beside the key; absent until the site has told it. */
  linkSecret: z.string().optional(),
});
export type OpenSessionKey = z.infer<typeof openSessionKeySchema>;

/** The state of the embedded site. */
export const siteStatusSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('starting') }),
  z.object({
    kind: z.literal('on'),
    siteName: z.string(),
    /** The address customers are told, e.g. `https://192.0.2.24:8443`. */
    address: z.string(),
    /** Every address the site answers at. */
    addresses: z.array(z.string()),
    reach: z.enum(['local-network', 'this-computer']),
    port: z.number(),
    /** The port the settings ask for, where it was taken by another program. */
    portWanted: z.number(),
    certificate: z.object({
      kind: z.enum(['self-signed', 'imported']),
      /** SHA-256 of the certificate, as colon-separated upper-case hexadecimal. */
      fingerprint: z.string(),
      expiresAt: z.number(),
    }),
  }),
  z.object({ kind: z.literal('off'), message: z.string() }),
]);
export type SiteStatus = z.infer<typeof siteStatusSchema>;

/** A notice main shows the representative once, e.g. that a damaged file was set aside. */
export const noticeSchema = z.object({
  id: z.string(),
  kind: z.enum(['information', 'warning', 'error']),
  /** What happened. */
  title: z.string(),
  /** What is kept and what to do. */
  text: z.string(),
  /** The session that cannot be read, of which a copy can be saved. */
  sessionId: z.string().optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** The way one of the site's addresses answered this computer itself. */
export const addressCheckSchema = z.object({
  address: z.string(),
  outcome: z.enum([
    'answers',
    /** Something else is there: it shows another certificate. */
    'other-certificate',
    /** The name is not known to this computer's network. */
    'name-not-found',
    'no-answer',
  ]),
});
export type AddressCheck = z.infer<typeof addressCheckSchema>;

/** The result of the site's opening its own addresses, at `checkedAt` (milliseconds since the Unix epoch). */
export const siteCheckSchema = z.object({ checkedAt: z.number(), addresses: z.array(addressCheckSchema) });
export type SiteCheck = z.infer<typeof siteCheckSchema>;

/** The state of practice with a simulated phone. */
export const practiceStatusSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('closed') }),
  z.object({
    kind: z.literal('open'),
    /** The key its customer connects with: the practice session is the one that used it. */
    sessionKey: z.string(),
    /** Whether the practice customer answers by herself or is played by the representative. */
    playsByItself: z.boolean(),
  }),
]);
export type PracticeStatus = z.infer<typeof practiceStatusSchema>;

// The log and its state are made and checked in main; the renderer takes them as main sends them.
const sessionStateSchema = z.custom<SessionState>((value) => typeof value === 'object' && value !== null);
export const sessionEventViewSchema = z.custom<SessionEvent>(
  (value) => typeof value === 'object' && value !== null,
);

/** One session without its log. */
export const sessionSummarySchema = z.object({ sessionId: z.string(), state: sessionStateSchema });
export type SessionSummary = z.infer<typeof sessionSummarySchema>;

/** Everything the renderer needs at first; logs are requested session by session. */
export const snapshotSchema = z.object({
  sessions: z.array(sessionSummarySchema),
  sessionKeys: z.array(openSessionKeySchema),
  site: siteStatusSchema,
  settings: settingsSchema,
  availability: availabilitySchema,
  notices: z.array(noticeSchema),
  practice: practiceStatusSchema,
  /** `darwin`, `win32` or `linux`, for shortcuts and window controls. */
  platform: z.string(),
  version: z.string(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;
