import type { ConsoleEvent } from '../../shared/ipc/console-event';
import { RequestRefusedError } from '../ipc/request';
import type { BroadcastSign, Mailbox, Signal } from '../ipc/signals';
import {
  availabilityChanged,
  noticesChanged,
  practiceChanged,
  sessionKeysChanged,
  settingsChanged,
  siteChanged,
  snapshotReceived,
  startFailed,
} from './console-slice';
import { foldersReceived, storageChanged, transfersChanged } from './files-slice';
import { catchUpSession } from './load-sessions';
import { customerTyped, sessionEventsReceived, sessionForgotten, sessionsReceived } from './sessions-slice';
import type { Store, StoreParts } from './store';

/** A choice made outside the page: in the menu, or by clicking a notification. */
export type Choice = Extract<ConsoleEvent, { kind: 'command-chosen' | 'session-chosen' }>;

/** A folder of this computer or of a customer whose entries are no longer what they were. */
export type ChangedFolder = Extract<
  ConsoleEvent,
  { kind: 'local-folder-changed' | 'customer-folder-changed' }
>;

export interface FollowOptions extends StoreParts {
  readonly store: Store;
  readonly signals: Mailbox<Signal>;
  readonly broadcasts: Mailbox<BroadcastSign>;
  /** The window of a session's detached pane was closed. */
  readonly paneAttached: (sessionId: string) => void;
  /** What a folder holds has changed. */
  readonly folderChanged: (folder: ChangedFolder) => void;
  /** Subscribes to what main publishes; see ipc/events. */
  readonly subscribe: (listener: (event: ConsoleEvent) => void, undecoded: () => void) => () => void;
  readonly chosen: (choice: Choice) => void;
  /** What could not be fetched from main, in words and with its cause. */
  readonly failed: (what: string, error: unknown) => void;
}

/**
 * Keeps the store in step with main: subscribes, then asks for the snapshot, and applies what was published
 * meanwhile after it. Returns its stop.
 */
export function followMain(options: FollowOptions): () => void {
  const { store, request, signals, broadcasts } = options;
  /** What is published while a snapshot is on its way; null while none is. */
  let queue: ConsoleEvent[] | null = null;
  let stopped = false;
  const catchingUp = new Map<string, { again: boolean }>();

  const takeSnapshot = async (): Promise<void> => {
    if (queue !== null) return;
    queue = [];
    try {
      const snapshot = await request('get-snapshot', {});
      if (stopped) return;
      store.dispatch(sessionsReceived(snapshot.sessions));
      store.dispatch(snapshotReceived(snapshot));
    } catch (error) {
      if (stopped) return;
      const message = error instanceof Error ? error.message : String(error);
      const isStopped = error instanceof RequestRefusedError && error.code === 'start-failed';
      if (store.getState().console.start.kind !== 'ready')
        store.dispatch(startFailed({ message, isStopped }));
      if (isStopped) return;
      options.failed('Sightline could not read its sessions', error);
    }
    const waiting: ConsoleEvent[] = queue;
    queue = null;
    for (const event of waiting) apply(event);
    for (const record of Object.values(store.getState().sessions.byId)) {
      if (record.log !== null && record.log.length < record.state.lastSeq) catchUp(record.sessionId);
    }
  };

  const catchUp = (sessionId: string): void => {
    const running = catchingUp.get(sessionId);
    if (running !== undefined) {
      running.again = true;
      return;
    }
    const run = { again: false };
    catchingUp.set(sessionId, run);
    store
      .dispatch(catchUpSession(sessionId))
      .catch((error: unknown) => {
        run.again = false;
        if (!stopped) options.failed('Some entries of the session log are missing', error);
      })
      .finally(() => {
        catchingUp.delete(sessionId);
        if (run.again && !stopped) catchUp(sessionId);
      });
  };

  const appended = (event: Extract<ConsoleEvent, { kind: 'session-event-appended' }>): void => {
    const { sessionId } = event;
    const record = store.getState().sessions.byId[sessionId];
    if (record === undefined && event.event.seq !== 1) {
      void takeSnapshot();
      return;
    }
    if (record !== undefined && event.event.seq > record.state.lastSeq + 1) {
      catchUp(sessionId);
      return;
    }
    try {
      store.dispatch(sessionEventsReceived({ sessionId, events: [event.event] }));
    } catch {
      // An entry that does not fit what this window holds: main's state is the right one.
      void takeSnapshot();
    }
    if (event.event.kind === 'session-ended') {
      signals.forget(sessionId);
      broadcasts.forget(sessionId);
    }
  };

  const apply = (event: ConsoleEvent): void => {
    switch (event.kind) {
      case 'session-event-appended':
        appended(event);
        return;
      case 'session-deleted':
        signals.forget(event.sessionId);
        broadcasts.forget(event.sessionId);
        store.dispatch(sessionForgotten(event.sessionId));
        return;
      case 'session-keys-changed':
        store.dispatch(sessionKeysChanged(event.sessionKeys));
        return;
      case 'site-changed':
        store.dispatch(siteChanged(event.site));
        return;
      case 'settings-changed':
        store.dispatch(settingsChanged(event.settings));
        return;
      case 'availability-changed':
        store.dispatch(availabilityChanged(event.availability));
        return;
      case 'notices-changed':
        store.dispatch(noticesChanged(event.notices));
        return;
      case 'practice-changed':
        store.dispatch(practiceChanged(event.practice));
        return;
      case 'customer-typing':
        store.dispatch(customerTyped({ sessionId: event.sessionId, at: options.now() }));
        return;
      case 'signal-received':
        signals.receive(event.sessionId, { peerId: event.peerId, data: event.data });
        return;
      case 'broadcast-offered':
        broadcasts.receive(event.sessionId, {
          kind: 'offered',
          resourceId: event.resourceId,
          sdp: event.sdp,
        });
        return;
      case 'broadcast-ended':
        broadcasts.receive(event.sessionId, { kind: 'ended', resourceId: event.resourceId });
        return;
      case 'pane-attached':
        options.paneAttached(event.sessionId);
        return;
      case 'transfers-changed':
        store.dispatch(transfersChanged(event));
        return;
      case 'granted-folders-changed':
        store.dispatch(foldersReceived(event.folders));
        return;
      case 'customer-storage-changed':
        store.dispatch(storageChanged({ sessionId: event.sessionId, storage: event.storage }));
        return;
      case 'customer-folder-changed':
      case 'local-folder-changed':
        options.folderChanged(event);
        return;
      case 'command-chosen':
      case 'session-chosen':
        options.chosen(event);
        return;
    }
  };

  const unsubscribe = options.subscribe(
    (event) => {
      // Signals are in a hurry and touch no session state, so they never wait for a snapshot.
      if (queue !== null && !isInAHurry(event)) queue.push(event);
      else apply(event);
    },
    () => void takeSnapshot(),
  );
  void takeSnapshot();
  return () => {
    stopped = true;
    unsubscribe();
  };
}

function isInAHurry({ kind }: ConsoleEvent): boolean {
  return kind === 'signal-received' || kind === 'broadcast-offered' || kind === 'broadcast-ended';
}
