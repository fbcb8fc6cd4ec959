import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { problemOf } from '../kit/problem';
import styles from './dialogs.module.css';

/** Something that is asked before it is done, as it cannot be taken back or may do harm. */
export interface Question {
  readonly title: string;
  readonly text: string;
  /** Names it is about; those beyond the first few are counted. */
  readonly names: readonly string[];
  readonly action: string;
  readonly run: () => Promise<unknown>;
}

const namesShown = 5;

/** Asks a question whose answer is a deed or nothing; the deed is not what Enter chooses. */
export function QuestionDialog({
  question,
  onClose,
}: {
  readonly question: Question;
  readonly onClose: () => void;
}) {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const { title, text, names, action, run } = question;
  const act = () => {
    setIsBusy(true);
    setProblem('');
    run()
      .then(onClose)
      .catch((error: unknown) => {
        setProblem(problemOf(error, 'That did not work. Look at the list, then try again.'));
        setIsBusy(false);
      });
  };
  return (
    <Modal opened onClose={onClose} title={title} size={440}>
      <p>{text}</p>
      {names.length > 1 && (
        <ul className={styles.names}>
          {names.slice(0, namesShown).map((name) => (
            <li key={name}>
              <bdi>{name}</bdi>
            </li>
          ))}
          {names.length > namesShown && <li>{`and ${names.length - namesShown} more`}</li>}
        </ul>
      )}
      {problem !== '' && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <Group justify="flex-end" gap={8} mt={24}>
        <Button variant="quiet" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button variant="destructive" onClick={act} disabled={isBusy}>
          {action}
        </Button>
      </Group>
    </Modal>
  );
}
