import { IconKey } from '@tabler/icons-react';
import type { OpenSessionKey } from '../../shared/ipc/view';
import { shortDuration } from '../../shared/words/durations';
import { useNow } from '../kit/ticker';
import { groupedKey } from '../session-key/key-text';
import { useAppDispatch } from '../store/store';
import { dialogOpened } from '../store/ui-slice';
import styles from './rail.module.css';

/** A session key nobody has used yet; pressing it shows the key again. */
export function OpenKeyRow({ openKey }: { readonly openKey: OpenSessionKey }) {
  const dispatch = useAppDispatch();
  const now = useNow();
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        onClick={() => dispatch(dialogOpened({ kind: 'session-key', sessionKey: openKey.sessionKey }))}
      >
        <IconKey size={16} stroke={1.75} className={styles.keyIcon} aria-hidden="true" />
        <span className={styles.keyText}>
          <span className={`${styles.key} sl-tabular`}>{groupedKey(openKey.sessionKey)}</span>
          {openKey.reference !== '' && <span className={styles.reference}>{openKey.reference}</span>}
        </span>
        <span className={`${styles.time} sl-tabular`}>{shortDuration(openKey.expiresAt - now)} left</span>
      </button>
    </li>
  );
}
