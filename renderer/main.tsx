import '../shared/without-eval';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { NotInSightline } from './app/plain-message';
import { folderNews } from './file-transfer/folder-news';
import { subscribeToEvents } from './ipc/events';
import { request } from './ipc/request';
import { broadcastRoad, signalRoad } from './ipc/signals';
import { reportFailure } from './kit/report-failure';
import { followRecordings } from './recording/window-recordings';
import { chosenOutside } from './store/commands';
import { followMain } from './store/follow-main';
import { makeStore } from './store/store';
import { SightlineTheme } from './theme/sightline-theme';
import { detachedPanes } from './video/detached-panes';

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
    const parts = { request, now: Date.now };
    const store = makeStore(parts);
    const stop = followMain({
      ...parts,
      store,
      signals: signalRoad,
      broadcasts: broadcastRoad,
      paneAttached: (sessionId) => detachedPanes.remove(sessionId),
      folderChanged: folderNews.publish,
      subscribe: subscribeToEvents,
      chosen: (choice) => store.dispatch(chosenOutside(choice)),
      failed: reportFailure,
    });
    detachedPanes.connect(new BroadcastChannel('sightline-panes'));
    if (!detachedPanes.isDetachedWindow) followRecordings(store);
    window.addEventListener('pagehide', stop, { once: true });
    root.render(
      <StrictMode>
        <App store={store} />
      </StrictMode>,
    );
  }
}
