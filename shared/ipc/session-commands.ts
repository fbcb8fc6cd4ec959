import { z } from 'zod';
import { annotationChangeSchema } from '../annotation/board';
import { frameSizeSchema } from '../annotation/frame-point';
import { annotationLimits } from '../annotation/limits';
import { hashSchema } from '../blob';
import { filePolicySchema } from '../file-transfer/file-transfer-event';
import { limits } from '../limits';
import { chatTextSchema, identifierSchema, textSchema } from '../names';
import { qualitySchema } from '../quality';
import { outcomeSchema } from '../session/session-event';

const pixels = z.number().int().positive().max(65_535);
const frameId = identifierSchema;
const { width, height } = frameSizeSchema.unwrap().shape;

/** The `seq` of the event the command made, or had made when it came before. */
export const recordedSchema = z.object({ seq: z.number().int().positive() });

/** A command on a session: `id` is made by the renderer; repeated, it returns what it returned before. */
function command<Fields extends z.ZodRawShape>(fields: Fields) {
  return {
    arguments: z.object({ sessionId: identifierSchema, id: identifierSchema, ...fields }),
    result: recordedSchema,
  };
}

/**
 * The commands of the representative that do nothing but change a session's log. What each amounts to is decided in
 * main/session/representative-commands.ts; one that changes nothing now returns the `seq` of the newest event.
 */
export const sessionCommands = {
  'accept-session': command({}),
  'decline-session': command({ reason: textSchema(limits.declineReasonCharacters) }),
  'end-session': command({}),
  'send-chat-message': command({ text: chatTextSchema }),
  'mark-seen': command({ upTo: z.number().int().positive() }),
  'request-sharing': command({}),
  'cancel-sharing-request': command({}),
  /** Reports the first decoded picture of a source, or a change of codec, from the renderer's statistics. */
  'report-video': command({
    codec: z.string().max(20),
    width: z.number().int().positive().max(20_000),
    height: z.number().int().positive().max(20_000),
  }),
  'select-quality': command({ quality: qualitySchema }),
  'request-still': command({}),
  /** Logs a picture that was written with PUT to `app://console/blobs/<sessionId>`. */
  'save-snapshot': command({ hash: hashSchema, width: pixels, height: pixels }),
  'request-recording': command({}),
  'pause-recording': command({}),
  'resume-recording': command({}),
  'request-system-information': command({}),
  'request-file-access': command({}),
  'select-file-policy': command({ policy: filePolicySchema }),
  /** Replaces all the notes; possible after the end, while the console lists the session. */
  'write-notes': command({ text: textSchema(limits.notesCharacters) }),
  'set-outcome': command({ outcome: outcomeSchema }),
  /** Freezes a picture that was written with PUT to `app://console/blobs/<sessionId>`, on both sides. */
  'freeze-frame': command({ frameId, hash: hashSchema, width, height }),
  /** Writes finished, changed and removed marks; one entry of the log. */
  'change-annotation': command({
    frameId,
    changes: z.array(annotationChangeSchema).min(1).max(annotationLimits.changesPerEvent),
  }),
  'clear-annotation': command({ frameId }),
} as const;

export type SessionCommandName = keyof typeof sessionCommands;

/** A session command as main decides on it: what it asks, without the session and the identifier. */
export type SessionCommand<Name extends SessionCommandName = SessionCommandName> = {
  [Each in Name]: { readonly kind: Each } & Omit<
    z.output<(typeof sessionCommands)[Each]['arguments']>,
    'sessionId' | 'id'
  >;
}[Name];
