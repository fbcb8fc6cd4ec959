import { IconChevronLeft, IconFolderPlus, IconPencil, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { displayName } from '../../shared/file-transfer/display-name';
import type { FolderPath } from '../../shared/file-transfer/relative-path';
import { Button } from '../shell/button';
import styles from './files.module.css';
import type { FileQuestion } from './files-questions';
import type { ListedEntry } from './worker/worker-messages';

interface FolderHeadProps {
  readonly folder: ListedEntry;
  /** The folder it is in, null for the outermost. */
  readonly above: ListedEntry | null;
  readonly onUp: () => void;
}

/** Which folder is shown, and the way back. */
export function FolderHead({ folder, above, onUp }: FolderHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: Another folder takes the focus anew.
  useEffect(() => heading.current?.focus(), [folder.id]);
  return (
    <div className={styles.place}>
      <button type="button" className={styles.back} onClick={onUp}>
        <IconChevronLeft size={22} stroke={1.75} aria-hidden="true" />
        <bdi>{above === null ? 'All files' : displayName(above.name)}</bdi>
      </button>
      <h2 ref={heading} tabIndex={-1}>
        <bdi>{displayName(folder.name)}</bdi>
      </h2>
    </div>
  );
}

interface FolderToolsProps {
  readonly folder: ListedEntry | null;
  readonly path: FolderPath;
  readonly onAsk: (question: FileQuestion) => void;
}

/** What can be done with the folder that is shown. */
export function FolderTools({ folder, path, onAsk }: FolderToolsProps) {
  return (
    <div className={styles.tools}>
      <Button
        look="raised"
        icon={<IconFolderPlus size={20} stroke={1.75} aria-hidden="true" />}
        onClick={() => onAsk({ kind: 'new-folder', folder: path })}
      >
        New folder
      </Button>
      {folder !== null && (
        <>
          <Button
            look="raised"
            icon={<IconPencil size={20} stroke={1.75} aria-hidden="true" />}
            onClick={() => onAsk({ kind: 'rename', entry: folder })}
          >
            Rename folder
          </Button>
          <Button
            look="raised"
            icon={<IconTrash size={20} stroke={1.75} aria-hidden="true" />}
            onClick={() => onAsk({ kind: 'delete', entry: folder })}
          >
            Delete folder
          </Button>
        </>
      )}
    </div>
  );
}
