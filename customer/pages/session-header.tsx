import { IconX } from '@tabler/icons-react';
import type { ActiveSession } from '../../shared/session/session-state';
import { frozenForCustomer } from '../annotation/frozen-for-customer';
import styles from '../chat/chat.module.css';
import type { InSession } from '../session/client-state';
import { RoundButton } from '../shell/button';
import { PermissionsButton } from '../shell/permissions-button';
import { initials } from '../shell/words';

interface SessionHeaderProps {
  readonly session: InSession;
  readonly state: ActiveSession;
  readonly onEnd: () => void;
}

/** Who the customer is connected with, what that person sees, and the way out. */
export function SessionHeader({ session, state, onEnd }: SessionHeaderProps) {
  const { name } = state.representative;
  const isLost = session.lostSince !== null;
  return (
    <header className={styles.header}>
      <span className={styles.initials} aria-hidden="true">
        {initials(name)}
      </span>
      <div className={styles.who}>
        <h1 tabIndex={-1}>{name}</h1>
        <p className={styles.status}>
          <span className={`${styles.dot} ${isLost ? styles.ring : ''}`} aria-hidden="true" />
          {isLost ? 'Reconnecting' : seesWords(state, frozenForCustomer(state, session.pending) !== null)}
        </p>
      </div>
      <PermissionsButton />
      <RoundButton label="End the session" look="end" onClick={onEnd}>
        <IconX size={22} stroke={2} aria-hidden="true" />
      </RoundButton>
    </header>
  );
}

function seesWords({ pane }: ActiveSession, isFrozen: boolean): string {
  if (isFrozen) return 'Sees a frozen picture and draws on it';
  switch (pane.kind) {
    case 'live':
      return `Sees your ${pane.source}, can’t control it`;
    case 'photo':
      return pane.origin === 'screenshot' ? 'Sees your screenshot' : 'Sees your photo';
    case 'paused':
      return 'Paused. Sees only the chat';
    default:
      return 'Sees only the chat';
  }
}
