import { Button, Modal } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { blobAddress } from '../../shared/blob';
import { shortDuration } from '../../shared/words/durations';
import { sizeInWords } from '../../shared/words/sizes';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { usePlatform } from '../store/selectors';
import { captionOf } from './caption';
import type { CapturedItem } from './captured';
import styles from './captured.module.css';
import { copyKept } from './copy-kept';
import { fileNameOf } from './shown-picture';

/** What a kept picture is saved as: the customer's own name for it, else one made of who, what and when. */
export function suggestedName(item: CapturedItem, customer: string): string {
  return item.name === ''
    ? fileNameOf(customer, item.what, item.at, item.blob.type)
    : item.name.slice(0, 200);
}

/** One kept picture or recording, large, to copy or to save. */
export function CapturedViewer({
  sessionId,
  customer,
  item,
  onClose,
}: {
  readonly sessionId: string;
  readonly customer: string;
  readonly item: CapturedItem;
  readonly onClose: () => void;
}) {
  const request = useRequest();
  const [, run] = useTask();
  const [done, setDone] = useState('');
  const platform = usePlatform();
  const canCopy = item.what !== 'Recording';
  const { hash } = item.blob;

  const copy = () =>
    run('The picture was not copied', async () => {
      await copyKept(request, sessionId, { hash });
      setDone('Copied');
    });
  const save = () =>
    run(`The ${item.what.toLowerCase()} was not saved`, async () => {
      const result = await request('save-blob', {
        sessionId,
        hash,
        suggestedName: suggestedName(item, customer),
      });
      setDone(result.kind === 'saved' ? 'Saved' : '');
    });

  useEffect(() => {
    if (!canCopy) return;
    const pressed = (event: KeyboardEvent) => {
      const command = platform === 'darwin' ? event.metaKey : event.ctrlKey;
      if (!command || event.key.toLowerCase() !== 'c' || window.getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      copyKept(request, sessionId, { hash })
        .then(() => setDone('Copied'))
        .catch(() => setDone('Not copied. Try the button.'));
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [request, canCopy, platform, sessionId, hash]);

  const facts = [
    item.size === null ? shortDuration(item.durationMs ?? 0) : `${item.size.width}×${item.size.height}`,
    sizeInWords(item.blob.size),
  ].join(', ');
  return (
    <Modal opened onClose={onClose} title={captionOf(item)} size="min(1100px, 92vw)">
      {canCopy ? (
        <img
          className={styles.large}
          src={blobAddress(sessionId, item.blob)}
          alt={item.name === '' ? item.what : item.name}
        />
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: a recording of a screen has no sound.
        <video className={styles.large} src={blobAddress(sessionId, item.blob)} controls />
      )}
      <div className={styles.viewerFoot}>
        <div className={styles.facts}>
          <p>
            {item.name !== '' && <bdi>{item.name}, </bdi>}
            {facts}
          </p>
          <p className={styles.hash}>SHA-256 {hash}</p>
        </div>
        <span role="status" className={styles.done}>
          {done}
        </span>
        {canCopy && (
          <Button leftSection={<IconCopy size={16} stroke={1.75} aria-hidden />} onClick={copy}>
            Copy
          </Button>
        )}
        <Button
          variant="filled"
          leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
          onClick={save}
        >
          Save
        </Button>
      </div>
    </Modal>
  );
}
