import { type ReactNode, useEffect, useState } from 'react';
import { useFollowed } from '../session/context';
import { Button } from '../shell/button';
import { TabPage } from '../shell/tab-page';
import styles from './files.module.css';
import { useFiles } from './files-context';
import type { FilesController } from './files-controller';

interface OpenedFilesProps {
  readonly onEnd: () => void;
  readonly endLabel?: string;
  readonly children: (files: FilesController) => ReactNode;
}

/** Opens the customer's files, and says where they cannot be. */
export function OpenedFiles({ onEnd, endLabel, children }: OpenedFilesProps) {
  const files = useFiles();
  const [opened, setOpened] = useState<FilesController | 'opening' | 'failed'>('opening');

  useEffect(() => {
    if (opened !== 'opening') return;
    let isShown = true;
    files.get().then(
      (controller) => {
        if (isShown) setOpened(controller);
      },
      () => {
        if (isShown) setOpened('failed');
      },
    );
    return () => {
      isShown = false;
    };
  }, [files, opened]);

  const label = endLabel === undefined ? {} : { endLabel };
  if (typeof opened !== 'string') {
    return (
      <Ready files={opened} onEnd={onEnd} {...label}>
        {children}
      </Ready>
    );
  }
  return (
    <TabPage title="Files" lead="" onEnd={onEnd} {...label}>
      <div className={styles.empty} role="status">
        {opened === 'opening' ? (
          <p>One moment…</p>
        ) : (
          <>
            <p>Your files could not be opened. Everything else goes on.</p>
            <Button look="raised" onClick={() => setOpened('opening')}>
              Try again
            </Button>
          </>
        )}
      </div>
    </TabPage>
  );
}

function Ready({ files, onEnd, children, ...label }: OpenedFilesProps & { readonly files: FilesController }) {
  const { kind } = useFollowed(files);
  switch (kind) {
    case 'ready':
      return children(files);
    case 'opening':
    case 'open-elsewhere':
    case 'not-supported':
      return (
        <TabPage title="Files" lead="" onEnd={onEnd} {...label}>
          <div className={styles.empty} role="status">
            <p>{words[kind]}</p>
          </div>
        </TabPage>
      );
  }
}

const words = {
  opening: 'One moment…',
  'open-elsewhere': 'Your files are open in another tab of this browser. Close it, and they appear here.',
  'not-supported':
    'This browser cannot keep files. A private window often cannot; a newer browser or an ordinary window can.',
} as const;
