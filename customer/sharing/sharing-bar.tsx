import { useState } from 'react';
import type { ActiveSession } from '../../shared/session/session-state';
import { useParts } from '../session/context';
import { Confirm } from '../shell/sheet-dialog';
import styles from './sharing.module.css';

/** The red bar: on every tab while anything is shared; a tap offers to stop. */
export function SharingBar({ state }: { readonly state: ActiveSession }) {
  const { client, camera } = useParts();
  const [isAsking, setIsAsking] = useState(false);
  if (state.pane.kind !== 'live') return null;
  const { source } = state.pane;
  const name = state.representative.name;
  return (
    <>
      <div className={styles.bar}>
        <span className={styles.live} aria-hidden="true" />
        <p role="status">Your {source} is shared</p>
        <button type="button" className={styles.stop} onClick={() => setIsAsking(true)}>
          Stop
        </button>
      </div>
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
