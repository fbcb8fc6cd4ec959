import type { CustomerEvent } from './session-event';

/** An event the log cannot hold at this point, e.g. a chat message before the session started. */
export class EventOutOfPlaceError extends Error {
  /** `phase` is that of the session, or `none` where it has not begun. */
  constructor(
    readonly kind: CustomerEvent['kind'],
    readonly phase: string,
  ) {
    super(`"${kind}" cannot happen in a session that is ${phase === 'none' ? 'not begun' : phase}`);
    this.name = 'EventOutOfPlaceError';
  }
}
