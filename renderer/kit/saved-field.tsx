import { Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { failureText } from './report-failure';

interface SavedFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly maxLength?: number;
  readonly disabled?: boolean;
  readonly multiline?: boolean;
  /** What is wrong with a text, or null; a text that is wrong is not saved. */
  readonly check?: (text: string) => string | null;
  readonly save: (text: string) => Promise<unknown>;
}

/** A text that saves itself when the person leaves it, or presses Enter; Escape takes their change back. */
export function SavedField({ check, save, value, multiline = false, ...props }: SavedFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef({ draft, value, check, save });
  latest.current = { draft, value, check, save };

  const commit = (): void => {
    if (draft === null || draft === value) {
      setDraft(null);
      setProblem(null);
      return;
    }
    const wrong = check?.(draft) ?? null;
    setProblem(wrong);
    if (wrong !== null) return;
    save(draft)
      .then(() => setDraft((now) => (now === draft ? null : now)))
      .catch((error: unknown) => setProblem(failureText(error)));
  };

  // A dialog closed with the focus still in the field would lose what was typed.
  useEffect(
    () => () => {
      const { draft: typed, value: saved, check: wrong, save: keep } = latest.current;
      if (typed !== null && typed !== saved && (wrong?.(typed) ?? null) === null) {
        keep(typed).catch(() => undefined);
      }
    },
    [],
  );

  const field = {
    ...props,
    autoComplete: 'off',
    value: draft ?? value,
    error: problem,
    onChange: (event: { currentTarget: { value: string } }) => setDraft(event.currentTarget.value),
    onBlur: commit,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'Enter' && !multiline) commit();
      if (event.key === 'Escape' && draft !== null && draft !== value) {
        event.stopPropagation();
        setDraft(null);
        setProblem(null);
      }
    },
  };
  return multiline ? <Textarea rows={1} {...field} /> : <TextInput {...field} />;
}
