import '../shared/without-eval';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { chosenOutside } from './app/commands';
import { NotInSightline } from './app/plain-message';
import { subscribeToEvents } from './ipc/events';
import { request } from './ipc/request';
import { signalRoad } from './ipc/signals';
import { reportFailure } from './notices/report-failure';
import { followMain } from './store/follow-main';
import { makeStore } from './store/store';
import { SightlineTheme } from './theme/sightline-theme';

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
      subscribe: subscribeToEvents,
      chosen: (choice) => store.dispatch(chosenOutside(choice)),
      failed: reportFailure,
    });
    window.addEventListener('pagehide', stop, { once: true });
    root.render(
      <StrictMode>
        <App store={store} />
      </StrictMode>,
    );
  }
}
