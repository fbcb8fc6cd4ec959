import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { type TranscriptFormat, transcriptFormatSchema } from '../../shared/ipc/history-requests';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import styles from './session-actions.module.css';

const formatNames: Readonly<Record<TranscriptFormat, string>> = {
  html: 'As a web page with pictures (HTML)',
  json: 'For other programs and for checking (JSON)',
  text: 'As plain text',
};

/** Saves the transcript of a session in a format and to a place the person chooses. */
export function TranscriptMenu({ sessionId }: { readonly sessionId: string }) {
  const request = useRequest();
  const [isBusy, run] = useTask();
  const [saved, setSaved] = useState('');
  const save = (format: TranscriptFormat) => {
    setSaved('');
    run('The transcript was not saved', async () => {
      const result = await request('export-transcript', { sessionId, format });
      if (result.kind === 'saved') setSaved(`Saved as ${result.name}`);
    });
  };
  return (
    <>
      <span role="status" className={styles.saved}>
        {saved}
      </span>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="sm"
            disabled={isBusy}
            leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
          >
            Export transcript
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label="Export transcript">
          {transcriptFormatSchema.options.map((format) => (
            <Menu.Item key={format} onClick={() => save(format)}>
              {formatNames[format]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
