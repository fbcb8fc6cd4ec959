import { expect, test, vi } from 'vitest';
import { type BroadcastSign, Mailbox, type Signal } from '../../../../renderer/ipc/signals';
import { type ChangedFolder, type Choice, followMain } from '../../../../renderer/store/follow-main';
import { loadSessionLog } from '../../../../renderer/store/load-sessions';
import { emptyLog, entriesFrom } from '../../../../renderer/store/log-pages';
import { makeStore } from '../../../../renderer/store/store';
import { historyOpened, historySessionShown } from '../../../../renderer/store/ui-slice';
import { entry, FakeMain, sampleLog, stateAfter } from './samples';

const sessionId = 'session-1';

function follow(main: FakeMain) {
  const parts = { request: main.request, now: () => 42 };
  const store = makeStore(parts);
  const signals = new Mailbox<Signal>();
  const broadcasts = new Mailbox<BroadcastSign>();
  const attached: string[] = [];
  const folders: ChangedFolder[] = [];
  const failed = vi.fn<(what: string, error: unknown) => void>();
  const chosen: Choice[] = [];
  const stop = followMain({
    ...parts,
    store,
    signals,
    broadcasts,
    paneAttached: (id) => attached.push(id),
    folderChanged: (folder) => folders.push(folder),
    failed,
    subscribe: main.subscribe,
    chosen: (choice) => chosen.push(choice),
  });
  const record = () => store.getState().sessions.byId[sessionId];
  const ready = () => vi.waitFor(() => expect(store.getState().console.start.kind).toBe('ready'));
  return { store, signals, broadcasts, attached, folders, failed, chosen, stop, record, ready };
}

test('the snapshot is asked for after subscribing', () => {
  const main = new FakeMain();
  let listenersThen = -1;
  const { request } = main;
  const asking = Object.assign(main, {
    request: ((name, args) => {
      listenersThen = main.listeners.size;
      return request(name, args);
    }) as FakeMain['request'],
  });
  follow(asking);
  expect(listenersThen).toBe(1);
});

test('what is published while the snapshot is on its way is applied after it, each entry once', async () => {
  const main = new FakeMain();
  const events = sampleLog(6);
  main.logs.set(sessionId, events.slice(0, 3));
  let release = (): void => undefined;
  main.hold = new Promise((resolve) => {
    release = resolve;
  });
  const { record, ready, failed } = follow(main);
  for (const seq of [3, 4, 5]) {
    const event = events[seq - 1];
    if (event !== undefined) main.publish({ kind: 'session-event-appended', sessionId, event });
  }
  expect(record()).toBeUndefined();
  main.hold = undefined;
  release();
  await ready();
  expect(record()?.state).toEqual(stateAfter(events.slice(0, 5)));
  expect(failed).not.toHaveBeenCalled();
});

test('a gap is filled by asking for what did not arrive', async () => {
  const main = new FakeMain();
  const events = sampleLog(6);
  main.logs.set(sessionId, events.slice(0, 2));
  const { record, ready } = follow(main);
  await ready();
  const [, , third, fourth, fifth] = events;
  if (third === undefined || fourth === undefined || fifth === undefined) throw new Error('six entries');
  main.append(sessionId, third, true);
  main.append(sessionId, fourth);
  main.append(sessionId, fifth);
  await vi.waitFor(() => expect(record()?.state.lastSeq).toBe(5));
  expect(record()?.state).toEqual(stateAfter(events.slice(0, 5)));
});

test('an entry of a session nobody told of brings the snapshot again', async () => {
  const main = new FakeMain();
  const { record, ready } = follow(main);
  await ready();
  const events = sampleLog(3);
  main.logs.set(sessionId, events);
  const last = events[2];
  if (last === undefined) throw new Error('three entries');
  main.publish({ kind: 'session-event-appended', sessionId, event: last });
  await vi.waitFor(() => expect(record()?.state.lastSeq).toBe(3));
  expect(main.count('get-snapshot')).toBe(2);
});

test('a log is loaded in pages and takes what arrives meanwhile', async () => {
  const main = new FakeMain();
  const events = sampleLog(2301);
  main.logs.set(sessionId, events.slice(0, 2300));
  const { store, record, ready } = follow(main);
  await ready();
  const opened = store.dispatch(loadSessionLog(sessionId));
  const last = events[2300];
  if (last === undefined) throw new Error('2301 entries');
  main.append(sessionId, last);
  await opened;
  expect([...entriesFrom(record()?.log ?? emptyLog)]).toEqual(events);
  // The end once, then three pages.
  expect(main.count('get-session-events')).toBe(4);
});

