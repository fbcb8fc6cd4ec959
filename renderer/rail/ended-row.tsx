import type { EndedSession } from '../../shared/session/session-state';
import { timeOfDay } from '../kit/clock';
import { chooseSession } from '../store/commands';
import { isShown } from '../store/selectors';
import { useAppDispatch, useAppSelector } from '../store/store';
import styles from './rail.module.css';

const hourAndMinute = 5;

/** A session that ended today, with when it ended and how long it took. */
export function EndedRow({ sessionId, state }: { readonly sessionId: string; readonly state: EndedSession }) {
  const selected = useAppSelector((state) => isShown(state, sessionId));
  const dispatch = useAppDispatch();
  const minutes = Math.max(1, Math.round((state.endedAt - state.startedAt) / 60_000));
  return (
    <li>
      <button
        type="button"
        className={`${styles.row} ${styles.ended}`}
        aria-current={selected ? 'true' : undefined}
        onClick={() => dispatch(chooseSession(sessionId))}
      >
        <span className={styles.endedTop}>
          <span className={styles.endedName}>{state.customer.name}</span>
          <span className={`${styles.time} sl-tabular`}>
            {timeOfDay(state.endedAt).slice(0, hourAndMinute)}
          </span>
        </span>
        {isUnwritten(state) ? (
          <span className={`${styles.endedLine} ${styles.toWrite}`}>Notes to write</span>
        ) : (
          <span className={`${styles.endedLine} sl-tabular`}>{minutes} min</span>
        )}
      </button>
    </li>
  );
}

/** Whether nobody has said yet how the session turned out. */
function isUnwritten({ wrapUp }: EndedSession): boolean {
  return wrapUp.notes === '' && wrapUp.outcome === null;
}
