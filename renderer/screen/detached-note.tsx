import { Button } from '@mantine/core';
import { IconPictureInPicture } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { useDetachedPanes } from '../video/detached-panes';
import styles from './screen-pane.module.css';

/** A window that was asked to close is gone after this, in milliseconds. */
const closesWithinMs = 1500;

/** Stands in the main window for a pane that is shown in a window of its own. */
export function DetachedNote({ sessionId }: { readonly sessionId: string }) {
  const request = useRequest();
  const detachedPanes = useDetachedPanes();
  const [isBusy, run] = useTask();
  const [isAsked, setIsAsked] = useState(false);
  const bringBack = () =>
    run('The picture did not come back', async () => {
      await request('attach-pane', { sessionId });
      setIsAsked(true);
    });
  // The pane comes back when its window has closed; one that was gone already tells nothing any more.
  useEffect(() => {
    if (!isAsked) return;
    const timer = setTimeout(() => detachedPanes.remove(sessionId), closesWithinMs);
    return () => clearTimeout(timer);
  }, [detachedPanes, isAsked, sessionId]);
  return (
    <div className={styles.empty}>
      <p className={styles.state}>
        <IconPictureInPicture size={18} stroke={1.75} aria-hidden />
        <span>Shown in its own window.</span>
      </p>
      <Button disabled={isBusy} onClick={bringBack}>
        Bring back
      </Button>
    </div>
  );
}
