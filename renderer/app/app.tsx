import { Notifications } from '@mantine/notifications';
import { DetachedWindow } from '../screen/detached-window';
import { selectSettings } from '../store/selectors';
import { useAppSelector } from '../store/store';
import { SightlineTheme } from '../theme/sightline-theme';
import { useDetachedPanes } from '../video/detached-panes';
import { Console } from './console';
import { type ConsoleParts, ConsolePartsProvider } from './console-parts';
import { ErrorBoundary } from './error-boundary';
import { SnapshotFailed, StartFailed } from './start-failed';

/** The whole window. */
export function App({ parts }: { readonly parts: ConsoleParts }) {
  return (
    <ConsolePartsProvider parts={parts}>
      <Themed />
    </ConsolePartsProvider>
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
  const { detachedSessionId } = useDetachedPanes();
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
      return detachedSessionId === null ? <Console /> : <DetachedWindow sessionId={detachedSessionId} />;
  }
}
