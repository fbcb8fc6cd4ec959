import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { splitName } from '../../shared/file-transfer/file-name';
import { problemOf } from '../kit/problem';
import styles from './dialogs.module.css';
import { checkName } from './name-check';

/** Asks for the name of a new folder or another name of an entry; a name some system cannot have is told at once. */
export function NameDialog({
  title,
  action,
  current,
  there,
  onName,
  onClose,
}: {
  readonly title: string;
  /** The words of the button that does it. */
  readonly action: string;
  /** The name now; empty for what is new. */
  readonly current: string;
  /** The names in the same folder. */
  readonly there: readonly string[];
  readonly onName: (name: string) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState(current);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const others = there.filter((name) => name !== current);
  const checked = checkName(text, others);
  const isSame = text === current;

  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(0, splitName(current).stem.length);
  }, [current]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSame && current !== '') return onClose();
    if (checked.kind !== 'good' || isBusy) return;
    setIsBusy(true);
    setProblem('');
    onName(checked.name)
      .then(onClose)
      .catch((error: unknown) => {
        setProblem(problemOf(error, 'That did not work. Nothing has changed.'));
        setIsBusy(false);
      });
  };
  const bad = checked.kind === 'bad' && !isSame ? checked : null;

  return (
    <Modal opened onClose={onClose} title={title} size={420}>
      <form onSubmit={submit}>
        <TextInput
          ref={field}
          label="Name"
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          value={text}
          error={bad?.why ?? (problem === '' ? undefined : problem)}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem('');
          }}
        />
        {bad !== null && bad.instead !== null && (
          <Button
            size="xs"
            mt={8}
            aria-label={`Use “${bad.instead}”`}
            onClick={() => setText(bad.instead ?? text)}
          >
            Use “<bdi className={styles.suggestion}>{bad.instead}</bdi>”
          </Button>
        )}
        <Group justify="flex-end" gap={8} mt={24}>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="filled" disabled={checked.kind !== 'good' || isBusy}>
            {action}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
