import { StatusDot } from '../kit/status-dot';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { useAppSelector } from '../store/store';
import styles from './availability-switch.module.css';

/** Says whether new customers can be taken, and changes it. */
export function AvailabilitySwitch() {
  const request = useRequest();
  const available = useAppSelector((state) => state.console.availability === 'available');
  const [busy, run] = useTask();
  return (
    <button
      type="button"
      role="switch"
      aria-checked={available}
      aria-label="Available for customers"
      title={
        available
          ? 'Customers with a session key can join you. Press to be away.'
          : 'Customers are told that nobody is available. Press to be available.'
      }
      className={styles.switch}
      disabled={busy}
      onClick={() =>
        run('Your availability was not changed', () =>
          request('set-availability', { availability: available ? 'away' : 'available' }),
        )
      }
    >
      <StatusDot tone={available ? 'live' : 'wait'} shape={available ? 'dot' : 'ring'} />
      <span className={styles.word}>{available ? 'Available' : 'Away'}</span>
    </button>
  );
}
