import type { Freeze } from '../annotation/freeze';
import type { Blob } from '../blob';
import type { Quality } from '../quality';
import type { SystemInformationReport } from '../system-information/report';
import type { Device } from './device';
import type { FileAccess } from './file-access';
import type {
  EndReason,
  Facing,
  Party,
  PictureOrigin,
  SessionOutcome,
  Source,
  SourceCapabilities,
  SourceFailure,
  SourceMethod,
  Tab,
} from './session-event';

/** What the customer shows, and how it came to that; every time is in milliseconds since the Unix epoch. */
export type Pane =
  | { readonly kind: 'not-requested' }
  | { readonly kind: 'asked'; readonly at: number }
  | { readonly kind: 'declined'; readonly at: number }
  /** Sharing is allowed, but the customer has not opened anything to show yet. */
  | { readonly kind: 'allowed'; readonly at: number }
  | {
      readonly kind: 'live';
      readonly source: Source;
      readonly method: SourceMethod;
      readonly facing: Facing;
      readonly torch: boolean;
      readonly zoom: number;
      readonly capabilities: SourceCapabilities;
      readonly at: number;
    }
  /** The customer is choosing a photo; nothing of the phone can be seen. */
  | { readonly kind: 'hidden'; readonly at: number }
  | {
      readonly kind: 'photo';
      readonly blob: Blob;
      readonly name: string;
      readonly origin: PictureOrigin;
      readonly width: number;
      readonly height: number;
      readonly at: number;
    }
  /** Hidden by the customer for a while; `resumes` is the live picture that goes on afterwards. */
  | { readonly kind: 'paused'; readonly resumes: LivePane; readonly at: number }
  /** The customer chose a source their phone would not give. */
  | { readonly kind: 'failed'; readonly source: Source; readonly failure: SourceFailure; readonly at: number }
  | { readonly kind: 'stopped'; readonly at: number };

export type PaneKind = Pane['kind'];
export type LivePane = Extract<Pane, { readonly kind: 'live' }>;

/** Whether the representative may be shown anything at all. */
export function sharingIsAllowed(pane: Pane): boolean {
  switch (pane.kind) {
    case 'allowed':
    case 'live':
    case 'failed':
    case 'hidden':
    case 'photo':
    case 'paused':
      return true;
    case 'not-requested':
    case 'asked':
    case 'declined':
    case 'stopped':
      return false;
  }
}

/** A recording under way or asked for. */
export type Recording =
  | { readonly kind: 'off' }
  | { readonly kind: 'asked' | 'allowed'; readonly at: number }
  /** `recordedMs` is what was recorded before `at`, pauses left out. */
  | { readonly kind: 'running' | 'paused'; readonly at: number; readonly recordedMs: number };

/** What the representative may read of the phone's system information, and what it last told. */
export interface SystemInformationState {
  readonly access: 'not-requested' | 'asked' | 'allowed' | 'declined' | 'revoked';
  /** When `access` last changed, in milliseconds since the Unix epoch; 0 where it was never requested. */
  readonly at: number;
  /** Whether a report is awaited from the phone: it was requested and is allowed. */
  readonly isAwaited: boolean;
  /** The newest report and the one before it, to tell what changed. */
  readonly report: SystemInformationReport | null;
  readonly before: SystemInformationReport | null;
}

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
  readonly kind: PaneKind | 'frozen';
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
export interface StartedFacts extends SessionFacts {
  readonly representative: { readonly name: string };
  readonly startedAt: number;
  readonly chat: ChatState;
  readonly pane: Pane;
  /** What the representative draws on; it outlives the sharing and the session, until it is cleared. */
  readonly freeze: Freeze | null;
  readonly ribbon: readonly RibbonMark[];
  readonly tab: Tab;
  readonly quality: Quality;
  readonly recording: Recording;
  readonly systemInformation: SystemInformationState;
  readonly files: FileAccess;
  /** Whether the representative waits for a high-resolution still. */
  readonly stillRequested: boolean;
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
