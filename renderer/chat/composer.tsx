import { Button } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { limits } from '../../shared/limits';
import { tidyText } from '../../shared/names';
import styles from './composer.module.css';

/** From this length on the count is shown, in characters. */
const countFrom = limits.chatMessageCharacters - 400;

/** The customer is told at most this often that somebody writes, in milliseconds. */
export const typingIntervalMs = 2000;

const grouped = new Intl.NumberFormat('en-US');

export interface ComposerProps {
  /** What to call the customer. */
  readonly name: string;
  readonly draft: string;
  /** What sending means just now, e.g. "Enter sends". */
  readonly hint: string;
  readonly onDraft: (text: string) => void;
  /** Sends a message that is within the limits. */
  readonly onSend: (text: string) => void;
  /** Called while the representative writes, at most once in `typingIntervalMs`. */
  readonly onTyping: () => void;
}

/** Where the representative writes: Enter sends, Shift+Enter begins a line. */
export function Composer({ name, draft, hint, onDraft, onSend, onTyping }: ComposerProps) {
  const [text, setText] = useState(draft);
  const lastTyping = useRef(Number.NEGATIVE_INFINITY);
  const hintId = useId();
  const length = tidyText(text).length;
  const excess = length - limits.chatMessageCharacters;
  const canSend = length > 0 && excess <= 0;

  const change = (next: string) => {
    setText(next);
    onDraft(next);
    const now = Date.now();
    if (next.trim() !== '' && now - lastTyping.current >= typingIntervalMs) {
      lastTyping.current = now;
      onTyping();
    }
  };

  const send = () => {
    if (!canSend) return;
    onSend(tidyText(text));
    setText('');
    onDraft('');
    lastTyping.current = Number.NEGATIVE_INFINITY;
  };

  const pressed = (event: KeyboardEvent) => {
    // Enter that ends a composition chooses a word; some input methods report it as key 229 only.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229)
      return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        className={styles.field}
        aria-label={`Message ${name}`}
        aria-describedby={hintId}
        aria-invalid={excess > 0}
        placeholder={`Message ${name}`}
        rows={1}
        dir="auto"
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={pressed}
      />
      <div className={styles.controls}>
        <span className={styles.hint} id={hintId} data-excess={excess > 0 || undefined} aria-live="polite">
          {countWords(length, excess) ?? hint}
        </span>
        <Button
          type="submit"
          size="xs"
          variant={canSend ? 'filled' : 'raised'}
          disabled={!canSend}
          leftSection={<IconSend2 size={14} stroke={1.75} />}
        >
          Send
        </Button>
      </div>
    </form>
  );
}

function countWords(length: number, excess: number): string | undefined {
  if (excess > 0) return `${grouped.format(excess)} over ${grouped.format(limits.chatMessageCharacters)}`;
  if (length < countFrom) return undefined;
  return `${grouped.format(length)} of ${grouped.format(limits.chatMessageCharacters)}`;
}

/** Stands where the composer was, with the reason nothing can be sent. */
export function ComposerClosed({ reason }: { readonly reason: string }) {
  return <p className={styles.closed}>{reason}</p>;
}
