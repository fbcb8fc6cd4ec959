import { appendToLog, emptyLog } from './log-pages';
import { sessionEndLoaded, sessionEventsReceived, sessionLogLoaded } from './sessions-slice';
import type { AppThunk } from './store';

/** Log entries asked for at once. */
export const entriesPerRequest = 1000;

/** So many of the newest entries of a long log are asked for first: more than a window shows. */
export const entriesAtFirst = 200;

/** Loads the log of a session from its first entry to its last. @throws RequestRefusedError when main refuses. */
export function loadSessionLog(sessionId: string): AppThunk<Promise<void>> {
  return async (dispatch, getState, parts) => {
    let log = getState().sessions.byId[sessionId]?.log ?? emptyLog;
    const lastSeq = getState().sessions.byId[sessionId]?.state.lastSeq ?? 0;
    if (log.length === 0 && lastSeq > entriesPerRequest) {
      const { events } = await parts.request('get-session-events', {
        sessionId,
        afterSeq: lastSeq - entriesAtFirst,
        limit: entriesPerRequest,
      });
      dispatch(sessionEndLoaded({ sessionId, events }));
    }
    for (;;) {
      const record = getState().sessions.byId[sessionId];
      if (record === undefined) return;
      if ((record.log?.length ?? 0) > log.length) log = record.log ?? log;
      if (log.length >= record.state.lastSeq) break;
      const { events } = await parts.request('get-session-events', {
        sessionId,
        afterSeq: log.length,
        limit: entriesPerRequest,
      });
      if (events.length === 0) break;
      log = appendToLog(
        log,
        events.filter((event) => event.seq > log.length),
      );
    }
    dispatch(sessionLogLoaded({ sessionId, log }));
  };
}

/** Asks main for the entries of a session that did not arrive. @throws RequestRefusedError when main refuses. */
export function catchUpSession(sessionId: string): AppThunk<Promise<void>> {
  return async (dispatch, getState, parts) => {
    for (;;) {
      const record = getState().sessions.byId[sessionId];
      if (record === undefined) return;
      const afterSeq = Math.min(record.state.lastSeq, record.log?.length ?? record.state.lastSeq);
      const { events, lastSeq } = await parts.request('get-session-events', {
        sessionId,
        afterSeq,
        limit: entriesPerRequest,
      });
      dispatch(sessionEventsReceived({ sessionId, events }));
      if (events.length === 0 || afterSeq + events.length >= lastSeq) return;
    }
  };
}
