import { createAction, type UnknownAction } from '@reduxjs/toolkit';
import type { SessionSummary } from '../../shared/ipc/view';
import { reduce } from '../../shared/session/reduce';
import type { SessionEvent } from '../../shared/session/session-event';
import type { SessionState } from '../../shared/session/session-state';
import { appendToLog, emptyLog, type LogPages, logAt } from './log-pages';

/** One session as this window knows it. */
export interface SessionRecord {
  readonly sessionId: string;
  readonly state: SessionState;
  /** The whole log, once the session was opened; null until it is loaded. */
  readonly log: LogPages | null;
  /** The end of a long log, to look at until the whole is loaded; null where there is no need. */
  readonly newest: LogPages | null;
  /** When the customer last wrote something, in milliseconds since the Unix epoch; null after their message. */
  readonly typingAt: number | null;
}

/** All sessions; `ids` is the order in which they became known. */
export interface SessionsState {
  readonly byId: Readonly<Record<string, SessionRecord>>;
  readonly ids: readonly string[];
  readonly selectedId: string | null;
}

/** A log longer than this is loaded anew when its session is shown again. */
export const entriesKeptUnseen = 5_000;

export const noSessions: SessionsState = { byId: {}, ids: [], selectedId: null };

/** The sessions of a snapshot; a session this window knows further than the snapshot stays as it is. */
export const sessionsReceived = createAction<readonly SessionSummary[]>('sessions/received');
/** Entries of one session's log in `seq` order; those already applied, or behind a gap, change nothing. */
export const sessionEventsReceived = createAction<{
  readonly sessionId: string;
  readonly events: readonly SessionEvent[];
}>('sessions/events-received');
/** The log of an opened session, from its first entry on. */
export const sessionLogLoaded = createAction<{ readonly sessionId: string; readonly log: LogPages }>(
  'sessions/log-loaded',
);
/** The last entries of a long log, in order, while the whole is being loaded. */
export const sessionEndLoaded = createAction<{
  readonly sessionId: string;
  readonly events: readonly SessionEvent[];
}>('sessions/end-loaded');
export const sessionSelected = createAction<string | null>('sessions/selected');
/** Takes a session out of this window: it was deleted, or was only read from the history. */
export const sessionForgotten = createAction<string>('sessions/forgotten');
export const customerTyped = createAction<{ readonly sessionId: string; readonly at: number }>(
  'sessions/customer-typed',
);

/** Written without Immer: drafts over a hundred thousand log entries would make every append slow. */
export function sessionsReducer(state: SessionsState = noSessions, action: UnknownAction): SessionsState {
  if (sessionEventsReceived.match(action)) {
    return afterEvents(state, action.payload.sessionId, action.payload.events);
  }
  if (sessionsReceived.match(action)) return afterSnapshot(state, action.payload);
  if (sessionLogLoaded.match(action)) {
    return afterLog(state, action.payload.sessionId, action.payload.log);
  }
  if (sessionEndLoaded.match(action)) {
    const record = state.byId[action.payload.sessionId];
    if (record === undefined || record.log !== null) return state;
    return withRecord(state, { ...record, newest: appendToLog(emptyLog, action.payload.events) });
  }
  if (customerTyped.match(action)) {
    const record = state.byId[action.payload.sessionId];
    return record === undefined ? state : withRecord(state, { ...record, typingAt: action.payload.at });
  }
  if (sessionForgotten.match(action)) return without(state, action.payload);
  if (sessionSelected.match(action)) {
    if (state.selectedId === action.payload) return state;
    return { ...state, byId: withoutLongLogs(state.byId, action.payload), selectedId: action.payload };
  }
  return state;
}

function withRecord(state: SessionsState, record: SessionRecord): SessionsState {
  const byId = { ...state.byId, [record.sessionId]: record };
  return {
    ...state,
    byId,
    ids: record.sessionId in state.byId ? state.ids : [...state.ids, record.sessionId],
  };
}

/** Lets go of the long logs that are not shown, so that memory holds one of them at most. */
function withoutLongLogs(byId: SessionsState['byId'], shownId: string | null): SessionsState['byId'] {
  const isLetGo = ({ sessionId, log }: SessionRecord): boolean =>
    sessionId !== shownId && (log?.length ?? 0) > entriesKeptUnseen;
  if (!Object.values(byId).some(isLetGo)) return byId;
  return Object.fromEntries(
    Object.entries(byId).map(([id, record]) => [id, isLetGo(record) ? { ...record, log: null } : record]),
  );
}

function without(state: SessionsState, sessionId: string): SessionsState {
  if (!(sessionId in state.byId)) return state;
  const { [sessionId]: _gone, ...byId } = state.byId;
  return {
    byId,
    ids: state.ids.filter((id) => id !== sessionId),
    selectedId: state.selectedId === sessionId ? null : state.selectedId,
  };
}

function afterEvents(
  sessions: SessionsState,
  sessionId: string,
  events: readonly SessionEvent[],
): SessionsState {
  const before = sessions.byId[sessionId];
  let state = before?.state;
  let typingAt = before?.typingAt ?? null;
  for (const event of events) {
    const expected = (state?.lastSeq ?? 0) + 1;
    if (event.seq !== expected) continue;
    state = reduce(state, event);
    if (event.kind === 'chat-message-sent' && event.by === 'customer') typingAt = null;
  }
  if (state === undefined) return sessions;
  const log = before?.log ?? null;
  const entries = log === null ? [] : following(log, events);
  if (before !== undefined && before.state === state && entries.length === 0) return sessions;
  return withRecord(sessions, {
    sessionId,
    state,
    log: log === null ? null : appendToLog(log, entries),
    newest: log === null ? grownEnd(before?.newest ?? null, events) : null,
    typingAt,
  });
}

/** The entries of `events` that follow `log` without a gap. */
function following(log: LogPages, events: readonly SessionEvent[]): readonly SessionEvent[] {
  const entries: SessionEvent[] = [];
  for (const event of events) {
    if (event.seq === log.length + entries.length + 1) entries.push(event);
  }
  return entries;
}

/** The end of a log with those of `events` that follow it. */
function grownEnd(end: LogPages | null, events: readonly SessionEvent[]): LogPages | null {
  if (end === null) return null;
  let last = logAt(end, end.length - 1)?.seq ?? 0;
  const entries = events.filter((event) => {
    if (event.seq !== last + 1) return false;
    last = event.seq;
    return true;
  });
  return appendToLog(end, entries);
}

function afterSnapshot(sessions: SessionsState, summaries: readonly SessionSummary[]): SessionsState {
  let next = sessions;
  for (const { sessionId, state } of summaries) {
    const before = next.byId[sessionId];
    if (before !== undefined && before.state.lastSeq >= state.lastSeq) continue;
    next = withRecord(next, {
      sessionId,
      state,
      log: before?.log ?? null,
      newest: before?.newest ?? null,
      typingAt: before?.typingAt ?? null,
    });
  }
  return next;
}

function afterLog(sessions: SessionsState, sessionId: string, log: LogPages): SessionsState {
  const before = sessions.byId[sessionId];
  if (before === undefined || (before.log?.length ?? -1) >= log.length) return sessions;
  let state = before.state;
  for (let index = state.lastSeq; index < log.length; index += 1) {
    const event = logAt(log, index);
    if (event !== undefined) state = reduce(state, event);
  }
  return withRecord(sessions, { ...before, state, log, newest: null });
}
