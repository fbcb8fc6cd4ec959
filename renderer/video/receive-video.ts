import { newCommandId } from '../ipc/command-id';
import type { Request } from '../ipc/request';
import type { BroadcastSign, Mailbox, Signal } from '../ipc/signals';
import { reportFailure } from '../kit/report-failure';
import { ToldError } from '../kit/told-error';
import type { Store } from '../store/store';
import { makeBroadcastPeer } from './broadcast-peer';
import type { DetachedPanes } from './detached-panes';
import { makePeer } from './peer';
import { VideoReceivers } from './video-receivers';

export interface ReceiveVideoOptions {
  readonly store: Pick<Store, 'getState' | 'subscribe'>;
  readonly request: Request;
  readonly signals: Mailbox<Signal>;
  readonly broadcasts: Mailbox<BroadcastSign>;
  readonly panes: DetachedPanes;
}

/** Makes the receivers of this window, which follow the store's sessions from now on. */
export function receiveVideo({
  store,
  request,
  signals,
  broadcasts,
  panes,
}: ReceiveVideoOptions): VideoReceivers {
  const receivers = new VideoReceivers({
    makePeer,
    makeBroadcastPeer,
    newId: newCommandId,
    isHere: panes.isHere,
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
    onSignal: (sessionId, listener) => signals.listen(sessionId, listener),
    onBroadcast: (sessionId, listener) => broadcasts.listen(sessionId, listener),
    path: () => store.getState().console.settings,
  });
  let followed = store.getState().sessions;
  receivers.follow(Object.values(followed.byId));
  store.subscribe(() => {
    const { sessions } = store.getState();
    if (sessions.byId === followed.byId) return;
    followed = sessions;
    receivers.follow(Object.values(sessions.byId));
  });
  panes.subscribe(() => receivers.follow(Object.values(store.getState().sessions.byId)));
  return receivers;
}
