import { Notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Provider } from 'react-redux';
import { DetachedWindow } from '../screen/detached-window';
import { selectSettings } from '../store/selectors';
import { type Store, useAppSelector } from '../store/store';
import { SightlineTheme } from '../theme/sightline-theme';
import { paneOfHash } from '../video/detached-panes';
import { Console } from './console';
import { ErrorBoundary } from './error-boundary';
import { SnapshotFailed, StartFailed } from './start-failed';

/** The whole window. */
export function App({ store }: { readonly store: Store }) {
  return (
    <Provider store={store}>
      <Themed />
    </Provider>
  );
}

function Themed() {
  const { colorScheme } = useAppSelector(selectSettings);
  return (
    <SightlineTheme scheme={colorScheme}>
      <Notifications position="bottom-right" limit={4} />
      <ErrorBoundary>
        <Start />
      </ErrorBoundary>
    </SightlineTheme>
  );
}

function Start() {
  const [detached] = useState(() => paneOfHash(window.location.hash));
  const start = useAppSelector((state) => state.console.start);
  switch (start.kind) {
    case 'loading':
      return null;
    case 'failed':
      return start.isStopped ? (
        <StartFailed message={start.message} />
      ) : (
        <SnapshotFailed message={start.message} />
      );
    case 'ready':
      return detached === null ? <Console /> : <DetachedWindow sessionId={detached} />;
  }
}
