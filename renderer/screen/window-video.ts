import { useSyncExternalStore } from 'react';
import { request } from '../ipc/request';
import { onSignal } from '../ipc/signals';
import type { Store } from '../store/store';
import { makePeer } from './peer';
import type { Reception } from './video-receiver';
import { type SessionVideo, VideoReceivers } from './video-receivers';

const receiversOfStores = new WeakMap<Pick<Store, 'getState' | 'subscribe'>, VideoReceivers>();

/** The receivers of all open sessions of `store`, which they follow from the first call on. */
export function videoReceiversOf(store: Pick<Store, 'getState' | 'subscribe'>): VideoReceivers {
  const before = receiversOfStores.get(store);
  if (before !== undefined) return before;
  const receivers = new VideoReceivers({
    makePeer,
    // A signal that cannot be passed on ends in a failed connection, which the pane shows.
    sendSignal: (sessionId, peerId, data) =>
      void request('send-signal', { sessionId, peerId, data }).catch(() => undefined),
    onSignal,
    iceServers: () => store.getState().console.settings.iceServers,
  });
  receiversOfStores.set(store, receivers);
  let followed = store.getState().sessions;
  receivers.follow(Object.values(followed.byId));
  store.subscribe(() => {
    const { sessions } = store.getState();
    if (sessions.byId === followed.byId) return;
    followed = sessions;
    receivers.follow(Object.values(sessions.byId));
  });
  return receivers;
}

/** One session's video as it comes and goes. */
export function useSessionVideo(receivers: VideoReceivers, sessionId: string): SessionVideo | undefined {
  return useSyncExternalStore(receivers.subscribe, () => receivers.of(sessionId));
}

const idle: Reception = { kind: 'idle' };
const neverChanges = () => () => undefined;

/** Where the picture of `video` stands. */
export function useReception(video: SessionVideo | undefined): Reception {
  return useSyncExternalStore(
    video?.receiver.subscribe ?? neverChanges,
    video?.receiver.reception ?? (() => idle),
  );
}
