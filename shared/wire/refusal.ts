import { z } from 'zod';

/** Every way a message can be refused; docs/protocol.md says when each is sent and what the sender may do. */
export const refusalCodes = [
  'not-json',
  'message-too-large',
  'unknown-kind',
  'invalid-message',
  'wrong-version',
  'too-many-messages',
  'too-many-attempts',
  'session-key-not-valid',
  'nobody-available',
  'site-full',
  'not-in-session',
  'already-in-session',
  'resume-refused',
  'not-allowed',
  'session-over',
  'could-not-save',
] as const;

export const refusalCodeSchema = z.enum(refusalCodes);
export type RefusalCode = z.infer<typeof refusalCodeSchema>;

/** Why something was refused, in a form both a program (`code`) and a person (`message`) can use. */
export interface Refusal {
  readonly code: RefusalCode;
  /** One English sentence for developers' logs; screens choose their own words by `code`. */
  readonly message: string;
  /** The `id` of the refused command, where it had one. */
  readonly commandId?: string | undefined;
  /** When it is worth trying again, in milliseconds from now. */
  readonly retryAfterMs?: number | undefined;
}
