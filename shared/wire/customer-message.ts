import { z } from 'zod';
import { hashSchema } from '../blob';
import { fileLimits } from '../file-transfer/file-limits';
import { deletedPathsNamed } from '../file-transfer/file-transfer-event';
import { limits } from '../limits';
import { chatTextSchema, descriptionSchema, identifierSchema, lineSchema, nameSchema } from '../names';
import { deviceSchema } from '../session/device';
import {
  facingSchema,
  pictureOriginSchema,
  sourceCapabilitiesSchema,
  sourceFailureSchema,
  sourceSchema,
  tabSchema,
} from '../session/session-event';
import { linkSecretPattern } from '../session-key/join-link';
import { systemInformationReportSchema } from '../system-information/report';
import { questionSchemas } from './questions';

const id = identifierSchema;
const pixels = z.number().int().positive().max(65_535);

const uploadedPicture = { hash: hashSchema, width: pixels, height: pixels };

/** A file's name as text, never a path. */
const fileNameSchema = lineSchema(limits.fileNameCharacters);
const upTo = z.number().int().positive();

/** Names one loading of the client's page, so that its own next connection is known from another device's. */
const instance = identifierSchema.optional();

/** Asks to join with a session key. */
export const submitSessionKeySchema = z.object({
  kind: z.literal('submit-session-key'),
  version: z.number().int(),
  id,
  instance,
  /** Nine digits; spaces and dashes are accepted. */
  sessionKey: z.string().max(64),
  /** What the link carried beside the key, where it came with one. */
  linkSecret: z.string().regex(linkSecretPattern).optional(),
  name: nameSchema,
  description: descriptionSchema,
  device: deviceSchema,
});

/** Takes up a session again after the connection or the page was lost. */
export const resumeSessionSchema = z.object({
  kind: z.literal('resume-session'),
  version: z.number().int(),
  sessionId: identifierSchema,
  token: identifierSchema,
  instance,
  /** The highest `seq` the phone holds; 0 for none. */
  lastSeq: z.number().int().nonnegative(),
});

const filePath = z.string().min(1).max(fileLimits.pathBytes);

const fileChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('created-folder'), path: filePath }),
  z.object({ kind: z.literal('renamed'), path: filePath, name: z.string().min(1).max(fileLimits.nameBytes) }),
  /** `paths` names the first of them. */
  z.object({
    kind: z.literal('deleted'),
    paths: z.array(filePath).min(1).max(deletedPathsNamed),
    count: z.number().int().positive().max(fileLimits.filesPerQueue),
  }),
]);

/** What changes the log; each carries an `id` and may be repeated without doubling anything. */
const commandSchemas = [
  z.object({ kind: z.literal('send-chat-message'), id, text: chatTextSchema }),
  z.object({ kind: z.literal('mark-delivered'), id, upTo }),
  z.object({ kind: z.literal('mark-seen'), id, upTo }),
  z.object({ kind: z.literal('allow-sharing'), id }),
  z.object({ kind: z.literal('decline-sharing'), id }),
  z.object({ kind: z.literal('stop-sharing'), id }),
  z.object({
    kind: z.literal('start-source'),
    id,
    source: sourceSchema,
    facing: facingSchema,
    method: z.enum(['camera', 'display-capture']),
    capabilities: sourceCapabilitiesSchema,
  }),
  z.object({ kind: z.literal('stop-source'), id, source: sourceSchema }),
  z.object({
    kind: z.literal('report-source-failure'),
    id,
    source: sourceSchema,
    failure: sourceFailureSchema,
  }),
  z.object({
    kind: z.literal('change-camera'),
    id,
    facing: facingSchema,
    torch: z.boolean(),
    zoom: z.number().positive().max(100),
  }),
  z.object({ kind: z.literal('pause-sharing'), id }),
  z.object({ kind: z.literal('resume-sharing'), id }),
  z.object({ kind: z.literal('begin-photo-choosing'), id }),
  /** `hash` names an upload of this session that was finished (docs/protocol.md, section 8). */
  z.object({
    kind: z.literal('show-photo'),
    id,
    ...uploadedPicture,
    name: fileNameSchema,
    origin: pictureOriginSchema,
  }),
  z.object({ kind: z.literal('send-still'), id, ...uploadedPicture }),
  z.object({ kind: z.literal('report-still-failure'), id }),
  z.object({ kind: z.literal('allow-recording'), id }),
  z.object({ kind: z.literal('decline-recording'), id }),
  /** Takes the permission to record back. */
  z.object({ kind: z.literal('revoke-recording'), id }),
  z.object({ kind: z.literal('allow-system-information'), id }),
  z.object({ kind: z.literal('decline-system-information'), id }),
  z.object({ kind: z.literal('revoke-system-information'), id }),
  z.object({ kind: z.literal('report-system-information'), id, report: systemInformationReportSchema }),
  z.object({ kind: z.literal('allow-file-access'), id }),
  z.object({ kind: z.literal('decline-file-access'), id }),
  z.object({ kind: z.literal('revoke-file-access'), id }),
  /** What the customer did with the files of the sandbox during the session, so that the log tells it. */
  z.object({ kind: z.literal('report-file-change'), id, change: fileChangeSchema }),
  z.object({ kind: z.literal('open-tab'), id, tab: tabSchema }),
  z.object({ kind: z.literal('report-visibility'), id, visible: z.boolean() }),
  z.object({ kind: z.literal('leave-queue'), id }),
  z.object({ kind: z.literal('end-session'), id }),
] as const;

export const customerCommandSchema = z.discriminatedUnion('kind', commandSchemas);
export type CustomerCommand = z.infer<typeof customerCommandSchema>;

const signalSchema = z.object({
  kind: z.literal('signal'),
  /** Names one peer connection; the phone makes a new one for each. */
  peerId: identifierSchema,
  /** A simple-peer signal as JSON text; the site and main pass it on unread. */
  data: z.string().max(limits.signalCharacters),
});

/** What the site itself takes from a phone; everything else it passes on to a console. */
const doorSchemas = [
  submitSessionKeySchema,
  resumeSessionSchema,
  z.object({ kind: z.literal('ping') }),
  z.object({ kind: z.literal('pong') }),
] as const;

/** What a phone sends to its session's console, unread by the site between them. */
export const sessionMessageSchema = z.discriminatedUnion('kind', [
  ...commandSchemas,
  signalSchema,
  ...questionSchemas,
  z.object({ kind: z.literal('report-typing') }),
]);
export type SessionMessage = z.infer<typeof sessionMessageSchema>;

/** Everything a phone may send. */
export const customerMessageSchema = z.discriminatedUnion('kind', [
  ...doorSchemas,
  ...sessionMessageSchema.options,
]);

export type CustomerMessage = z.infer<typeof customerMessageSchema>;
export type SubmitSessionKey = z.infer<typeof submitSessionKeySchema>;
export type ResumeSession = z.infer<typeof resumeSessionSchema>;

const commandKinds: ReadonlySet<string> = new Set(commandSchemas.map((schema) => schema.shape.kind.value));

/** Whether a message is a command, i.e. carries an `id` and may change the log. */
export function isCustomerCommand(message: CustomerMessage): message is CustomerCommand {
  return commandKinds.has(message.kind);
}
