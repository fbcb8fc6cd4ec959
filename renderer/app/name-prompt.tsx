import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { limits } from '../../shared/limits';
import { failureText } from '../kit/report-failure';
import { saveRepresentativeName } from '../store/commands';
import { useAppDispatch, useAppSelector } from '../store/store';
import styles from './name-prompt.module.css';

/** Asks once for the name customers see; a session key or an acceptance may wait for it. */
export function NamePrompt() {
  const wanted = useAppSelector((state) => state.ui.nameWantedFor);
  const dispatch = useAppDispatch();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (wanted.kind !== 'nothing') field.current?.focus();
  }, [wanted]);

  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') {
      setProblem('Type the name your customers should see.');
      field.current?.focus();
      return;
    }
    setBusy(true);
    setProblem(null);
    dispatch(saveRepresentativeName(name))
      .catch((error: unknown) => setProblem(failureText(error)))
      .finally(() => setBusy(false));
  };

  return (
    <form className={styles.form} onSubmit={save}>
      <TextInput
        ref={field}
        className={styles.field ?? ''}
        label="Your name, as customers see it"
        description={
          wanted.kind === 'nothing' ? 'Asked once. You can change it in the settings.' : reason(wanted.kind)
        }
        value={name}
        maxLength={limits.nameCharacters}
        autoComplete="off"
        spellCheck={false}
        error={problem}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" loading={busy}>
        Save name
      </Button>
    </form>
  );
}

function reason(wanted: 'session-key' | 'accept'): string {
  return wanted === 'session-key'
    ? 'Tell customers who helps them; then the session key is generated.'
    : 'Tell customers who helps them; then the customer is accepted.';
}
