import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconX } from '@tabler/icons-react';
import type { Notice } from '../../shared/ipc/view';
import { SaveCopy } from '../kit/save-copy';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { useAppSelector } from '../store/store';
import styles from './notice-banners.module.css';

/** What main has to tell once, on top of the sheet until it is dismissed. */
export function NoticeBanners() {
  const notices = useAppSelector((state) => state.console.notices);
  return (
    <div className={styles.banners}>
      {notices.map((notice) => (
        <Banner key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function Banner({ notice }: { readonly notice: Notice }) {
  const request = useRequest();
  const [busy, run] = useTask();
  const Icon = notice.kind === 'information' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div
      className={styles.banner}
      data-kind={notice.kind}
      role={notice.kind === 'error' ? 'alert' : 'status'}
    >
      <Icon size={16} stroke={1.75} className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <strong className={styles.title}>{notice.title}</strong>
        <p className={styles.text}>{notice.text}</p>
      </div>
      {notice.sessionId !== undefined && <SaveCopy sessionId={notice.sessionId} />}
      <ActionIcon
        size={26}
        aria-label="Dismiss"
        title="Dismiss"
        disabled={busy}
        onClick={() =>
          run('The notice could not be dismissed', () => request('dismiss-notice', { id: notice.id }))
        }
      >
        <IconX size={16} stroke={1.75} />
      </ActionIcon>
    </div>
  );
}
