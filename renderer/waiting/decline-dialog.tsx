import { Button, Modal, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { limits } from '../../shared/limits';
import { firstName } from '../../shared/words/people';
import { newCommandId } from '../ipc/command-id';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { useAppSelector } from '../store/store';
import styles from './decline-dialog.module.css';

const suggestions = [
  'I am helping someone else. Please try again in about 15 minutes.',
  'We are closed now. Please call us tomorrow.',
  'Please call us first, and we will give you a new session key.',
] as const;

/** Declines a waiting customer, with a reason the customer reads. */
export function DeclineDialog({
  sessionId,
  onClose,
}: {
  readonly sessionId: string;
  readonly onClose: () => void;
}) {
  const request = useRequest();
  const state = useAppSelector(({ sessions }) => sessions.byId[sessionId]?.state);
  const [reason, setReason] = useState('');
  const [id] = useState(newCommandId);
  const [busy, run] = useTask();
  const gone = state?.phase !== 'waiting';
  useEffect(() => {
    if (gone) onClose();
  }, [gone, onClose]);
  if (gone) return null;
  const name = firstName(state.customer.name);
  const decline = () =>
    run(`${name} was not declined`, async () => {
      await request('decline-session', { sessionId, id, reason });
      onClose();
    });
  return (
    <Modal opened onClose={onClose} title={`Decline ${state.customer.name}`} size={460}>
      <fieldset className={styles.suggestions}>
        <legend className={styles.legend}>{name} reads your reason. Choose one, or write your own.</legend>
        {suggestions.map((suggestion) => (
          <button
            key={suggestion}
            type="button"
            className={styles.suggestion}
            aria-pressed={reason === suggestion}
            onClick={() => setReason(reason === suggestion ? '' : suggestion)}
          >
            {suggestion}
          </button>
        ))}
      </fieldset>
      <Textarea
        label="Reason"
        rows={2}
        maxLength={limits.declineReasonCharacters}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={styles.actions}>
        <Button onClick={onClose}>Keep waiting</Button>
        <Button variant="destructive" loading={busy} onClick={decline}>
          Decline
        </Button>
      </div>
    </Modal>
  );
}
