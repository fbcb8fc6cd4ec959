import { Button, Popover } from '@mantine/core';
import { IconPhoto, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { blobAddress } from '../../shared/blob';
import { shortDuration } from '../../shared/words/durations';
import { captionOf } from './caption';
import type { CapturedItem } from './captured';
import styles from './captured.module.css';
import { CapturedViewer } from './captured-viewer';

/** What was kept of the session, newest first: at the right of the stage, or behind a button where that is narrow. */
export function CapturedStrip({
  sessionId,
  customer,
  items,
  isNarrow,
}: {
  readonly sessionId: string;
  readonly customer: string;
  readonly items: readonly CapturedItem[];
  readonly isNarrow: boolean;
}) {
  const [opened, setOpened] = useState<number | null>(null);
  if (items.length === 0) return null;
  const list = <CapturedList sessionId={sessionId} items={items} onOpen={setOpened} />;
  const item = items.find(({ seq }) => seq === opened);
  return (
    <>
      {isNarrow ? (
        <div className={styles.fold}>
          <Popover position="top-end">
            <Popover.Target>
              <Button size="xs" leftSection={<IconPhoto size={14} stroke={1.75} aria-hidden />}>
                {`Captured ${items.length}`}
              </Button>
            </Popover.Target>
            <Popover.Dropdown className={styles.popover ?? ''}>{list}</Popover.Dropdown>
          </Popover>
        </div>
      ) : (
        <aside className={styles.strip} aria-label="Captured">
          <h3 className={styles.heading}>
            Captured <span className={styles.count}>{items.length}</span>
          </h3>
          {list}
        </aside>
      )}
      {item !== undefined && (
        <CapturedViewer
          sessionId={sessionId}
          customer={customer}
          item={item}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

/** What was kept of a session as a list in the page, e.g. under its summary; pressing one shows it large. */
export function CapturedGrid({
  sessionId,
  customer,
  items,
}: {
  readonly sessionId: string;
  readonly customer: string;
  readonly items: readonly CapturedItem[];
}) {
  const [opened, setOpened] = useState<number | null>(null);
  const item = items.find(({ seq }) => seq === opened);
  return (
    <>
      <CapturedList sessionId={sessionId} items={items} onOpen={setOpened} />
      {item !== undefined && (
        <CapturedViewer
          sessionId={sessionId}
          customer={customer}
          item={item}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

function CapturedList({
  sessionId,
  items,
  onOpen,
}: {
  readonly sessionId: string;
  readonly items: readonly CapturedItem[];
  readonly onOpen: (seq: number) => void;
}) {
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item.seq}>
          <button type="button" className={styles.card} onClick={() => onOpen(item.seq)} title={item.name}>
            {item.what === 'Recording' ? (
              <span className={styles.recording}>
                <IconPlayerPlay size={20} stroke={1.75} aria-hidden />
                {shortDuration(item.durationMs ?? 0)}
              </span>
            ) : (
              <img
                className={styles.thumbnail}
                src={blobAddress(sessionId, item.blob)}
                alt=""
                loading="lazy"
                decoding="async"
              />
            )}
            <span className={styles.caption}>{captionOf(item)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
