import { IconCalendarOff, IconDoorExit } from '@tabler/icons-react';
import type { UnstartedEnd } from '../../shared/session/session-state';
import { useClient } from '../session/context';
import { Button } from '../shell/button';
import { Page } from '../shell/page';
import pageStyles from '../shell/page.module.css';
import styles from './ended.module.css';

/** Shows why no session began: the customer was declined, left the queue, or was away for too long. */
export function TurnedAwayPage({ state }: { readonly state: UnstartedEnd }) {
  const client = useClient();
  const { outcome } = state;
  const isDeclined = outcome.kind === 'declined';
  const Icon = isDeclined ? IconCalendarOff : IconDoorExit;
  return (
    <Page
      siteName={state.siteName}
      title={isDeclined ? 'Your representative cannot help right now' : 'You have left the queue'}
      picture={<Icon className={styles.quietPicture} size={64} stroke={1.25} aria-hidden="true" />}
    >
      {isDeclined && outcome.reason !== '' && (
        <blockquote className={styles.reason} dir="auto">
          {outcome.reason}
        </blockquote>
      )}
      <p className={pageStyles.lead}>
        {isDeclined
          ? 'Nothing was shared. To try again, ask for a new session key.'
          : outcome.kind === 'ended' && outcome.reason === 'customer-did-not-return'
            ? 'The connection was lost for too long. Nothing was shared. To come back, ask for a new session key.'
            : 'Nothing was shared. To come back, ask for a new session key.'}
      </p>
      <div className={pageStyles.grow} />
      <div className={pageStyles.actions}>
        <Button look="filled" onClick={() => client.startAnother()}>
          Start again
        </Button>
      </div>
    </Page>
  );
}
