import { Button, Textarea } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { limits } from '../../shared/limits';
import { type NotesState, useNotesSavers } from './notes-saver';
import styles from './wrap-up.module.css';

/** Shows the representative's notes about a session; they are saved automatically. */
export function NotesField({
  sessionId,
  savedText,
}: {
  readonly sessionId: string;
  /** The notes as the log has them. */
  readonly savedText: string;
}) {
  const savers = useNotesSavers();
  const [saver] = useState(() => savers.of(sessionId, savedText));
  const text = useSyncExternalStore(saver.subscribe, saver.text);
  const state = useSyncExternalStore(saver.subscribe, saver.state);
  useEffect(() => saver.follow(savedText), [saver, savedText]);
  useEffect(() => {
    const flush = () => saver.flush();
    window.addEventListener('blur', flush);
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('blur', flush);
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [saver]);
  return (
    <div className={styles.notes}>
      <Textarea
        label="Notes"
        description="For you and your team. The customer never sees them."
        rows={2}
        dir="auto"
        maxLength={limits.notesCharacters}
        value={text}
        onChange={(event) => saver.write(event.currentTarget.value)}
        onBlur={() => saver.flush()}
      />
      <div className={styles.notesFoot}>
        {state.kind === 'failed' ? (
          <>
            <span className={styles.problem} role="alert">
              {state.problem}
            </span>
            <Button size="xs" onClick={() => saver.flush()}>
              Save again
            </Button>
          </>
        ) : (
          <span role="status">{stateWords(state, text)}</span>
        )}
      </div>
    </div>
  );
}

function stateWords({ kind }: NotesState, text: string): string {
  if (kind !== 'saved') return 'Saving…';
  return text === '' ? 'Saved as you type.' : 'Saved';
}
