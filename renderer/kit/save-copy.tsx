import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './save-copy.module.css';
import { useRequest } from './use-request';
import { useTask } from './use-task';

/** Saves what is on disk of a session that cannot be read, to a place the person chooses. */
export function SaveCopy({ sessionId }: { readonly sessionId: string }) {
  const request = useRequest();
  const [isBusy, run] = useTask();
  const [saved, setSaved] = useState('');
  const save = () => {
    setSaved('');
    run('The copy was not saved', async () => {
      const result = await request('save-session-copy', { sessionId });
      if (result.kind === 'saved') setSaved(`Saved as ${result.name}`);
    });
  };
  return (
    <>
      <span role="status" className={styles.saved}>
        {saved}
      </span>
      <Button
        size="sm"
        disabled={isBusy}
        leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
        onClick={save}
      >
        Save a copy
      </Button>
    </>
  );
}