test('the end of a long log is there first, grows, and gives way to the whole', async () => {
  const main = new FakeMain();
  const events = sampleLog(2301);
  main.logs.set(sessionId, events.slice(0, 2300));
  const { store, record, ready } = follow(main);
  await ready();
  let atFirst: number[] = [];
  const unsubscribe = store.subscribe(() => {
    const newest = record()?.newest ?? null;
    if (newest === null || atFirst.length > 0) return;
    atFirst = [...entriesFrom(newest)].map(({ seq }) => seq);
    const last = events[2300];
    if (last !== undefined) main.append(sessionId, last);
    expect([...entriesFrom(record()?.newest ?? emptyLog)].at(-1)?.seq).toBe(2301);
  });
  await store.dispatch(loadSessionLog(sessionId));
  unsubscribe();
  expect(atFirst).toEqual(Array.from({ length: 200 }, (_, at) => 2101 + at));
  expect(record()?.newest).toBeNull();
  expect([...entriesFrom(record()?.log ?? emptyLog)]).toEqual(events);
});

test('a deleted session leaves the window, wherever it is shown', async () => {
  const main = new FakeMain();
  main.logs.set(sessionId, sampleLog(3));
  const { store, record, ready } = follow(main);
  await ready();
  await store.dispatch(loadSessionLog(sessionId));
  store.dispatch(historyOpened(''));
  store.dispatch(historySessionShown(sessionId));
  main.publish({ kind: 'session-deleted', sessionId });
  expect(record()).toBeUndefined();
  expect(store.getState().sessions).toMatchObject({ ids: [], selectedId: null });
  expect(store.getState().ui.view).toMatchObject({ kind: 'history', sessionId: null });
});

test('signals go past the store, even while the snapshot is on its way', () => {
  const main = new FakeMain();
  const { store, signals } = follow(main);
  const heard: string[] = [];
  main.publish({ kind: 'signal-received', sessionId, peerId: 'peer-0001', data: 'early' });
  signals.listen(sessionId, ({ data }) => heard.push(data));
  main.publish({ kind: 'signal-received', sessionId, peerId: 'peer-0001', data: 'later' });
  expect(heard).toEqual(['early', 'later']);
  expect(JSON.stringify(store.getState())).not.toContain('later');
});

test('the other things main says reach the store', async () => {
  const main = new FakeMain();
  const { store, ready, chosen } = follow(main);
  await ready();
  main.append(sessionId, entry(1, sampleLog(1)[0] ?? { kind: 'console-restarted' }));
  main.publish({ kind: 'availability-changed', availability: 'away' });
  main.publish({ kind: 'site-changed', site: { kind: 'off', message: 'No network.' } });
  main.publish({ kind: 'settings-changed', settings: { ...main.settings, colorScheme: 'dark' } });
  main.publish({ kind: 'notices-changed', notices: [{ id: 'n', kind: 'error', title: 'T', text: 'x' }] });
  main.publish({ kind: 'session-keys-changed', sessionKeys: [] });
  main.publish({ kind: 'customer-typing', sessionId });
  main.publish({ kind: 'command-chosen', command: 'find' });
  const { console: said, sessions } = store.getState();
  expect(said.availability).toBe('away');
  expect(said.site.kind).toBe('off');
  expect(said.settings.colorScheme).toBe('dark');
  expect(said.notices).toHaveLength(1);
  expect(sessions.byId[sessionId]?.typingAt).toBe(42);
  expect(chosen).toEqual([{ kind: 'command-chosen', command: 'find' }]);
});

test('a snapshot that does not come is said, and stopping leaves no listener', async () => {
  const main = new FakeMain();
  const refused = Object.assign(main, {
    request: (() => Promise.reject(new Error('The database is busy.'))) as unknown as FakeMain['request'],
  });
  const { store, failed, stop } = follow(refused);
  await vi.waitFor(() => expect(failed).toHaveBeenCalled());
  expect(store.getState().console.start).toEqual({
    kind: 'failed',
    isStopped: false,
    message: 'The database is busy.',
  });
  stop();
  expect(main.listeners.size).toBe(0);
});

test('broadcasts go to whoever shows the session, and a closed window brings its pane back', async () => {
  const main = new FakeMain();
  const { broadcasts, attached, ready } = follow(main);
  await ready();
  const signs: BroadcastSign[] = [];
  broadcasts.listen(sessionId, (sign) => signs.push(sign));
  main.publish({ kind: 'broadcast-offered', sessionId, resourceId: 'resource-1', sdp: 'v=0' });
  main.publish({ kind: 'broadcast-ended', sessionId, resourceId: 'resource-1' });
  main.publish({ kind: 'pane-attached', sessionId });
  expect(signs).toEqual([
    { kind: 'offered', resourceId: 'resource-1', sdp: 'v=0' },
    { kind: 'ended', resourceId: 'resource-1' },
  ]);
  expect(attached).toEqual([sessionId]);
});
