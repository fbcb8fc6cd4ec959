import { z } from 'zod';
import { limits } from '../limits';
import { settingsSchema } from '../settings/settings';
import { availabilitySchema } from '../wire/site-message';
import { fileConsoleEventSchemas } from './file-view';
import {
  noticeSchema,
  openSessionKeySchema,
  practiceStatusSchema,
  sessionEventViewSchema,
  siteStatusSchema,
} from './view';

/** The one channel main publishes on. */
export const consoleEventChannel = 'sightline:event';

/** Every event main publishes to the renderer. */
export const consoleEventSchema = z.discriminatedUnion('kind', [
  /** The log of a session grew by one entry; the first entry of a session brings the session. */
  z.object({
    kind: z.literal('session-event-appended'),
    sessionId: z.string(),
    event: sessionEventViewSchema,
  }),
  /** A session was deleted, by hand or by the retention setting; nothing of it is left. */
  z.object({ kind: z.literal('session-deleted'), sessionId: z.string() }),
  z.object({ kind: z.literal('session-keys-changed'), sessionKeys: z.array(openSessionKeySchema) }),
  z.object({ kind: z.literal('site-changed'), site: siteStatusSchema }),
  z.object({ kind: z.literal('settings-changed'), settings: settingsSchema }),
  z.object({ kind: z.literal('availability-changed'), availability: availabilitySchema }),
  z.object({ kind: z.literal('notices-changed'), notices: z.array(noticeSchema) }),
  z.object({ kind: z.literal('practice-changed'), practice: practiceStatusSchema }),
  /** The customer is writing; shown for a few seconds after the last of these. */
  z.object({ kind: z.literal('customer-typing'), sessionId: z.string() }),
  z.object({
    kind: z.literal('signal-received'),
    sessionId: z.string(),
    peerId: z.string(),
    data: z.string().max(limits.signalCharacters),
  }),
  /** A broadcaster app offers a session's screen over WHIP; to be answered with `answer-broadcast`. */
  z.object({
    kind: z.literal('broadcast-offered'),
    sessionId: z.string(),
    resourceId: z.string(),
    sdp: z.string().max(limits.sdpCharacters),
  }),
  z.object({ kind: z.literal('broadcast-ended'), sessionId: z.string(), resourceId: z.string() }),
  /** The window of a detached pane was closed, so the pane is back. */
  z.object({ kind: z.literal('pane-attached'), sessionId: z.string() }),
  /** Chosen in the menu, by clicking a notification, or with a `sightline:` link. */
  z.object({
    kind: z.literal('command-chosen'),
    command: z.enum(['generate-session-key', 'offer-session-key', 'open-settings', 'find']),
  }),
  ...fileConsoleEventSchemas,
  z.object({ kind: z.literal('session-chosen'), sessionId: z.string() }),
]);
export type ConsoleEvent = z.infer<typeof consoleEventSchema>;
