import { createSelector } from '@reduxjs/toolkit';
import type { ActiveSession, EndedSession, WaitingSession } from '../../shared/session/session-state';
import type { SessionRecord } from './sessions-slice';
import { type RootState, useAppSelector } from './store';

/** A record whose state is known to be in one phase. */
export interface RecordIn<State> extends SessionRecord {
  readonly state: State & SessionRecord['state'];
}

const selectById = (state: RootState) => state.sessions.byId;
const selectIds = (state: RootState) => state.sessions.ids;

const selectRecords = createSelector([selectIds, selectById], (ids, byId) =>
  ids.flatMap((id) => byId[id] ?? []),
);

/** Customers who wait to be accepted, longest waiting first. */
export const selectWaiting = createSelector([selectRecords], (records) =>
  records
    .filter((record): record is RecordIn<WaitingSession> => record.state.phase === 'waiting')
    .sort((a, b) => a.state.joinedAt - b.state.joinedAt),
);

/** Sessions under way, newest first. */
export const selectActive = createSelector([selectRecords], (records) =>
  records
    .filter((record): record is RecordIn<ActiveSession> => record.state.phase === 'active')
    .sort((a, b) => b.state.startedAt - a.state.startedAt),
);

/** Sessions that were accepted and have ended, latest end first. */
export const selectEnded = createSelector([selectRecords], (records) =>
  records
    .filter((record): record is RecordIn<EndedSession> => record.state.phase === 'ended')
    .sort((a, b) => b.state.endedAt - a.state.endedAt),
);

/** One session, or undefined where this window does not know it. */
export function selectSession(state: RootState, sessionId: string): SessionRecord | undefined {
  return state.sessions.byId[sessionId];
}

/** Whether the sheet shows this session, from the rail or from the history. */
export function isShown({ ui: { view }, sessions }: RootState, sessionId: string): boolean {
  return (view.kind === 'history' ? view.sessionId : sessions.selectedId) === sessionId;
}

export const selectSettings = (state: RootState) => state.console.settings;
export const selectSite = (state: RootState) => state.console.site;

/** `darwin`, `win32` or `linux`; empty until main has said it. */
export function usePlatform(): string {
  return useAppSelector(({ console: { start } }) => (start.kind === 'ready' ? start.platform : ''));
}
