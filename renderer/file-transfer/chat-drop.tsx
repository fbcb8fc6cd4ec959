import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { mayTransfer } from '../../shared/session/file-access';
import type { SessionState } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { reportFailure } from '../kit/report-failure';
import styles from './chat-drop.module.css';
import { useFileQueue } from './queue-files';

/** The session log as a place to drop files of the desktop on: they go to the customer's phone. */
export function ChatDrop({
  sessionId,
  state,
  children,
}: {
  readonly sessionId: string;
  readonly state: SessionState;
  readonly children: ReactNode;
}) {
  const [isOver, setIsOver] = useState(false);
  const queue = useFileQueue(sessionId);
  const depth = useRef(0);
  const name = firstName(state.customer.name);
  const isActive = state.phase === 'active';
  const canSend = isActive && mayTransfer(state.files, 'to-customer');
  const isOurs = (event: DragEvent) => isActive && event.dataTransfer.types.includes('Files');

  const dropped = (event: DragEvent) => {
    depth.current = 0;
    setIsOver(false);
    if (!isOurs(event)) return;
    event.preventDefault();
    if (!canSend) return;
    queue
      .drop([...event.dataTransfer.files], '')
      .catch((error: unknown) => reportFailure('Nothing was queued', error));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the File Transfer tab does the same by keyboard.
    <div
      className={styles.area}
      onDragEnter={(event) => {
        if (!isOurs(event)) return;
        depth.current += 1;
        setIsOver(true);
      }}
      onDragOver={(event) => {
        if (!isOurs(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = canSend ? 'copy' : 'none';
      }}
      onDragLeave={() => {
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setIsOver(false);
      }}
      onDrop={dropped}
    >
      {children}
      {isOver && (
        <div className={styles.over} data-can={canSend || undefined} role="status">
          <IconFileUpload size={16} stroke={1.75} aria-hidden />
          {canSend
            ? `Drop to send to ${name}’s phone`
            : `Ask ${name} for file access first, in the File Transfer tab`}
        </div>
      )}
    </div>
  );
}
