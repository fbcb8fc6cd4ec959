import { z } from 'zod';
import { limits } from '../limits';
import { identifierSchema } from '../names';
import { deviceSchema } from '../session/device';
import { endReasonSchema, outcomeSchema } from '../session/session-event';
import { sessionSummarySchema } from './view';

const sessionId = identifierSchema;
const time = z.number().int().nonnegative();
const saved = z.discriminatedUnion('kind', [
  /** `name` is the file's, without its folder. */
  z.object({ kind: z.literal('saved'), name: z.string() }),
  z.object({ kind: z.literal('cancelled') }),
]);

export const transcriptFormatSchema = z.enum(['html', 'json', 'text']);
export type TranscriptFormat = z.infer<typeof transcriptFormatSchema>;

/** One session as the history lists it; times in milliseconds since the Unix epoch. */
export const historyRowSchema = z.object({
  sessionId: z.string(),
  customerName: z.string(),
  description: z.string(),
  reference: z.string(),
  device: deviceSchema,
  /** Null where no representative accepted it. */
  representative: z.string().nullable(),
  joinedAt: z.number(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** `unreadable` where what is on disk is damaged: it can be copied and deleted, but not opened. */
  phase: z.enum(['waiting', 'active', 'ended', 'turned-away', 'unreadable']),
  /** The way it ended; null while it is open. */
  ending: z.union([endReasonSchema, z.literal('declined')]).nullable(),
  outcome: outcomeSchema.nullable(),
  /** Chat messages in it. */
  messages: z.number(),
  /**
   * The place where the searched text was found, and the log entry it is from (`seq`).
   * `text` is a piece around the first place; `marks` are the places in it, as [from, to) in UTF-16 units. Null without a text.
   */
  match: z
    .object({
      seq: z.number(),
      text: z.string(),
      marks: z.array(z.tuple([z.number(), z.number()])),
    })
    .nullable(),
});
export type HistoryRow = z.infer<typeof historyRowSchema>;

/** The requests about system information, wrap-up and past sessions. */
export const historyRequests = {
  /** Saves the newest report to a place chosen in the system's dialog. */
  'save-system-information': {
    arguments: z.object({ sessionId, format: z.enum(['json', 'csv']) }),
    result: saved,
  },
  /**
   * Sessions on this computer, newest first, open ones among them. Each word of `text` (empty for all) must occur in the
   * session's names, messages or notes; the last may be the beginning of a word. `from` and `to` bound when the customer joined, both
   * included. `representative` is a whole name.
   */
  'search-history': {
    arguments: z.object({
      text: z.string().max(200),
      from: time.nullable(),
      to: time.nullable(),
      representative: z.string().max(limits.nameCharacters).nullable(),
      offset: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(200),
    }),
    result: z.object({
      rows: z.array(historyRowSchema),
      total: z.number().int(),
      /** Every representative that a session here has, in alphabetical order. */
      representatives: z.array(z.string()),
    }),
  },
  /** A past session to read; its log comes from `get-session-events`, its pictures from the blob addresses. */
  'open-history-session': { arguments: z.object({ sessionId }), result: sessionSummarySchema },
  /** Deletes an ended session with everything it stored; `session-deleted` tells every window. */
  'delete-session': { arguments: z.object({ sessionId }), result: z.null() },
  /** Saves what is on disk of a session, unchecked, to a place chosen in the system's dialog. */
  'save-session-copy': { arguments: z.object({ sessionId }), result: saved },
  /** Saves the log with its pictures and its chain of hashes to a place chosen in the system's dialog. */
  'export-transcript': { arguments: z.object({ sessionId, format: transcriptFormatSchema }), result: saved },
} as const;
