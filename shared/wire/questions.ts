import { z } from 'zod';
import { hashSchema, pictureTypeSchema } from '../blob';
import { limits } from '../limits';
import { identifierSchema } from '../names';

const id = identifierSchema;

/** Something that may be fetched, put or opened at `path` on the site, once, before `expiresAt` (milliseconds since 1970). */
const ticket = { path: z.string(), expiresAt: z.number() };

/**
 * Everything a phone may ask, with its answer. A question makes no entry in the log; it is answered once, with its own
 * `id`, or refused with that `id` as `commandId`. Each is described in docs/protocol.md.
 */
export const questions = {
  /** Asks for a way to upload a picture. */
  'request-upload': {
    question: z.object({
      kind: z.literal('request-upload'),
      id,
      type: pictureTypeSchema,
      /** In bytes. */
      size: z.number().int().positive().max(limits.pictureBytes),
    }),
    /** The picture may be sent there with PUT. */
    answer: z.object({ kind: z.literal('upload-granted'), id, ...ticket }),
  },
  /** Asks for a way to fetch the frozen picture that the log names. */
  'request-picture': {
    question: z.object({ kind: z.literal('request-picture'), id, hash: hashSchema }),
    /** The picture may be fetched there with GET. */
    answer: z.object({ kind: z.literal('picture-granted'), id, ...ticket }),
  },
  /** Asks for an address at which a broadcaster app can share the screen (WHIP, RFC 9725). */
  'open-broadcast': {
    question: z.object({ kind: z.literal('open-broadcast'), id }),
    /** The app may share the screen at `path` on this site with this bearer `token`. */
    answer: z.object({ kind: z.literal('broadcast-opened'), id, path: z.string(), token: z.string() }),
  },
  /** Asks for a way to open the file road (docs/protocol.md, section 10). */
  'request-file-road': {
    question: z.object({ kind: z.literal('request-file-road'), id }),
    /** The file road may be opened there; an earlier one is over. */
    answer: z.object({ kind: z.literal('file-road-granted'), id, ...ticket }),
  },
} as const;

type Questions = typeof questions;

/** What a phone may ask, by name. */
export type QuestionKind = keyof Questions;

/** The question of a kind, or any question. */
export type Question<Kind extends QuestionKind = QuestionKind> = {
  [Each in Kind]: z.infer<Questions[Each]['question']>;
}[Kind];

/** What a phone says to ask a question of a kind, but for its name and identifier. */
export type QuestionBody<Kind extends QuestionKind> = Omit<Question<Kind>, 'kind' | 'id'>;

/** The answer to a question of a kind, or any answer. */
export type AnswerTo<Kind extends QuestionKind = QuestionKind> = {
  [Each in Kind]: z.infer<Questions[Each]['answer']>;
}[Kind];

/** The schemas of every question. */
export const questionSchemas = Object.values(questions).map(({ question }) => question);

/** The schemas of every answer. */
export const answerSchemas = Object.values(questions).map(({ answer }) => answer);

/** Returns whether a message asks one of the questions. */
export function isQuestion(message: { readonly kind: string }): message is Question {
  return Object.hasOwn(questions, message.kind);
}

/** Makes a question; undefined where `body` does not fit its schema, so that the site would refuse it. */
export function questionOf<Kind extends QuestionKind>(
  kind: Kind,
  id: string,
  body: QuestionBody<Kind>,
): Question | undefined {
  return questions[kind].question.safeParse({ ...body, kind, id }).data;
}

/** Returns whether a message answers a question of this kind. */
export function isAnswerTo<Kind extends QuestionKind>(
  kind: Kind,
  message: { readonly kind: string },
): message is AnswerTo<Kind> {
  return message.kind === questions[kind].answer.shape.kind.value;
}
