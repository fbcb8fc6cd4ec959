import { IconChevronRight, IconTrash } from '@tabler/icons-react';
import { type PointerEvent, useRef, useState } from 'react';
import { displayName } from '../../shared/file-transfer/display-name';
import { FileIcon } from './file-icon';
import { entryWords } from './file-words';
import styles from './files.module.css';
import type { ListedEntry } from './worker/worker-messages';

/** How wide the button under a row is, in pixels. */
const deleteWidth = 104;

interface FileRowProps {
  readonly entry: ListedEntry;
  readonly representative: string | null;
  readonly now: number;
  readonly onOpen: () => void;
  readonly onDelete: () => void;
}

/** One file or folder; a swipe to the left uncovers its deletion, which its own page offers too. */
export function FileRow({ entry, representative, now, onOpen, onDelete }: FileRowProps) {
  const swipe = useSwipe();
  return (
    <li className={styles.row}>
      {swipe.offset < 0 && (
        <button
          type="button"
          className={styles.delete}
          onClick={() => {
            swipe.close();
            onDelete();
          }}
        >
          <IconTrash size={22} stroke={1.75} aria-hidden="true" />
          Delete
          <span className="hidden-visually"> {displayName(entry.name)}</span>
        </button>
      )}
      <button
        type="button"
        className={styles.open}
        data-swiping={swipe.isMoving}
        ref={(button) => button?.style.setProperty('translate', `${swipe.offset}px`)}
        {...swipe.handlers}
        onClick={() => {
          if (swipe.wasSwipe()) return;
          if (swipe.offset < 0) swipe.close();
          else onOpen();
        }}
      >
        <FileIcon entry={entry} />
        <span className={styles.words}>
          <bdi className={styles.name}>{displayName(entry.name)}</bdi>
          <span className={styles.about}>{entryWords(entry, representative, now)}</span>
        </span>
        <IconChevronRight className={styles.chevron} size={20} stroke={1.75} aria-hidden="true" />
      </button>
    </li>
  );
}

function useSwipe() {
  const [offset, setOffset] = useState(0);
  const [isMoving, setIsMoving] = useState(false);
  const from = useRef<{ readonly x: number; readonly offset: number } | null>(null);
  const moved = useRef(false);
  const end = (): void => {
    if (from.current === null) return;
    from.current = null;
    setIsMoving(false);
    setOffset((at) => (at < -deleteWidth / 2 ? -deleteWidth : 0));
  };
  return {
    offset,
    isMoving,
    close: () => setOffset(0),
    /** Whether the click that comes now ends a swipe and means nothing else. */
    wasSwipe: () => moved.current,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        moved.current = false;
        if (event.isPrimary) from.current = { x: event.clientX, offset };
      },
      onPointerMove: (event: PointerEvent) => {
        if (from.current === null) return;
        const by = event.clientX - from.current.x;
        if (!moved.current && Math.abs(by) < 8) return;
        moved.current = true;
        setIsMoving(true);
        setOffset(Math.min(0, Math.max(-deleteWidth, from.current.offset + by)));
      },
      onPointerUp: end,
      onPointerCancel: end,
      onPointerLeave: end,
    },
  };
}
