import { Button, Group, Modal } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { newCommandId } from '../ipc/command-id';
import { problemOf } from '../kit/problem';
import { useRequest } from '../kit/use-request';
import styles from './session-view.module.css';

/** Ends the session after a question that says what the customer is told. */
export function EndSession({ sessionId, name }: { readonly sessionId: string; readonly name: string }) {
  const request = useRequest();
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState('');
  // The same identifier at each attempt, so that trying again never ends anything twice.
  const command = useRef('');

  const ask = () => {
    command.current = newCommandId();
    setProblem('');
    setIsAsking(true);
  };
  const end = () => {
    setIsBusy(true);
    setProblem('');
    request('end-session', { sessionId, id: command.current })
      .then(() => setIsAsking(false))
      .catch((error: unknown) => setProblem(problemOf(error, 'The session could not be ended. It goes on.')))
      .finally(() => setIsBusy(false));
  };

  return (
    <>
      <Button
        variant="destructive"
        className={styles.end ?? ''}
        aria-label="End session"
        leftSection={<IconX size={16} stroke={1.75} aria-hidden />}
        onClick={ask}
      >
        End<span className={styles.endWord}>&nbsp;session</span>
      </Button>
      <Modal opened={isAsking} onClose={() => setIsAsking(false)} title="End the session?" size={420}>
        <p>{`${name} is told that you can no longer see their device. The session log stays in Sightline.`}</p>
        {problem !== '' && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <Group justify="flex-end" gap={8} mt={24}>
          <Button variant="quiet" onClick={() => setIsAsking(false)} data-autofocus>
            Keep going
          </Button>
          <Button variant="destructive" onClick={end} disabled={isBusy}>
            End session
          </Button>
        </Group>
      </Modal>
    </>
  );
}
