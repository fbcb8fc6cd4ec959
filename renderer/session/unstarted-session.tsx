import { Button } from '@mantine/core';
import type { UnstartedEnd, WaitingSession } from '../../shared/session/session-state';
import { shortDuration } from '../../shared/words/durations';
import { firstName } from '../../shared/words/people';
import { timeOfDay } from '../kit/clock';
import { deviceLine } from '../kit/device-line';
import { useNow } from '../kit/ticker';
import { acceptSession } from '../store/commands';
import { useAppDispatch } from '../store/store';
import { dialogOpened } from '../store/ui-slice';
import styles from '../wrap-up/summary.module.css';

/** A session that has not been accepted: who waits and why, or how it went without starting. */
export function UnstartedSession({
  sessionId,
  state,
}: {
  readonly sessionId: string;
  readonly state: WaitingSession | UnstartedEnd;
}) {
  const name = firstName(state.customer.name);
  return (
    <div className={styles.summary}>
      <h1 className={styles.summaryTitle}>
        <bdi>{state.customer.name}</bdi>
      </h1>
      <p className={styles.device}>
        {deviceLine(state.device).map((part) => (
          <span key={part}>
            <bdi>{part}</bdi>
          </span>
        ))}
      </p>
      {state.customer.description !== '' && (
        <p className={styles.summaryText} dir="auto">
          {state.customer.description}
        </p>
      )}
      {state.phase === 'waiting' ? (
        <Waiting sessionId={sessionId} state={state} name={name} />
      ) : (
        <p className={styles.summaryText}>{turnedAwayWords(state, name)}</p>
      )}
    </div>
  );
}

function Waiting({
  sessionId,
  state,
  name,
}: {
  readonly sessionId: string;
  readonly state: WaitingSession;
  readonly name: string;
}) {
  const dispatch = useAppDispatch();
  const now = useNow();
  return (
    <>
      <p className={styles.waits}>
        <span className={styles.ring} aria-hidden="true" />
        {`${name} has waited ${shortDuration(now - state.joinedAt)}.`}
      </p>
      <div className={styles.actions}>
        <Button variant="filled" onClick={() => void dispatch(acceptSession(sessionId))}>
          Accept
        </Button>
        <Button onClick={() => dispatch(dialogOpened({ kind: 'decline', sessionId }))}>Decline</Button>
      </div>
    </>
  );
}

/** Why a session ended before it started, in a sentence. */
export function turnedAwayWords({ outcome, endedAt }: UnstartedEnd, name: string): string {
  if (outcome.kind === 'declined') {
    const reason = outcome.reason === '' ? '' : ` The reason you gave: ${outcome.reason}`;
    return `You declined ${name} at ${timeOfDay(endedAt)}.${reason}`;
  }
  return outcome.reason === 'customer-did-not-return'
    ? `${name} lost the connection while waiting and did not come back.`
    : `${name} left at ${timeOfDay(endedAt)}, before the session started.`;
}
