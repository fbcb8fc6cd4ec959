import {
  IconClock,
  IconDeviceMobile,
  IconDownload,
  IconFolder,
  IconMessageCircle,
} from '@tabler/icons-react';
import type { EndedSession } from '../../shared/session/session-state';
import type { InSession } from '../session/client-state';
import { useClient } from '../session/context';
import { Button } from '../shell/button';
import { Page } from '../shell/page';
import pageStyles from '../shell/page.module.css';
import { saveChat } from './chat-text';
import styles from './ended.module.css';
import { endedWords, lengthWords, shownWords, usedBroadcaster, usedFiles } from './ended-words';
import { FilesKept } from './files-kept';

export interface EndedPageProps {
  readonly session: InSession;
  readonly state: EndedSession;
  readonly onViewFiles: () => void;
}

/** Tells the customer that nobody can see the device any more, and sums the session up. */
export function EndedPage({ session, state, onViewFiles }: EndedPageProps) {
  const client = useClient();
  return (
    <Page
      siteName={session.siteName || state.siteName}
      title="The session has ended"
      picture={
        <svg
          className={styles.picture}
          viewBox="0 0 84 84"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          aria-hidden="true"
        >
          <circle cx="42" cy="42" r="30" fill="var(--live-tint)" />
          <path d="M2 42h10M72 42h10M29 43l9 9 18-19" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      }
    >
      <p className={pageStyles.lead} role="alert">
        {endedWords(state)}
      </p>
      <dl className={pageStyles.card}>
        <div className={pageStyles.row}>
          <dt>
            <IconClock size={22} stroke={1.75} aria-hidden="true" />
            Length
          </dt>
          <dd>{lengthWords(state.endedAt - state.startedAt)}</dd>
        </div>
        <div className={pageStyles.row}>
          <dt>
            <IconDeviceMobile size={22} stroke={1.75} aria-hidden="true" />
            You showed
          </dt>
          <dd>{shownWords(session.events)}</dd>
        </div>
        <div className={pageStyles.row}>
          <dt>
            <IconMessageCircle size={22} stroke={1.75} aria-hidden="true" />
            Messages
          </dt>
          <dd>{state.chat.count}</dd>
        </div>
        {usedFiles(session.events) && <FilesKept />}
      </dl>
      {usedBroadcaster(session.events) && (
        <p className={styles.note}>
          Did you use a broadcast app? It was asked to stop. A red mark in the status bar means it still runs.
        </p>
      )}
      <div className={pageStyles.grow} />
      <div className={pageStyles.actions}>
        <Button
          look="filled"
          icon={<IconFolder size={20} stroke={1.75} aria-hidden="true" />}
          onClick={onViewFiles}
        >
          View files
        </Button>
        <Button
          look="raised"
          icon={<IconDownload size={20} stroke={1.75} aria-hidden="true" />}
          onClick={() => saveChat(session.events, state)}
        >
          Save the chat
        </Button>
        <Button look="quiet" onClick={() => client.startAnother()}>
          Start another session
        </Button>
      </div>
    </Page>
  );
}
