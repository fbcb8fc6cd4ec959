import type { Refusal } from '../../shared/wire/refusal';
import type { SiteMessage } from '../../shared/wire/site-message';
import type { Phone } from './site-link';

type RefusalMessage = Extract<SiteMessage, { readonly kind: 'refusal' }>;

/** Returns a refusal as it is sent to a phone. */
export function refusalMessage({ code, message, commandId, retryAfterMs }: Refusal): RefusalMessage {
  return {
    kind: 'refusal',
    code,
    message,
    ...(commandId === undefined ? {} : { commandId }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** Returns the refusal of what the disk did not take: the phone may send the same again. */
export function unsavedRefusal(commandId?: string): RefusalMessage {
  return refusalMessage({
    code: 'could-not-save',
    message: 'The console could not write its log; try again.',
    commandId,
    retryAfterMs: 2_000,
  });
}

/** Turns a phone away by name; it may try something else on the same connection. */
export function turnAway(phone: Phone, refusal: RefusalMessage): void {
  phone.send(refusal);
  phone.detach();
}

/** Returns the refusal of a phone that wanted to resume a session. */
export function resumptionRefusal(): RefusalMessage {
  return refusalMessage({
    code: 'resume-refused',
    message: 'This session cannot be resumed with this token.',
  });
}
