import { type KeyboardEvent, useRef } from 'react';
import styles from './join.module.css';
import { editGroup, type KeyGroups } from './key-input';

interface SessionKeyFieldProps {
  readonly groups: KeyGroups;
  readonly problem: string | null;
  /** The element that says what is wrong with the key. */
  readonly problemId: string;
  readonly onChange: (groups: KeyGroups) => void;
}

const positions = [0, 1, 2] as const;
const groupNames = ['first', 'second', 'third'] as const;

/** Shows three boxes of three digits; typing moves from one to the next, and a whole key can be pasted into any. */
export function SessionKeyField({ groups, problem, problemId, onChange }: SessionKeyFieldProps) {
  const boxes = useRef<(HTMLInputElement | null)[]>([]);

  const edit = (index: 0 | 1 | 2, text: string): void => {
    const { groups: next, focus } = editGroup(groups, index, text);
    onChange(next);
    if (focus !== index) boxes.current[focus]?.focus();
  };

  const keyDown = (index: 0 | 1 | 2, event: KeyboardEvent<HTMLInputElement>): void => {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const atStart = selectionStart === 0 && selectionEnd === 0;
    const atEnd = selectionStart === value.length && selectionEnd === value.length;
    if (event.key === 'Backspace' && atStart && index > 0) {
      event.preventDefault();
      const before = index === 2 ? 1 : 0;
      boxes.current[before]?.focus();
      onChange(editGroup(groups, before, groups[before].slice(0, -1)).groups);
    } else if (event.key === 'ArrowLeft' && atStart && index > 0) {
      event.preventDefault();
      boxes.current[index - 1]?.focus();
    } else if (event.key === 'ArrowRight' && atEnd && index < 2) {
      event.preventDefault();
      boxes.current[index + 1]?.focus();
    }
  };

  return (
    <fieldset className={styles.keyField} aria-describedby="session-key-help">
      <legend className={styles.label}>Session key</legend>
      <div className={styles.boxes}>
        {positions.map((index) => (
          <input
            key={groupNames[index]}
            ref={(element) => {
              boxes.current[index] = element;
            }}
            className={`${styles.field} ${styles.box}`}
            aria-label={`Session key, ${groupNames[index]} three digits`}
            aria-invalid={problem !== null}
            aria-describedby={problemId}
            inputMode="numeric"
            autoComplete="off"
            autoCorrect="off"
            enterKeyHint="next"
            value={groups[index]}
            onChange={(event) => edit(index, event.currentTarget.value)}
            onKeyDown={(event) => keyDown(index, event)}
            onFocus={(event) => event.currentTarget.select()}
          />
        ))}
      </div>
      <p id="session-key-help" className={styles.help}>
        Nine digits. Your representative reads them to you.
      </p>
    </fieldset>
  );
}
