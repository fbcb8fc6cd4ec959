import { IconPlayerPauseFilled } from '@tabler/icons-react';
import { useState } from 'react';
import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { frozenForCustomer } from '../annotation/frozen-for-customer';
import type { InSession } from '../session/client-state';
import { useSharingControls } from '../session/sharing-controls';
import { Confirm } from '../shell/sheet-dialog';
import { sharedThing } from './shared-thing';
import styles from './sharing.module.css';

interface SharingBarProps {
  readonly session: InSession;
  readonly state: ActiveSession;
}

/** The red bar: on every tab while anything is shared; a tap offers to stop, and hides it for a while. */
export function SharingBar({ session, state }: SharingBarProps) {
  const sharing = useSharingControls();
  const [isAsking, setIsAsking] = useState(false);
  const { pane, recording } = state;
  const isFrozen = frozenForCustomer(state, session.pending) !== null;
  const live = sharedThing(pane);
  const thing = isFrozen ? { name: 'frozen picture' } : live;
  // Once the customer has stopped, nothing is sent, even while the log cannot say so for want of a connection.
  const isStopped = session.pending.some(
    ({ kind }) => kind === 'stop-sharing' || (kind === 'stop-source' && !isFrozen),
  );
  if (thing === null || isStopped) return null;
  const { name } = state.representative;
  const isPaused = pane.kind === 'paused';
  return (
    <>
      <section className={`${styles.bar} ${isPaused ? styles.paused : ''}`} aria-label="What is shared">
        <button type="button" className={styles.words} onClick={() => setIsAsking(true)}>
          <span className={styles.live} aria-hidden="true" />
          <span role="status">{barWords(firstName(name), isPaused, isFrozen, thing.name)}</span>
        </button>
        {recording.kind === 'running' && !isPaused && (
          <span className={styles.badge}>
            <span aria-hidden="true" />
            Recording
          </span>
        )}
        {isPaused && (
          <button type="button" className={styles.stop} onClick={() => sharing.resume()}>
            Resume
          </button>
        )}
        {pane.kind === 'live' && pane.capabilities.pause && (
          <button type="button" className={styles.pause} aria-label="Pause" onClick={() => sharing.pause()}>
            <IconPlayerPauseFilled size={20} aria-hidden="true" />
          </button>
        )}
        {(!isPaused || isFrozen) && (
          <button type="button" className={styles.stop} onClick={() => setIsAsking(true)}>
            Stop
          </button>
        )}
      </section>
      {isAsking && (
        <Confirm
          title={`Stop sharing ${isFrozen ? 'the' : 'your'} ${thing.name}?`}
          text={`${name} sees nothing more until you allow it again. The chat goes on.`}
          confirm="Stop sharing"
          keep="Keep sharing"
          onConfirm={() => {
            setIsAsking(false);
            sharing.stopSharing();
          }}
          onKeep={() => setIsAsking(false)}
        />
      )}
    </>
  );
}

function barWords(name: string, isPaused: boolean, isFrozen: boolean, thing: string): string {
  if (isFrozen) return isPaused ? `Paused. ${name} sees the frozen picture` : 'A frozen picture is shared';
  return isPaused ? `Paused. ${name} sees nothing` : `Your ${thing} is shared`;
}
