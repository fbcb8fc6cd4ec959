import type { EventBody } from '../../shared/session/session-event';
import type { RefusalCode } from '../../shared/wire/refusal';

/** What a command amounts to in the present state of a session, whoever sent it. */
export type Verdict = { readonly kind: 'event'; readonly body: EventBody } | NoEvent;

/** A verdict that writes nothing. */
export type NoEvent =
  /** The command is right but changes nothing, e.g. a tab that is open already. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string };

export const nothing: Verdict = { kind: 'nothing' };

/** Returns the verdict that a command makes this event. */
export function event(body: EventBody): Verdict {
  return { kind: 'event', body };
}

/** Returns the verdict that a command is refused; `message` is one sentence. */
export function refused(message: string, code: RefusalCode = 'not-allowed'): Verdict {
  return { kind: 'refused', code, message };
}
