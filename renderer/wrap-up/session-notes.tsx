import { Button, Popover } from '@mantine/core';
import { IconNotes } from '@tabler/icons-react';
import { NotesField } from './notes-field';
import styles from './wrap-up.module.css';

/** Shows the notes behind one button during the session; the wrap-up continues them. */
export function SessionNotes({
  sessionId,
  savedText,
}: {
  readonly sessionId: string;
  /** The notes as the log has them. */
  readonly savedText: string;
}) {
  return (
    <Popover position="bottom-end" width={360} withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="quiet"
          className={styles.notesButton ?? ''}
          leftSection={<IconNotes size={16} stroke={1.75} aria-hidden />}
        >
          Notes
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.notesPopover ?? ''}>
        <NotesField key={sessionId} sessionId={sessionId} savedText={savedText} />
      </Popover.Dropdown>
    </Popover>
  );
}
