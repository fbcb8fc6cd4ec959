import {
  IconCamera,
  IconDeviceMobile,
  IconEyeOff,
  IconPhoto,
  IconPlayerPause,
  IconPlugConnectedX,
  IconZzz,
} from '@tabler/icons-react';
import type { ActiveSession } from '../../shared/session/session-state';
import { shortDuration } from '../../shared/words/durations';
import { StatusDot } from '../kit/status-dot';
import { useNow } from '../kit/ticker';
import { chooseSession } from '../store/commands';
import { isShown } from '../store/selectors';
import { useAppDispatch, useAppSelector } from '../store/store';
import styles from './active-card.module.css';
import { type RailIcon, railStatus } from './rail-status';

const icons = {
  phone: IconDeviceMobile,
  camera: IconCamera,
  photo: IconPhoto,
  hidden: IconEyeOff,
  paused: IconPlayerPause,
  lost: IconPlugConnectedX,
  away: IconZzz,
} as const satisfies Record<RailIcon, typeof IconCamera>;

/** One session under way: what is shown, for how long, and how many messages wait to be seen. */
export function ActiveCard({
  sessionId,
  state,
}: {
  readonly sessionId: string;
  readonly state: ActiveSession;
}) {
  const selected = useAppSelector((state) => isShown(state, sessionId));
  const dispatch = useAppDispatch();
  const now = useNow();
  const status = railStatus(state, now);
  const unseen = state.chat.unseenBy.representative.length;
  const Icon = icons[status.icon];
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.card}
        aria-current={selected ? 'true' : undefined}
        onClick={() => dispatch(chooseSession(sessionId))}
      >
        <span className={styles.icon} aria-hidden="true">
          <Icon size={16} stroke={1.75} />
          <span className={styles.dot}>
            <StatusDot tone={status.tone} shape={status.shape} />
          </span>
        </span>
        <span className={styles.words}>
          <span className={styles.name}>{state.customer.name}</span>
          <span className={styles.status} data-tone={status.tone}>
            {status.text}
          </span>
        </span>
        <span className={styles.side}>
          <span className={`${styles.timer} sl-tabular`}>{shortDuration(now - state.startedAt)}</span>
          {unseen > 0 && (
            <span className={`${styles.unseen} sl-tabular`}>
              {unseen > 99 ? '99+' : unseen}
              <span className="sl-for-readers"> unread</span>
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
