import { Button, Group, Modal } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { problemOf } from '../kit/problem';
import { useRequest } from '../kit/use-request';
import styles from './session-actions.module.css';

/** Deletes a session after a question that says what goes with it. */
export function DeleteSession({ sessionId, name }: { readonly sessionId: string; readonly name: string }) {
  const request = useRequest();
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const remove = () => {
    setIsBusy(true);
    setProblem('');
    // The session leaves this window with `session-deleted`.
    request('delete-session', { sessionId })
      .catch((error: unknown) => {
        setProblem(problemOf(error, 'The session was not deleted. All of it is still here.'));
      })
      .finally(() => setIsBusy(false));
  };
  return (
    <>
      <Button
        size="sm"
        variant="destructive"
        leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}
        onClick={() => {
          setProblem('');
          setIsAsking(true);
        }}
      >
        Delete
      </Button>
      <Modal opened={isAsking} onClose={() => setIsAsking(false)} title="Delete the session?" size={420}>
        <p>
          {`This deletes the session with ${name} and its log, messages, notes, pictures and recordings. It cannot be undone.`}
        </p>
        {problem !== '' && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <Group justify="flex-end" gap={8} mt={24}>
          <Button variant="quiet" onClick={() => setIsAsking(false)} data-autofocus>
            Keep it
          </Button>
          <Button variant="destructive" onClick={remove} disabled={isBusy}>
            Delete for good
          </Button>
        </Group>
      </Modal>
    </>
  );
}
