import type { Device } from './device';
import type { EndReason, Facing, Party, Source, SourceFailure, Tab } from './session-event';

/** What the customer shows, and how it came to that; every time is in milliseconds since the Unix epoch. */
export type Pane =
  | { readonly kind: 'not-requested' }
  | { readonly kind: 'asked'; readonly at: number }
  | { readonly kind: 'declined'; readonly at: number }
  /** Sharing is allowed, but the customer has not opened anything to show yet. */
  | { readonly kind: 'allowed'; readonly at: number }
  | { readonly kind: 'live'; readonly source: Source; readonly facing: Facing; readonly at: number }
  /** The customer chose a source their phone would not give. */
  | { readonly kind: 'failed'; readonly source: Source; readonly failure: SourceFailure; readonly at: number }
  | { readonly kind: 'stopped'; readonly at: number };

export type PaneKind = Pane['kind'];

/** Whether the representative may be shown anything at all. */
export function sharingIsAllowed(pane: Pane): boolean {
  return pane.kind === 'allowed' || pane.kind === 'live' || pane.kind === 'failed';
}

/** How the customer is connected, since `at`. */
export interface CustomerPresence {
  readonly kind: 'connected' | 'away' | 'lost';
  readonly at: number;
}

/** How far each party is with the other's chat messages. */
export interface ChatState {
  /** Chat messages so far, of both parties. */
  readonly count: number;
  /** The highest `seq` each party has received. */
  readonly deliveredTo: Readonly<Record<Party, number>>;
  /** The highest `seq` each party has had on screen. */
  readonly seenTo: Readonly<Record<Party, number>>;
  /** The `seq` of each message that the named party has not seen yet, oldest first; at most the newest 100. */
  readonly unseenBy: Readonly<Record<Party, readonly number[]>>;
}

/** A stretch of the ribbon under the session header: `kind` from `at` until the next stretch. */
export interface RibbonMark {
  readonly at: number;
  readonly kind: PaneKind;
}

/** What is known of a session in every phase. */
export interface SessionFacts {
  readonly sessionKey: string;
  readonly siteName: string;
  readonly customer: { readonly name: string; readonly description: string };
  readonly device: Device;
  readonly reference: string;
  readonly note: string;
  /** When the customer submitted the key. */
  readonly joinedAt: number;
  readonly presence: CustomerPresence;
  readonly lastSeq: number;
  readonly lastAt: number;
}

/** What is known of a session once a representative accepted it. */
export interface StartedFacts extends SessionFacts {
  readonly representative: { readonly name: string };
  readonly startedAt: number;
  readonly chat: ChatState;
  readonly pane: Pane;
  readonly ribbon: readonly RibbonMark[];
  readonly tab: Tab;
  readonly video: { readonly codec: string; readonly width: number; readonly height: number } | null;
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
