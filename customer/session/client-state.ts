import type { CustomerEvent } from '../../shared/session/session-event';
import type { SessionState } from '../../shared/session/session-state';
import type { CustomerCommand } from '../../shared/wire/customer-message';
import type { RefusalCode } from '../../shared/wire/refusal';
import type { Availability } from '../../shared/wire/site-message';

/** Why joining did not work; `until` (milliseconds since the epoch) is when it is worth trying again. */
export interface JoinProblem {
  readonly code: RefusalCode;
  readonly until: number | null;
}

/** What the customer client is doing, as its pages show it. */
export type ClientState =
  /** The site has not been reached yet. */
  | { readonly kind: 'connecting'; readonly failedAttempts: number }
  | {
      readonly kind: 'joining';
      readonly siteName: string;
      readonly availability: Availability;
      readonly isConnected: boolean;
      readonly isSubmitting: boolean;
      readonly problem: JoinProblem | null;
    }
  | InSession
  /** The session the page held is no longer open to it. */
  | { readonly kind: 'resume-refused'; readonly siteName: string };

export interface InSession {
  readonly kind: 'in-session';
  readonly siteName: string;
  readonly sessionId: string;
  /** Null until the first entries of the log have come. */
  readonly state: SessionState | null;
  readonly events: readonly CustomerEvent[];
  /** Place in the queue while waiting; null until the site has told it. */
  readonly position: number | null;
  /** Commands not yet carried out, oldest first. */
  readonly pending: readonly CustomerCommand[];
  /** Since when the connection is lost (milliseconds since the epoch); null while it is there. */
  readonly lostSince: number | null;
  /** When the representative last said that they write. */
  readonly typingAt: number | null;
}
