import type { ChatState } from './chat';
import type { Device } from './device';
import type { FileAccess } from './file-access';
import type { PaneFacts } from './pane';
import type { Recording } from './recording';
import type { EndReason, SessionOutcome } from './session-event';
import type { SystemInformationState } from './system-information';

/** What the representative keeps for themselves about a session. */
export interface WrapUp {
  readonly notes: string;
  readonly outcome: SessionOutcome | null;
}

/** How the customer is connected, since `at`. */
export interface CustomerPresence {
  readonly kind: 'connected' | 'away' | 'lost';
  readonly at: number;
}

/** What is known of a session in every phase. */
export interface SessionFacts {
  readonly sessionKey: string;
  readonly siteName: string;
  readonly customer: { readonly name: string; readonly description: string };
  readonly device: Device;
  readonly reference: string;
  readonly note: string;
  /** Private to the representative: empty in the customer's copy. */
  readonly wrapUp: WrapUp;
  /** When the customer submitted the key. */
  readonly joinedAt: number;
  readonly presence: CustomerPresence;
  readonly lastSeq: number;
  readonly lastAt: number;
}

/** What is known of a session once a representative accepted it. */
export interface StartedFacts extends SessionFacts, PaneFacts {
  readonly representative: { readonly name: string };
  readonly startedAt: number;
  readonly chat: ChatState;
  readonly recording: Recording;
  readonly systemInformation: SystemInformationState;
  readonly files: FileAccess;
}

export interface WaitingSession extends SessionFacts {
  readonly phase: 'waiting';
}

export interface ActiveSession extends StartedFacts {
  readonly phase: 'active';
}

/** Ended before a representative accepted it. */
export interface UnstartedEnd extends SessionFacts {
  readonly phase: 'turned-away';
  readonly endedAt: number;
  readonly outcome:
    | { readonly kind: 'declined'; readonly reason: string }
    | { readonly kind: 'ended'; readonly reason: EndReason };
}

export interface EndedSession extends StartedFacts {
  readonly phase: 'ended';
  readonly endedAt: number;
  readonly reason: EndReason;
}

export type SessionState = WaitingSession | ActiveSession | UnstartedEnd | EndedSession;
