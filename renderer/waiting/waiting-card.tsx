import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { WaitingSession } from '../../shared/session/session-state';
import { shortDuration } from '../../shared/words/durations';
import { deviceLine } from '../kit/device-line';
import { StatusDot } from '../kit/status-dot';
import { useNow } from '../kit/ticker';
import { useTask } from '../kit/use-task';
import { acceptSession } from '../store/commands';
import { useAppDispatch } from '../store/store';
import { dialogOpened } from '../store/ui-slice';
import styles from './waiting-card.module.css';

/** Shows a waiting customer: who, why, for how long, and the two answers. */
export function WaitingCard({
  sessionId,
  state,
}: {
  readonly sessionId: string;
  readonly state: WaitingSession;
}) {
  const dispatch = useAppDispatch();
  const [busy, run] = useTask();
  const now = useNow();
  const { name, description } = state.customer;
  return (
    <li className={styles.card} data-waiting={sessionId}>
      <div className={styles.top}>
        <StatusDot tone="wait" shape="ring" />
        <h3 className={styles.name}>{name}</h3>
        <span className={`${styles.time} sl-tabular`}>
          <span className="sl-for-readers">waiting for </span>
          {shortDuration(now - state.joinedAt)}
        </span>
      </div>
      {description !== '' && <p className={styles.description}>{description}</p>}
      <p className={styles.device}>{[...connection(state, now), ...deviceLine(state.device)].join(' · ')}</p>
      {state.reference !== '' && <p className={styles.device}>Reference {state.reference}</p>}
      <div className={styles.answers}>
        <Button
          variant="filled"
          size="xs"
          className={styles.accept ?? ''}
          leftSection={<IconCheck size={16} stroke={1.75} />}
          loading={busy}
          aria-label={`Accept ${name}`}
          onClick={() => run(`${name} was not accepted`, () => dispatch(acceptSession(sessionId)))}
        >
          Accept
        </Button>
        <Button
          size="xs"
          aria-label={`Decline ${name}`}
          onClick={() => dispatch(dialogOpened({ kind: 'decline', sessionId }))}
        >
          Decline
        </Button>
      </div>
    </li>
  );
}

function connection({ presence }: WaitingSession, now: number): readonly string[] {
  switch (presence.kind) {
    case 'connected':
      return [];
    case 'away':
      return [`Away, ${shortDuration(now - presence.at)}`];
    case 'lost':
      return [`Reconnecting, ${shortDuration(now - presence.at)}`];
  }
}
