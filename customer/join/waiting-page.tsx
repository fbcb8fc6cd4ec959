import { useState } from 'react';
import type { InSession } from '../session/client-state';
import { ConnectionNotice } from '../session/connection-notice';
import { useClient } from '../session/context';
import { Button } from '../shell/button';
import { Page } from '../shell/page';
import pageStyles from '../shell/page.module.css';
import { Confirm } from '../shell/sheet-dialog';
import styles from './join.module.css';

/** Shows that the key was right, until a representative accepts. */
export function WaitingPage({ session }: { readonly session: InSession }) {
  const client = useClient();
  const [isLeaving, setIsLeaving] = useState(false);
  const { position } = session;
  const before = position === null ? null : position - 1;
  return (
    <>
      <ConnectionNotice session={session} />
      <Page
        siteName={session.siteName}
        title={
          before === null || before === 0
            ? 'You are next'
            : `${before} ${before === 1 ? 'person is' : 'people are'} before you`
        }
        picture={
          <div className={styles.waitingMark} aria-hidden="true">
            {position ?? ''}
          </div>
        }
      >
        <p className={pageStyles.lead} role="status">
          Your representative has been told that you are here. Keep this page open: the chat begins by itself
          when they accept.
        </p>
        <div className={pageStyles.grow} />
        <div className={pageStyles.actions}>
          <Button look="raised" onClick={() => setIsLeaving(true)}>
            Leave
          </Button>
        </div>
      </Page>
      {isLeaving && (
        <Confirm
          title="Leave the queue?"
          text="You lose your place, and this session key cannot be used again."
          confirm="Leave"
          keep="Keep waiting"
          onConfirm={() => {
            setIsLeaving(false);
            client.command({ kind: 'leave-queue' });
          }}
          onKeep={() => setIsLeaving(false)}
        />
      )}
    </>
  );
}
