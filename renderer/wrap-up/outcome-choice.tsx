import { Button, Group } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { outcomeSchema, type SessionOutcome } from '../../shared/session/session-event';
import { newCommandId } from '../ipc/command-id';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { outcomeNames } from './outcome-names';
import styles from './wrap-up.module.css';

/** Shows the outcome the representative chose; it can be changed. */
export function OutcomeChoice({
  sessionId,
  outcome,
}: {
  readonly sessionId: string;
  readonly outcome: SessionOutcome | null;
}) {
  const request = useRequest();
  const [isBusy, run] = useTask();
  const choose = (wanted: SessionOutcome) => {
    if (wanted === outcome) return;
    run('The outcome was not saved', () =>
      request('set-outcome', { sessionId, id: newCommandId(), outcome: wanted }),
    );
  };
  return (
    <fieldset className={styles.outcome}>
      <legend className={styles.legend}>Outcome</legend>
      <Group gap={8}>
        {outcomeSchema.options.map((option) => (
          <Button
            key={option}
            size="sm"
            className={styles.choice ?? ''}
            aria-pressed={option === outcome}
            disabled={isBusy}
            leftSection={option === outcome ? <IconCheck size={14} stroke={1.75} aria-hidden /> : undefined}
            onClick={() => choose(option)}
          >
            {outcomeNames[option]}
          </Button>
        ))}
      </Group>
    </fieldset>
  );
}
