import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { newCommandId } from '../ipc/command-id';
import { problemOf } from '../kit/problem';
import { useNow } from '../kit/ticker';
import { useRequest } from '../kit/use-request';
import { type PaneAction, paneWords } from './pane-words';
import styles from './screen-pane.module.css';

/** The stage without a picture: its state in words, and the one thing to do about it. */
export function EmptyPane({
  sessionId,
  state,
}: {
  readonly sessionId: string;
  readonly state: ActiveSession;
}) {
  const request = useRequest();
  const now = useNow();
  const [problem, setProblem] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const words = paneWords(state.pane, state.presence, firstName(state.customer.name), now);

  const act = (action: PaneAction) => {
    setProblem('');
    setIsBusy(true);
    const name = action.kind === 'ask' ? 'request-sharing' : 'cancel-sharing-request';
    request(name, { sessionId, id: newCommandId() })
      .catch((error: unknown) => setProblem(problemOf(error, 'That did not work. Nothing has changed.')))
      .finally(() => setIsBusy(false));
  };

  return (
    <div className={styles.empty}>
      <p className={styles.state}>
        <span className={styles.ring} data-mark={words.mark} />
        <span role="status">
          {words.title !== '' && <strong className={styles.title}>{words.title}</strong>}
          {words.text}
        </span>
      </p>
      {words.action !== null && (
        <Button
          variant={words.action.kind === 'ask' ? 'filled' : 'raised'}
          disabled={isBusy}
          onClick={() => words.action !== null && act(words.action)}
        >
          {words.action.label}
        </Button>
      )}
      {problem !== '' && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
