import { reduce } from '../../shared/session/reduce';
import type { CustomerEvent } from '../../shared/session/session-event';
import type { ResumeSession } from '../../shared/wire/customer-message';
import type { SiteMessage } from '../../shared/wire/site-message';
import { wireVersion } from '../../shared/wire/version';
import type { ClientState, InSession } from './client-state';
import type { KeptSession } from './kept-session';

/** A session of which the log has not come yet. */
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

/** What a page that was loaded anew knows of the session it was in; `now` in milliseconds since the epoch. */
export function keptSession({ sessionId, pending }: KeptSession, now: number): InSession {
  return { ...newSession(sessionId, ''), pending, lostSince: now };
}

/** Asks to take the session up again from the last entry held. */
export function resumption(session: InSession, token: string, instance: string): ResumeSession {
  const lastSeq = session.state?.lastSeq ?? 0;
  const { sessionId } = session;
  return { kind: 'resume-session', version: wireVersion, sessionId, token, instance, lastSeq };
}

/** Whether the session has ended or the customer was turned away. */
export function isOver({ state }: InSession): boolean {
  return state?.phase === 'ended' || state?.phase === 'turned-away';
}

/** The session with those of `events` it does not hold yet, and these. @throws where the log has a gap. */
export function withEvents(
  session: InSession,
  events: readonly CustomerEvent[],
): { readonly session: InSession; readonly added: readonly CustomerEvent[] } {
  let { state } = session;
  const added: CustomerEvent[] = [];
  for (const event of events) {
    if (event.seq <= (state?.lastSeq ?? 0)) continue;
    state = reduce(state ?? undefined, event);
    added.push(event);
  }
  if (added.length === 0) return { session, added };
  const isWritten = added.some(({ by, kind }) => by === 'representative' && kind === 'chat-message-sent');
  const typingAt = isWritten ? null : session.typingAt;
  return { session: { ...session, state, events: [...session.events, ...added], typingAt }, added };
}

/** Whether a refusal says that this connection is in no session, so that nothing sent on it counts. */
export function meansNotAttached({ code, commandId }: Extract<SiteMessage, { kind: 'refusal' }>): boolean {
  if (code === 'could-not-save') return commandId === undefined;
  return code === 'nobody-available' || code === 'not-in-session';
}

/** What the client knows once its connection is lost, or could not be opened; `since` in milliseconds since the epoch. */
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
