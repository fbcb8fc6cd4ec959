import { type DragEvent, type MouseEvent, memo } from 'react';
import { sizeInWords } from '../../shared/words/sizes';
import type { ListedEntry } from './arrange';
import { useFileDrags } from './drag';
import { modifiedInWords } from './entry-words';
import { entryIcon } from './file-icons';
import styles from './file-list.module.css';
import { FileName } from './file-name';

/** The height of a row, in pixels. */
export const rowHeight = 30;

const kindNames = { file: 'File', folder: 'Folder', link: 'Link', other: 'Not a file' } as const;

/** One entry of a list. */
export const FileRow = memo(function FileRow({
  id,
  entry,
  index,
  top,
  now,
  isSelected,
  isFocused,
  isTarget,
  onClick,
  onOpen,
  onDragStart,
}: {
  readonly id: string;
  readonly entry: ListedEntry;
  readonly index: number;
  /** In pixels from the list's beginning. */
  readonly top: number;
  readonly now: number;
  readonly isSelected: boolean;
  readonly isFocused: boolean;
  readonly isTarget: boolean;
  readonly onClick: (name: string, event: MouseEvent) => void;
  readonly onOpen: (entry: ListedEntry) => void;
  readonly onDragStart: (name: string, event: DragEvent) => void;
}) {
  const drags = useFileDrags();
  const Icon = entryIcon(entry);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot hold only the rows in view.
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys.
    <div
      id={id}
      role="row"
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-name={entry.name}
      data-kind={entry.kind}
      data-focused={isFocused || undefined}
      data-target={isTarget || undefined}
      draggable={entry.isUsable}
      aria-disabled={!entry.isUsable || undefined}
      onClick={(event) => onClick(entry.name, event)}
      onDoubleClick={() => onOpen(entry)}
      onDragStart={(event) => onDragStart(entry.name, event)}
      onDragEnd={() => drags.end()}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above. */}
      <div role="gridcell" className={styles.name}>
        <Icon size={16} stroke={1.75} className={styles.icon} role="img" aria-label={kindNames[entry.kind]} />
        <FileName name={entry.name} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above. */}
      <div role="gridcell" className={styles.size}>
        {entry.kind === 'file' && sizeInWords(entry.size)}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above. */}
      <div role="gridcell" className={styles.modified}>
        {modifiedInWords(entry.modifiedAt, now)}
      </div>
    </div>
  );
});
