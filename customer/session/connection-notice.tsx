import { type InSession, isOver } from './client-state';
import styles from './connection-notice.module.css';
import { useNow } from './context';

/** How long a loss may last before it is spoken of, in milliseconds; most are over by then. */
const spokenOfAfterMs = 700;

/** Says that the connection is lost and that nothing else is; shows nothing while it is there. */
export function ConnectionNotice({ session }: { readonly session: InSession }) {
  const { lostSince } = session;
  const isLost = lostSince !== null && !isOver(session);
  const now = useNow(isLost);
  const seconds = isLost ? Math.max(0, Math.round((now - lostSince) / 1_000)) : 0;
  return (
    <div role="status">
      {isLost && now - lostSince >= spokenOfAfterMs && (
        <p className={styles.notice}>
          <span className={styles.ring} aria-hidden="true" />
          {seconds < 20
            ? 'Reconnecting… Your messages are kept.'
            : 'No connection. Check Wi-Fi or mobile data; your messages are kept.'}
        </p>
      )}
    </div>
  );
}
