import { reduce } from '../../shared/session/reduce';
import type { CustomerEvent } from '../../shared/session/session-event';
import type { SessionState } from '../../shared/session/session-state';
import type { CustomerCommand, ResumeSession } from '../../shared/wire/customer-message';
import type { RefusalCode } from '../../shared/wire/refusal';
import type { Availability, SiteMessage } from '../../shared/wire/site-message';
import { wireVersion } from '../../shared/wire/version';
import type { KeptSession } from './kept-session';

/** A message of the site, by its kind. */
export type Told<Kind extends SiteMessage['kind']> = Extract<SiteMessage, { kind: Kind }>;

/** The servers through which video may find its way, and whether it must go through one. */
export type IceServers = Pick<Told<'ice-servers'>, 'iceServers' | 'relayOnly'>;

/** The next points of a stroke that the representative draws, or that the stroke is taken back. */
export type StrokeMessage = Told<'stroke-batch' | 'stroke-cancelled'>;

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

/** Makes a session of which the log has not come yet. */
export function newSession(sessionId: string, siteName: string): InSession {
  return {
    kind: 'in-session',
    siteName,
    sessionId,
    state: null,
    events: [],
    position: null,
    pending: [],
    lostSince: null,
    typingAt: null,
  };
}

/** Makes what a reloaded page knows of the session it was in; `now` in milliseconds since the epoch. */
export function keptSession({ sessionId, pending }: KeptSession, now: number): InSession {
  return { ...newSession(sessionId, ''), pending, lostSince: now };
}

/** Makes the message that resumes the session after the last entry held. */
export function resumption(session: InSession, token: string, instance: string): ResumeSession {
  const lastSeq = session.state?.lastSeq ?? 0;
  const { sessionId } = session;
  return { kind: 'resume-session', version: wireVersion, sessionId, token, instance, lastSeq };
}

/** Returns whether the session has ended or the customer was turned away. */
export function isOver({ state }: InSession): boolean {
  return state?.phase === 'ended' || state?.phase === 'turned-away';
}

/** Returns whether messages reach the session now. */
export function isInTouch(state: ClientState): boolean {
  return state.kind === 'in-session' && state.lostSince === null;
}

/** Returns whether a connection to the site is of use. */
export function needsConnection(state: ClientState): boolean {
  if (state.kind === 'in-session') return !isOver(state);
  return state.kind !== 'resume-refused';
}

/** Adds those of `events` that the session does not hold yet, and returns them too; null where the log has a gap. */
export function withEvents(
  session: InSession,
  events: readonly CustomerEvent[],
): { readonly session: InSession; readonly added: readonly CustomerEvent[] } | null {
  let { state } = session;
  const added: CustomerEvent[] = [];
  try {
    for (const event of events) {
      if (event.seq <= (state?.lastSeq ?? 0)) continue;
      state = reduce(state ?? undefined, event);
      added.push(event);
    }
  } catch {
    return null;
  }
  if (added.length === 0) return { session, added };
  const isWritten = added.some(({ by, kind }) => by === 'representative' && kind === 'chat-message-sent');
  const typingAt = isWritten ? null : session.typingAt;
  return { session: { ...session, state, events: [...session.events, ...added], typingAt }, added };
}

/** Returns whether a refusal says that this connection is in no session, so that nothing sent on it counts. */
export function meansNotAttached({ code, commandId }: Told<'refusal'>): boolean {
  if (code === 'could-not-save') return commandId === undefined;
  return code === 'nobody-available' || code === 'not-in-session';
}

/** Returns what the client knows once its connection is lost, or could not be opened; `since` in milliseconds since the epoch. */
export function afterLoss(state: ClientState, since: number): ClientState {
  switch (state.kind) {
    case 'connecting':
      return { ...state, failedAttempts: state.failedAttempts + 1 };
    case 'joining':
      return { ...state, isConnected: false };
    case 'in-session':
      return state.lostSince === null && !isOver(state)
        ? { ...state, lostSince: since, typingAt: null }
        : state;
    case 'resume-refused':
      return state;
  }
}
