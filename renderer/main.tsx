import '../shared/without-eval';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { makeConsoleParts } from './app/console-parts';
import { NotInSightline } from './app/plain-message';
import { subscribeToEvents } from './ipc/events';
import { grantDropped } from './ipc/grant-dropped';
import { request } from './ipc/request';
import { reportFailure } from './kit/report-failure';
import { followRecordings } from './recording/make-recordings';
import { chosenOutside } from './store/commands';
import { followMain } from './store/follow-main';
import { SightlineTheme } from './theme/sightline-theme';
import { paneOfHash } from './video/detached-panes';

const element = document.getElementById('root');
if (element !== null) {
  const root = createRoot(element);
  if (window.sightline === undefined) {
    root.render(
      <SightlineTheme scheme="system">
        <NotInSightline />
      </SightlineTheme>,
    );
  } else {
    const parts = makeConsoleParts({
      request,
      grantDropped,
      now: Date.now,
      detachedSessionId: paneOfHash(window.location.hash),
    });
    const { store, signals, broadcasts, panes, folderNews, recordings, receivers } = parts;
    const stop = followMain({
      request,
      now: Date.now,
      store,
      signals,
      broadcasts,
      paneAttached: (sessionId) => panes.remove(sessionId),
      folderChanged: folderNews.publish,
      subscribe: subscribeToEvents,
      chosen: (choice) => store.dispatch(chosenOutside(choice)),
      failed: reportFailure,
    });
    panes.connect(new BroadcastChannel('sightline-panes'));
    if (!panes.isDetachedWindow) followRecordings(store, recordings, receivers);
    window.addEventListener('pagehide', stop, { once: true });
    root.render(
      <StrictMode>
        <App parts={parts} />
      </StrictMode>,
    );
  }
}
