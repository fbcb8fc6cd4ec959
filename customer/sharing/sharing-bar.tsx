import { IconPlayerPauseFilled } from '@tabler/icons-react';
import { useState } from 'react';
import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../chat/chat-tab';
import { useParts } from '../session/context';
import { Confirm } from '../shell/sheet-dialog';
import { sharedThing } from './shared-thing';
import styles from './sharing.module.css';

/** The red bar: on every tab while anything is shared; a tap offers to stop, and hides it for a while. */
export function SharingBar({ state }: { readonly state: ActiveSession }) {
  const { sources } = useParts();
  const [isAsking, setIsAsking] = useState(false);
  const { pane, recording } = state;
  const thing = sharedThing(pane);
  if (thing === null) return null;
  const { name } = state.representative;
  const isPaused = pane.kind === 'paused';
  return (
    <>
      <section className={`${styles.bar} ${isPaused ? styles.paused : ''}`} aria-label="What is shared">
        <button type="button" className={styles.words} onClick={() => setIsAsking(true)}>
          <span className={styles.live} aria-hidden="true" />
          <span role="status">
            {isPaused ? `Paused. ${firstName(name)} sees nothing` : `Your ${thing.name} is shared`}
          </span>
        </button>
        {recording.kind === 'running' && !isPaused && (
          <span className={styles.badge}>
            <span aria-hidden="true" />
            Recording
          </span>
        )}
        {isPaused && (
          <button type="button" className={styles.stop} onClick={() => sources.resume()}>
            Resume
          </button>
        )}
        {pane.kind === 'live' && pane.capabilities.pause && (
          <button type="button" className={styles.pause} aria-label="Pause" onClick={() => sources.pause()}>
            <IconPlayerPauseFilled size={20} aria-hidden="true" />
          </button>
        )}
        {!isPaused && (
          <button type="button" className={styles.stop} onClick={() => setIsAsking(true)}>
            Stop
          </button>
        )}
      </section>
      {isAsking && (
        <Confirm
          title={`Stop sharing your ${thing.name}?`}
          text={`${name} sees nothing more until you allow it again. The chat goes on.`}
          confirm="Stop sharing"
          keep="Keep sharing"
          onConfirm={() => {
            setIsAsking(false);
            sources.stopSharing();
          }}
          onKeep={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
