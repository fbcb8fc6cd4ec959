import { type FormEvent, useId, useState } from 'react';
import { fileLimits } from '../../shared/file-transfer/file-limits';
import { Button } from '../shell/button';
import { SheetDialog } from '../shell/sheet-dialog';
import { Problem } from '../shell/tab-page';
import styles from './files.module.css';

interface NameSheetProps {
  readonly title: string;
  readonly confirm: string;
  readonly name: string;
  /** Does it; resolves with what is wrong, or null once it is done. */
  readonly onName: (name: string) => Promise<string | null>;
  readonly onCancel: () => void;
}

/** Asks for a name, and says what is wrong with it where it cannot be used. */
export function NameSheet({ title, confirm, name: before, onName, onCancel }: NameSheetProps) {
  const [name, setName] = useState(before);
  const [problem, setProblem] = useState<string | null>(null);
  const formId = useId();
  const fieldId = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') setProblem('Please type a name.');
    else void onName(name.trim()).then(setProblem);
  };
  return (
    <SheetDialog
      title={title}
      onCancel={onCancel}
      actions={
        <>
          <Button look="filled" type="submit" form={formId}>
            {confirm}
          </Button>
          <Button look="raised" onClick={onCancel}>
            Cancel
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.nameForm} onSubmit={submit} noValidate>
        <label htmlFor={fieldId}>Name</label>
        <input
          id={fieldId}
          value={name}
          maxLength={fileLimits.nameBytes}
          autoComplete="off"
          autoCapitalize="sentences"
          aria-invalid={problem !== null}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem(null);
          }}
        />
        {problem !== null && <Problem>{problem}</Problem>}
      </form>
    </SheetDialog>
  );
}
