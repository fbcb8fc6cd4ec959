import { useEffect, useRef, useState } from 'react';
import type { ActiveSession } from '../../shared/session/session-state';
import { CameraTab } from '../camera/camera-tab';
import { ChatTab } from '../chat/chat-tab';
import { SessionHeader } from '../chat/session-header';
import { ChooseSource } from '../sharing/choose-source';
import { SharingBar } from '../sharing/sharing-bar';
import { SharingRequest } from '../sharing/sharing-request';
import { ConnectionNotice } from '../shell/connection-notice';
import { Confirm } from '../shell/sheet-dialog';
import { isShownTab, type ShownTab, TabBar } from '../shell/tab-bar';
import type { InSession } from './client-state';
import { useParts } from './context';
import styles from './session-page.module.css';

interface SessionPageProps {
  readonly session: InSession;
  readonly state: ActiveSession;
}

/** A session that is under way: the tab the customer chose, with the red bar above and the tabs below. */
export function SessionPage({ session, state }: SessionPageProps) {
  const { client, camera } = useParts();
  const [tab, setTab] = useState<ShownTab>(() => (isShownTab(state.tab) ? state.tab : 'chat'));
  const [draft, setDraft] = useState('');
  const [isEnding, setIsEnding] = useState(false);
  const [isChoosing, setIsChoosing] = useState(false);
  const paneBefore = useRef(state.pane.kind);

  useEffect(() => {
    document.title = `${state.representative.name} – ${session.siteName}`;
  }, [state.representative.name, session.siteName]);

  // Offered only when the answer has just been given, not each time the page is opened.
  useEffect(() => {
    if (paneBefore.current === 'asked' && state.pane.kind === 'allowed' && tab === 'chat')
      setIsChoosing(true);
    if (state.pane.kind !== 'allowed') setIsChoosing(false);
    paneBefore.current = state.pane.kind;
  }, [state.pane.kind, tab]);

  // After a reload the log may still say that the camera is live, while no camera is open.
  useEffect(() => {
    const isStopping = client.isPending('stop-source') || client.isPending('stop-sharing');
    if (state.pane.kind === 'live' && tab !== 'camera' && camera.getState().kind === 'off' && !isStopping) {
      client.command({ kind: 'stop-source', source: state.pane.source });
    }
  }, [state.pane, tab, camera, client]);

  const hasAnswered = session.pending.some(
    ({ kind }) => kind === 'allow-sharing' || kind === 'decline-sharing',
  );

  const open = (next: ShownTab): void => {
    setTab(next);
    client.command({ kind: 'open-tab', tab: next });
  };

  return (
    <div className={styles.page}>
      <SharingBar session={session} state={state} />
      <ConnectionNotice session={session} />
      <main className={styles.tab}>
        {tab === 'chat' ? (
          <>
            <SessionHeader session={session} state={state} onEnd={() => setIsEnding(true)} />
            <ChatTab session={session} state={state} draft={draft} onDraft={setDraft} />
          </>
        ) : (
          <CameraTab state={state} onEnd={() => setIsEnding(true)} />
        )}
      </main>
      <TabBar
        open={tab}
        shared={state.pane.kind === 'live' ? state.pane.source : null}
        unread={state.chat.unseenBy.customer.length}
        onOpen={open}
      />
      {state.pane.kind === 'asked' && !hasAnswered && !isEnding && <SharingRequest state={state} />}
      {isChoosing && !isEnding && (
        <ChooseSource
          representative={state.representative.name}
          onCamera={() => {
            setIsChoosing(false);
            open('camera');
          }}
          onLater={() => setIsChoosing(false)}
        />
      )}
      {isEnding && (
        <Confirm
          title="End the session?"
          text={`${state.representative.name} can then no longer see anything of your phone, and the chat closes.`}
          confirm="End session"
          keep="Keep going"
          onConfirm={() => {
            setIsEnding(false);
            camera.stop(false);
            client.command({ kind: 'end-session' });
          }}
          onKeep={() => setIsEnding(false)}
        />
      )}
    </div>
  );
}
