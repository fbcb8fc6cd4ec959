import { expect, test } from 'vitest';
import { appendToLog, emptyLog, entriesFrom } from '../../../../renderer/store/log-pages';
import {
  customerTyped,
  entriesKeptUnseen,
  noSessions,
  type SessionsState,
  sessionEventsReceived,
  sessionLogLoaded,
  sessionSelected,
  sessionsReceived,
  sessionsReducer,
} from '../../../../renderer/store/sessions-slice';
import { cpuTime } from '../../../support/cpu-time';
import { entry, sampleLog, stateAfter } from './samples';

const sessionId = 'session-1';
const events = sampleLog(10);
const received = (...seqs: number[]) =>
  sessionEventsReceived({ sessionId, events: seqs.flatMap((seq) => events[seq - 1] ?? []) });

function after(...actions: Parameters<typeof sessionsReducer>[1][]): SessionsState {
  return actions.reduce(sessionsReducer, noSessions);
}

test('the first entry of a session brings the session', () => {
  const state = after(received(1));
  expect(state.ids).toEqual([sessionId]);
  expect(state.byId[sessionId]?.state.phase).toBe('waiting');
  expect(state.byId[sessionId]?.log).toBeNull();
});

test('entries are applied in order, and a repeated one changes nothing at all', () => {
  const state = after(received(1), received(2), received(3));
  expect(state.byId[sessionId]?.state).toEqual(stateAfter(events.slice(0, 3)));
  expect(sessionsReducer(state, received(2))).toBe(state);
  expect(sessionsReducer(state, received(3))).toBe(state);
});

test('an entry behind a gap changes nothing', () => {
  const state = after(received(1), received(2));
  expect(sessionsReducer(state, received(4))).toBe(state);
  expect(sessionsReducer(noSessions, received(2))).toBe(noSessions);
});

test('a snapshot older than what is known changes nothing, a newer one is taken', () => {
  const state = after(received(1), received(2), received(3));
  const older = sessionsReceived([{ sessionId, state: stateAfter(events.slice(0, 2)) }]);
  const newer = sessionsReceived([{ sessionId, state: stateAfter(events.slice(0, 5)) }]);
  expect(sessionsReducer(state, older)).toBe(state);
  expect(sessionsReducer(state, newer).byId[sessionId]?.state.lastSeq).toBe(5);
});

test('entries published before the snapshot was made are not applied twice', () => {
  const snapshot = sessionsReceived([{ sessionId, state: stateAfter(events.slice(0, 4)) }]);
  const state = after(snapshot, received(3), received(4), received(5));
  expect(state.byId[sessionId]?.state).toEqual(stateAfter(events.slice(0, 5)));
});

test('a loaded log takes new entries, and fills up after a snapshot that ran ahead of it', () => {
  const loaded = sessionLogLoaded({ sessionId, log: appendToLog(emptyLog, events.slice(0, 3)) });
  const snapshot = sessionsReceived([{ sessionId, state: stateAfter(events.slice(0, 6)) }]);
  let state = after(received(1), received(2), received(3), loaded, received(4), snapshot);
  expect(state.byId[sessionId]?.log?.length).toBe(4);
  state = sessionsReducer(state, received(4, 5, 6, 7));
  const record = state.byId[sessionId];
  expect(record?.state.lastSeq).toBe(7);
  expect([...entriesFrom(record?.log ?? emptyLog)]).toEqual(events.slice(0, 7));
});

test('a loaded log that ran ahead of the state brings the state with it', () => {
  const loaded = sessionLogLoaded({ sessionId, log: appendToLog(emptyLog, events.slice(0, 5)) });
  const state = after(received(1), received(2), loaded);
  expect(state.byId[sessionId]?.state).toEqual(stateAfter(events.slice(0, 5)));
  expect(sessionsReducer(state, received(5))).toBe(state);
});

test('typing ends with the customer’s message', () => {
  const state = after(received(1), received(2), customerTyped({ sessionId, at: 7 }));
  expect(state.byId[sessionId]?.typingAt).toBe(7);
  expect(sessionsReducer(state, received(3)).byId[sessionId]?.typingAt).toBeNull();
});

test('selecting the same session again changes nothing', () => {
  const state = after(received(1), sessionSelected(sessionId));
  expect(state.selectedId).toBe(sessionId);
  expect(sessionsReducer(state, sessionSelected(sessionId))).toBe(state);
});

test('memory holds one long log: that of another session is let go, a short one is not', () => {
  const long = sampleLog(entriesKeptUnseen + 1);
  const short = sampleLog(entriesKeptUnseen);
  const other = 'session-2';
  const loaded = (id: string, log: typeof long) =>
    sessionLogLoaded({ sessionId: id, log: appendToLog(emptyLog, log) });
  const first = (id: string) => sessionEventsReceived({ sessionId: id, events: long.slice(0, 1) });
  const both = after(
    first(sessionId),
    first(other),
    sessionSelected(sessionId),
    loaded(sessionId, long),
    loaded(other, short),
  );
  const state = sessionsReducer(both, sessionSelected(other));
  expect(state.byId[sessionId]?.log).toBeNull();
  expect(state.byId[sessionId]?.state).toBe(both.byId[sessionId]?.state);
  expect(state.byId[other]).toBe(both.byId[other]);
  const back = sessionsReducer(state, sessionSelected(sessionId));
  expect(back.byId[other]?.log?.length).toBe(entriesKeptUnseen);
  const again = sessionsReducer(back, loaded(sessionId, long));
  expect(again.byId[sessionId]?.log?.length).toBe(entriesKeptUnseen + 1);
});

test('an entry is added to a log of 100,000 as quickly as to one of 1,000', () => {
  const tab = (seq: number) => entry(seq, { kind: 'tab-opened', tab: 'chat' });
  const long = sampleLog(2);
  for (let seq = 3; seq <= 100_000; seq += 1) long.push(tab(seq));
  const more = Array.from({ length: 1_000 }, (_, at) => at + 1);
  const opened = (length: number): SessionsState =>
    after(
      sessionEventsReceived({ sessionId, events: long.slice(0, 1) }),
      sessionLogLoaded({ sessionId, log: appendToLog(emptyLog, long.slice(0, length)) }),
    );
  const grown = (from: SessionsState, length: number): SessionsState =>
    more.reduce(
      (state, one) =>
        sessionsReducer(state, sessionEventsReceived({ sessionId, events: [tab(length + one)] })),
      from,
    );
  const [many, few] = [opened(100_000), opened(1_000)];
  expect(grown(many, 100_000).byId[sessionId]?.log?.length).toBe(101_000);
  // Copying the log for each entry would cost a hundred times as much.
  expect(cpuTime(() => grown(many, 100_000))).toBeLessThan(20 * cpuTime(() => grown(few, 1_000)));
});
