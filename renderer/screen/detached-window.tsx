import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from 'react-redux';
import { request } from '../ipc/request';
import { reportFailure } from '../kit/report-failure';
import { useTask } from '../kit/use-task';
import { loadSessionLog } from '../store/load-sessions';
import { selectSession } from '../store/selectors';
import { type RootState, useAppDispatch, useAppSelector } from '../store/store';
import { useSessionVideo, videoReceiversOf } from '../video/window-video';
import { ScreenPane } from './screen-pane';
import styles from './screen-pane.module.css';

/** A window of its own for the pane of one session. */
export function DetachedWindow({ sessionId }: { readonly sessionId: string }) {
  const store = useStore<RootState>();
  const video = useSessionVideo(videoReceiversOf(store), sessionId);
  const record = useAppSelector((state) => selectSession(state, sessionId));
  const dispatch = useAppDispatch();
  const title = record === undefined ? 'Sightline' : `${record.state.customer.name}, Sightline`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  const isLoaded = record === undefined || record.log !== null;
  useEffect(() => {
    if (isLoaded) return;
    dispatch(loadSessionLog(sessionId)).catch((error: unknown) =>
      reportFailure('The session log could not be read', error),
    );
  }, [dispatch, sessionId, isLoaded]);

  if (record?.state.phase !== 'active') return <Over sessionId={sessionId} />;
  return (
    <main className={styles.detached}>
      <ScreenPane sessionId={sessionId} state={record.state} log={record.log} video={video} />
    </main>
  );
}

function Over({ sessionId }: { readonly sessionId: string }) {
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
