import { z } from 'zod';
import { hashSchema } from '../blob';
import { limits } from '../limits';
import { identifierSchema, lineSchema, textSchema } from '../names';
import { recordingFailureSchema } from '../session/session-event';
import { settingsChangeSchema, settingsSchema } from '../settings/settings';
import { availabilitySchema } from '../wire/site-message';
import { annotationRequests } from './annotation-requests';
import { fileRequests } from './file-requests';
import { historyRequests } from './history-requests';
import { recordedSchema, sessionCommands } from './session-commands';
import { sessionEventViewSchema, siteCheckSchema, snapshotSchema } from './view';

/** The one channel all requests of the renderer travel on. */
export const requestChannel = 'sightline:request';

const sessionId = identifierSchema;
const id = identifierSchema;
const sessionKey = z.string().regex(/^\d{9}$/);
const reference = lineSchema(limits.referenceCharacters);
const note = textSchema(limits.noteCharacters);
const lifetimeMinutes = z.number().int().min(1).max(1440);
const nothing = z.object({});
const done = z.null();

/**
 * Every request the renderer may make of main: its arguments and its result, once.
 * A session command carries an `id` made by the renderer; repeated, it returns what it returned before.
 */
export const requests = {
  ...historyRequests,
  ...fileRequests,
  ...annotationRequests,
  ...sessionCommands,
  'get-snapshot': { arguments: nothing, result: snapshotSchema },
  /** The log after `afterSeq` in order, at most `limit` entries. */
  'get-session-events': {
    arguments: z.object({
      sessionId,
      afterSeq: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(1000),
    }),
    result: z.object({ events: z.array(sessionEventViewSchema), lastSeq: z.number().int() }),
  },
  'generate-session-key': {
    arguments: z.object({ lifetimeMinutes, reference, note }),
    // Which key it is; what it holds is in `session-keys-changed`, which tells every window.
    result: z.object({ sessionKey }),
  },
  'change-session-key': {
    arguments: z.object({
      sessionKey,
      lifetimeMinutes: lifetimeMinutes.optional(),
      reference: reference.optional(),
      note: note.optional(),
    }),
    result: done,
  },
  'revoke-session-key': { arguments: z.object({ sessionKey }), result: done },
  'set-availability': { arguments: z.object({ availability: availabilitySchema }), result: done },
  'report-typing': { arguments: z.object({ sessionId }), result: done },
  /** Passes a WebRTC signal on to the phone, unread. */
  'send-signal': {
    arguments: z.object({
      sessionId,
      peerId: identifierSchema,
      data: z.string().max(limits.signalCharacters),
    }),
    result: done,
  },
  /** Reports that video is arriving; meanwhile, the grace period of a lost control connection does not run. Makes no entry. */
  'report-media-flow': { arguments: z.object({ sessionId }), result: z.null() },
  /** Recording follows the customer's consent; chunks go to `app://console/recordings/<sessionId>/<recordingId>` by POST, in order. */
  'start-recording': {
    arguments: z.object({ sessionId, id, recordingId: identifierSchema }),
    result: recordedSchema,
  },
  /** Closes the file, names it by its hash and logs it. */
  'stop-recording': {
    arguments: z.object({
      sessionId,
      id,
      recordingId: identifierSchema,
      durationMs: z.number().int().nonnegative(),
      /** Where it ended by itself. */
      failure: recordingFailureSchema.optional(),
    }),
    result: recordedSchema,
  },
  /** Puts a PNG that the page has drawn on the clipboard; what a customer sent is never given to main to decode. */
  'copy-picture': {
    arguments: z.object({
      png: z.instanceof(Uint8Array).refine(({ length }) => length <= limits.pictureBytes),
    }),
    result: done,
  },
  /** Saves a kept picture or recording to a place chosen in the system's dialog. */
  'save-blob': {
    arguments: z.object({ sessionId, hash: hashSchema, suggestedName: z.string().max(200) }),
    result: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('saved') }),
      z.object({ kind: z.literal('cancelled') }),
    ]),
  },
  /** Answers a broadcaster's offer; null refuses it. */
  'answer-broadcast': {
    arguments: z.object({
      sessionId,
      resourceId: identifierSchema,
      sdp: z.string().max(limits.sdpCharacters).nullable(),
    }),
    result: done,
  },
  /** Reports whether the broadcast's video is arriving or has ended, as seen by the renderer's connection. */
  'report-broadcast': {
    arguments: z.object({ sessionId, resourceId: identifierSchema, state: z.enum(['connected', 'ended']) }),
    result: done,
  },
  /** Moves the pane of a session into a window of its own, or back. */
  'detach-pane': { arguments: z.object({ sessionId }), result: done },
  'attach-pane': { arguments: z.object({ sessionId }), result: done },
  'change-settings': { arguments: settingsChangeSchema, result: settingsSchema },
  /** Asks for a PEM or PFX file with the system's dialog and uses it; `passphrase` unlocks it where needed. */
  'import-certificate': {
    arguments: z.object({ passphrase: z.string().max(200) }),
    result: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('imported') }),
      z.object({ kind: z.literal('cancelled') }),
    ]),
  },
  /** Returns to the site's own self-signed certificate. */
  'remove-imported-certificate': { arguments: nothing, result: done },
  'copy-text': { arguments: z.object({ text: z.string().min(1).max(5_000_000) }), result: done },
  /** Opens an http, https or mailto link from a chat message in the system's browser; the person has confirmed it. */
  'open-link': { arguments: z.object({ url: z.string().max(2000) }), result: done },
  /** Opens the system's mail or message program with the invitation for an open session key. */
  'compose-invitation': {
    arguments: z.object({ sessionKey, by: z.enum(['e-mail', 'text-message']) }),
    result: done,
  },
  /** Opens the addresses customers may be told, from this computer, and says which of them answer. */
  'check-site': { arguments: nothing, result: siteCheckSchema },
  /** Opens the simulated phone, whose customer connects by herself; one that is open comes to the front. */
  'start-practice': { arguments: nothing, result: done },
  /** Lets the practice customer answer by herself, or leaves her to the representative. */
  'set-practice-customer': { arguments: z.object({ playsByItself: z.boolean() }), result: done },
  'close-practice': { arguments: nothing, result: done },
  /** Shows the log files in the system's file manager. */
  'show-logs': { arguments: nothing, result: done },
  /** After a failed start: starts again; with `setAside` what is kept of sessions is moved to a folder of its own first. */
  'start-again': { arguments: z.object({ setAside: z.boolean() }), result: done },
  'show-about': { arguments: nothing, result: done },
  'dismiss-notice': { arguments: z.object({ id: z.string().max(100) }), result: done },
} as const;

