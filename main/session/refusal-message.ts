import type { Refusal } from '../../shared/wire/refusal';
import type { SiteMessage } from '../../shared/wire/site-message';

/** A refusal as it is sent to a phone. */
export function refusalMessage({ code, message, commandId, retryAfterMs }: Refusal): SiteMessage {
  return {
    kind: 'refusal',
    code,
    message,
    ...(commandId === undefined ? {} : { commandId }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
