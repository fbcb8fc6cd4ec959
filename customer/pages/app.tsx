import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { JoinFragment } from '../../shared/session-key/join-link';
import endedStyles from '../ended/ended.module.css';
import { LateEndedPage } from '../ended/late-ended-page';
import { TurnedAwayPage } from '../ended/turned-away-page';
import { JoinPage } from '../join/join-page';
import { emptyKey, groupsOfKey, type KeyGroups } from '../join/key-input';
import { WaitingPage } from '../join/waiting-page';
import { ConnectionNotice } from '../session/connection-notice';
import { useClient, useClientState } from '../session/context';
import { Button } from '../shell/button';
import { latePart } from '../shell/late-part';
import { Page } from '../shell/page';
import pageStyles from '../shell/page.module.css';
import { SessionPage } from './session-page';

const LateFilesPage = latePart(() => import('../files/files-page').then(({ FilesPage }) => FilesPage));

/** Chooses the page by what the session client is doing. */
export function App({ link }: { readonly link: JoinFragment }) {
  const client = useClient();
  const state = useClientState();
  const [groups, setGroups] = useState<KeyGroups>(() => groupsOfKey(link.sessionKey));
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [isViewingFiles, setIsViewingFiles] = useState(false);
  const phase = state.kind === 'in-session' ? state.state?.phase : undefined;

  useEffect(() => {
    if (phase !== undefined) setGroups(emptyKey);
  }, [phase]);

  const isOutside = state.kind !== 'in-session' || phase === 'ended';
  if (isViewingFiles && isOutside) {
    const isSiteDown =
      (state.kind === 'connecting' && state.failedAttempts > 0) ||
      (state.kind === 'joining' && !state.isConnected);
    return <LateFilesPage.Part isSiteDown={isSiteDown} onClose={() => setIsViewingFiles(false)} />;
  }

  switch (state.kind) {
    case 'connecting':
      return (
        <Page
          siteName=""
          title={state.failedAttempts > 1 ? 'The support site does not answer' : 'One moment…'}
        >
          <p className={pageStyles.lead} role="status">
            {state.failedAttempts > 1
              ? 'This page keeps trying. Check that your phone is on the network your representative named, with Wi-Fi on.'
              : 'Reaching the support site.'}
          </p>
          {state.failedAttempts > 1 && (
            <>
              <div className={pageStyles.grow} />
              <div className={pageStyles.actions}>
                <Button look="raised" onClick={() => setIsViewingFiles(true)}>
                  View files from an earlier session
                </Button>
              </div>
            </>
          )}
        </Page>
      );
    case 'joining':
      return (
        <JoinPage
          state={state}
          link={link}
          groups={groups}
          name={name}
          description={description}
          onGroups={setGroups}
          onName={setName}
          onDescription={setDescription}
          onViewFiles={() => setIsViewingFiles(true)}
        />
      );
    case 'resume-refused':
      return (
        <Page
          siteName={state.siteName}
          title="This session is no longer open"
          picture={
            <IconPlugConnectedX
              className={endedStyles.quietPicture}
              size={64}
              stroke={1.25}
              aria-hidden="true"
            />
          }
        >
          <p className={pageStyles.lead} role="alert">
            Nothing is shared from this page. If the session is open on another page, go on there. Otherwise
            ask your representative for a new session key.
          </p>
          <div className={pageStyles.grow} />
          <div className={pageStyles.actions}>
            <Button look="filled" onClick={() => client.startAnother()}>
              Start again
            </Button>
          </div>
        </Page>
      );
    case 'in-session': {
      const session = state.state;
      if (session === null) {
        return (
          <>
            <ConnectionNotice session={state} />
            <Page siteName={state.siteName} title="One moment…">
              <p className={pageStyles.lead} role="status">
                Going back into your session.
              </p>
            </Page>
          </>
        );
      }
      switch (session.phase) {
        case 'waiting':
          return <WaitingPage session={state} />;
        case 'active':
          return <SessionPage key={state.sessionId} session={state} state={session} />;
        case 'ended':
          return (
            <LateEndedPage.Part session={state} state={session} onViewFiles={() => setIsViewingFiles(true)} />
          );
        case 'turned-away':
          return <TurnedAwayPage state={session} />;
      }
    }
  }
}