export type Requests = typeof requests;
export type RequestName = keyof Requests;
/** The arguments the renderer passes. */
export type RequestArguments<Name extends RequestName> = z.input<Requests[Name]['arguments']>;
/** The arguments main gets after checking. */
export type CheckedArguments<Name extends RequestName> = z.output<Requests[Name]['arguments']>;
export type RequestResult<Name extends RequestName> = z.output<Requests[Name]['result']>;

export const ipcRefusalCodes = [
  'sender-not-trusted',
  'unknown-request',
  'invalid-arguments',
  'session-not-found',
  /** What is on disk of the session is damaged. */
  'session-unreadable',
  'session-not-open',
  'session-key-not-found',
  'too-many-session-keys',
  'not-possible-now',
  'site-off',
  'certificate-not-usable',
  'link-refused',
  'could-not-save',
  /** The path does not exist, is not granted, or leads outside what was granted. */
  'file-not-found',
  'file-name-taken',
  'file-not-possible',
  /** The phone's file road is not open. */
  'files-closed',
  /** Main itself could not start; see `start-again`. */
  'start-failed',
  'failed',
] as const;
export type IpcRefusalCode = (typeof ipcRefusalCodes)[number];

export const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    refusal: z.object({ code: z.enum(ipcRefusalCodes), message: z.string() }),
  }),
]);
/** What main answers on the request channel. `message` is a sentence fit to show. */
export type Reply = z.infer<typeof replySchema>;
