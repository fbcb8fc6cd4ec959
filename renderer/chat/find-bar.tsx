import { ActionIcon, Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import styles from './find-bar.module.css';
import { timeTyped } from './log-time';
import type { LogFind } from './use-log-find';

/** Looks for a text in the log, or goes to a time of day. */
export function FindBar({
  find,
  onTime,
  onClose,
}: {
  readonly find: LogFind;
  /** Goes to the time of day typed. */
  readonly onTime: (text: string) => void;
  readonly onClose: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isTime = timeTyped(find.text) !== undefined;
  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && isTime) onTime(find.text);
    else if (event.key === 'Enter' || event.key === 'F3') find.go(event.shiftKey ? 'previous' : 'next');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className={styles.bar}>
      <input
        ref={field}
        className={styles.field}
        aria-label="Find in the session log, or go to a time such as 10:46"
        placeholder="Find, or a time like 10:46"
        maxLength={200}
        value={find.text}
        onChange={(event) => find.setText(event.currentTarget.value)}
        onKeyDown={pressed}
      />
      {isTime && (
        <Button size="xs" onClick={() => onTime(find.text)}>
          {`Go to ${find.text.trim()}`}
        </Button>
      )}
      <span className={styles.count} role="status">
        {countWords(find, isTime)}
      </span>
      <ActionIcon
        size={26}
        aria-label="Previous match"
        title="Previous match (Shift Enter)"
        disabled={find.count === 0}
        onClick={() => find.go('previous')}
      >
        <IconChevronUp size={16} stroke={1.75} />
      </ActionIcon>
      <ActionIcon
        size={26}
        aria-label="Next match"
        title="Next match (Enter)"
        disabled={find.count === 0}
        onClick={() => find.go('next')}
      >
        <IconChevronDown size={16} stroke={1.75} />
      </ActionIcon>
      <ActionIcon size={26} aria-label="Close find" title="Close (Esc)" onClick={onClose}>
        <IconX size={16} stroke={1.75} />
      </ActionIcon>
    </search>
  );
}

function countWords({ text, count, place, isSearching }: LogFind, isTime: boolean): string {
  if (text.trim() === '') return '';
  if (isSearching) return 'Searching';
  if (count === 0) return isTime ? '' : 'Nothing found';
  return place === 0 ? String(count) : `${place} of ${count}`;
}
