import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { reportFailure } from '../kit/report-failure';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { selectSession } from '../store/selectors';
import { useAppSelector } from '../store/store';
import { useLoadedLog } from '../store/use-loaded-log';
import { useSessionVideo } from '../video/use-video';
import { ScreenPane } from './screen-pane';
import styles from './screen-pane.module.css';

/** A window of its own for the pane of one session. */
export function DetachedWindow({ sessionId }: { readonly sessionId: string }) {
  const video = useSessionVideo(sessionId);
  const record = useAppSelector((state) => selectSession(state, sessionId));
  const title = record === undefined ? 'Sightline' : `${record.state.customer.name}, Sightline`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  const [problem] = useLoadedLog(sessionId);
  useEffect(() => {
    if (problem !== null) reportFailure('The session log could not be read', problem.cause);
  }, [problem]);

  if (record?.state.phase !== 'active') return <Over sessionId={sessionId} />;
  return (
    <main className={styles.detached}>
      <ScreenPane sessionId={sessionId} state={record.state} log={record.log} video={video} />
    </main>
  );
}

function Over({ sessionId }: { readonly sessionId: string }) {
  const request = useRequest();
  const [isBusy, run] = useTask();
  return (
    <main className={styles.detached}>
      <div className={styles.empty}>
        <p className={styles.state}>
          <span className={styles.ring} aria-hidden="true" />
          <span role="status">The session has ended. Its log is in the main window.</span>
        </p>
        <Button
          disabled={isBusy}
          onClick={() => run('The window did not close', () => request('attach-pane', { sessionId }))}
        >
          Close
        </Button>
      </div>
    </main>
  );
}
