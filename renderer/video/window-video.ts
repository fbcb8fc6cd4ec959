import { useSyncExternalStore } from 'react';
import type { QualityLevel } from '../../shared/quality';
import { newCommandId } from '../ipc/command-id';
import { request } from '../ipc/request';
import { broadcastRoad, onSignal } from '../ipc/signals';
import { reportFailure } from '../kit/report-failure';
import { ToldError } from '../kit/told-error';
import type { Store } from '../store/store';
import { makeBroadcastPeer } from './broadcast-peer';
import { detachedPanes } from './detached-panes';
import type { Health } from './health-watch';
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
    makeBroadcastPeer,
    newId: newCommandId,
    isHere: detachedPanes.isHere,
    // A signal that cannot be passed on ends in a failed connection, which the pane shows.
    sendSignal: (sessionId, peerId, data) =>
      void request('send-signal', { sessionId, peerId, data }).catch(() => undefined),
    // The broadcaster is told by the site where its offer stays unanswered.
    answerBroadcast: (sessionId, resourceId, sdp) =>
      void request('answer-broadcast', { sessionId, resourceId, sdp }).catch(() => undefined),
    // A broadcast of a session that has ended meanwhile needs no report.
    reportBroadcast: (sessionId, resourceId, state) =>
      void request('report-broadcast', { sessionId, resourceId, state }).catch(() => undefined),
    // Told again in a few seconds, so one that is lost is no matter.
    reportFlow: (sessionId) => void request('report-media-flow', { sessionId }).catch(() => undefined),
    reportFault: () =>
      reportFailure(
        'A picture was refused',
        new ToldError(
          'What the phone sent is no part of a video connection. Ask the customer to share again; if it comes back, end the session.',
        ),
      ),
    onSignal,
    onBroadcast: (sessionId, listener) => broadcastRoad.onSignal(sessionId, listener),
    path: () => store.getState().console.settings,
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
  detachedPanes.subscribe(() => receivers.follow(Object.values(store.getState().sessions.byId)));
  return receivers;
}

/** One session's video as it comes and goes. */
export function useSessionVideo(receivers: VideoReceivers, sessionId: string): SessionVideo | undefined {
  return useSyncExternalStore(receivers.subscribe, () => receivers.of(sessionId));
}

const neverChanges = () => () => undefined;
const healthy: Health = { stalledSince: null };

/** Whether the picture of `video` is stalled; watched while somebody looks. */
export function useHealth(video: SessionVideo | undefined): Health {
  return useSyncExternalStore(video?.health.watch ?? neverChanges, video?.health.health ?? (() => healthy));
}

/** Whether this window receives and shows the session's video. */
export function usePaneIsHere(sessionId: string): boolean {
  return useSyncExternalStore(detachedPanes.subscribe, () => detachedPanes.isHere(sessionId));
}

/** The level that Automatic is at; null until the phone says it. */
export function useAutomaticLevel(video: SessionVideo | undefined): QualityLevel | null {
  return useSyncExternalStore(
    video?.receiver.subscribe ?? neverChanges,
    video?.receiver.automaticLevel ?? (() => null),
  );
}

const idle: Reception = { kind: 'idle' };

/** Where the picture of `video` stands. */
export function useReception(video: SessionVideo | undefined): Reception {
  return useSyncExternalStore(
    video?.receiver.subscribe ?? neverChanges,
    video?.receiver.reception ?? (() => idle),
  );
}
