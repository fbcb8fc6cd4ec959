import { useState } from 'react';
import type { ActiveSession } from '../../shared/session/session-state';
import type { InSession } from '../session/client-state';
import { useParts } from '../session/context';
import { Confirm } from '../shell/sheet-dialog';
import styles from './sharing.module.css';

interface SharingBarProps {
  readonly session: InSession;
  readonly state: ActiveSession;
}

/** The red bar: on every tab while anything is shared; a tap offers to stop. */
export function SharingBar({ session, state }: SharingBarProps) {
  const { client, camera } = useParts();
  const [isAsking, setIsAsking] = useState(false);
  // Once the customer has stopped, nothing is sent, even while the log cannot say so for want of a connection.
  const isStopped = session.pending.some(({ kind }) => kind === 'stop-sharing' || kind === 'stop-source');
  if (state.pane.kind !== 'live' || isStopped) return null;
  const { source } = state.pane;
  const name = state.representative.name;
  return (
    <>
      <section className={styles.bar} aria-label="Sharing">
        <span className={styles.live} aria-hidden="true" />
        <p role="status">Your {source} is shared</p>
        <button type="button" className={styles.stop} onClick={() => setIsAsking(true)}>
          Stop
        </button>
      </section>
      {isAsking && (
        <Confirm
          title={`Stop sharing your ${source}?`}
          text={`${name} sees nothing more until you allow it again. The chat goes on.`}
          confirm="Stop sharing"
          keep="Keep sharing"
          onConfirm={() => {
            setIsAsking(false);
            camera.stop(false);
            client.command({ kind: 'stop-sharing' });
          }}
          onKeep={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
