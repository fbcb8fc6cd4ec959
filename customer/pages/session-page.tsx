import { useEffect, useMemo, useRef, useState } from 'react';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { ActiveSession } from '../../shared/session/session-state';
import { frozenForCustomer, sharedTab } from '../annotation/frozen-for-customer';
import { FrozenNotice } from '../annotation/frozen-notice';
import { useCamera } from '../camera/camera-context';
import { ChatTab } from '../chat/chat-tab';
import { MessagePopup } from '../chat/message-popup';
import { LateEndedPage } from '../ended/late-ended-page';
import { RecordingRequest } from '../recording/recording-request';
import { useScreen } from '../screen/screen-context';
import type { InSession } from '../session/client-state';
import { ConnectionNotice } from '../session/connection-notice';
import { useClient } from '../session/context';
import { ChooseSource } from '../sharing/choose-source';
import { SharingBar } from '../sharing/sharing-bar';
import { SharingRequest } from '../sharing/sharing-request';
import { useSources } from '../sharing/sources-context';
import { latePart } from '../shell/late-part';
import { PermissionsContext } from '../shell/permissions-button';
import { Confirm } from '../shell/sheet-dialog';
import { isShownTab, type ShownTab, TabBar } from '../shell/tab-bar';
import { SessionHeader } from './session-header';
import styles from './session-page.module.css';

/** The tabs that the page can be used without; they are fetched once the session is under way. */
const LateCameraTab = latePart(() => import('../camera/camera-tab').then(({ CameraTab }) => CameraTab));
const LateScreenTab = latePart(() => import('../screen/screen-tab').then(({ ScreenTab }) => ScreenTab));
const LateFrozenPicture = latePart(() =>
  import('../annotation/frozen-picture').then(({ FrozenPicture }) => FrozenPicture),
);
const LatePermissions = latePart(() =>
  import('../permissions/permissions-sheet').then(({ PermissionsSheet }) => PermissionsSheet),
);
const LateSystemInformationRequest = latePart(() =>
  import('../system-information/system-information-request').then(
    ({ SystemInformationRequest }) => SystemInformationRequest,
  ),
);
const LatePhotosTab = latePart(async () => {
  // What makes a picture ready is there before one is chosen, also where the site is lost meanwhile.
  const [{ PhotosTab }] = await Promise.all([
    import('../photos/photos-tab'),
    import('../photos/read-picture'),
  ]);
  return PhotosTab;
});
const LateFilesTab = latePart(() => import('../files/files-tab').then(({ FilesTab }) => FilesTab));
const LateFilesRequest = latePart(() =>
  import('../files/files-request').then(({ FilesRequest }) => FilesRequest),
);

interface SessionPageProps {
  readonly session: InSession;
  readonly state: ActiveSession;
}

/** A session that is under way: the tab the customer chose, with the red bar above and the tabs below. */
export function SessionPage({ session, state }: SessionPageProps) {
  const client = useClient();
  const sources = useSources();
  const [tab, setTab] = useState<ShownTab>(() => (isShownTab(state.tab) ? state.tab : 'chat'));
  const [draft, setDraft] = useState('');
  const [isReplying, setIsReplying] = useState(false);
  const [isEnding, setIsEnding] = useState(false);
  const [isListing, setIsListing] = useState(false);
  const [isChoosing, setIsChoosing] = useState(false);
  const paneBefore = useRef(state.pane.kind);
  useLostSource(state, tab);
  const freeze = frozenForCustomer(state, session.pending);
  const frozen = useFrozenShown(freeze?.frameId ?? null, tab === sharedTab(state));

  useEffect(() => {
    document.title = `${state.representative.name} – ${session.siteName}`;
  }, [state.representative.name, session.siteName]);

  useEffect(() => {
    LateCameraTab.fetch();
    LateScreenTab.fetch();
    LatePhotosTab.fetch();
    LateFilesTab.fetch();
    LateFilesRequest.fetch();
    LateFrozenPicture.fetch();
    LateEndedPage.fetch();
    LatePermissions.fetch();
    LateSystemInformationRequest.fetch();
    // What is shown first would fetch it, too; a failure now is no matter.
    sources.prepare().catch(() => undefined);
  }, [sources]);

  // Offered only when the answer has just been given, not each time the page is opened.
  useEffect(() => {
    if (paneBefore.current === 'asked' && state.pane.kind === 'allowed' && tab === 'chat')
      setIsChoosing(true);
    if (state.pane.kind !== 'allowed') setIsChoosing(false);
    paneBefore.current = state.pane.kind;
  }, [state.pane.kind, tab]);

  const isPending = (...kinds: readonly string[]): boolean =>
    session.pending.some(({ kind }) => kinds.includes(kind));
  const hasAnswered = isPending('allow-sharing', 'decline-sharing');
  const hasAnsweredRecording = isPending('allow-recording', 'decline-recording');
  const hasAnsweredFiles = isPending('allow-file-access', 'decline-file-access');
  const hasAnsweredInformation = isPending('allow-system-information', 'decline-system-information');
  const isAskedToShare = state.pane.kind === 'asked' && !hasAnswered;
  const isAskedToRecord = state.recording.kind === 'asked' && !hasAnsweredRecording;
  const isAskedForFiles = state.files.access === 'asked' && !hasAnsweredFiles;
  const isAskedForInformation = state.systemInformation.access === 'asked' && !hasAnsweredInformation;
  // One question at a time.
  const question = isEnding
    ? null
    : isAskedToShare
      ? 'sharing'
      : isAskedToRecord
        ? 'recording'
        : isAskedForFiles
          ? 'files'
          : isAskedForInformation
            ? 'system-information'
            : null;

  const open = (next: ShownTab, reply = false): void => {
    setIsReplying(reply);
    setIsChoosing(false);
    frozen.set(next === sharedTab(state));
    if (next === tab) return;
    setTab(next);
    sources.openTab(next, sharingIsAllowed(state.pane));
  };
  const end = (): void => setIsEnding(true);
  const { name } = state.representative;
  const permissions = useMemo(() => ({ name, open: () => setIsListing(true) }), [name]);

  return (
    <div className={styles.page}>
      <SharingBar session={session} state={state} />
      <ConnectionNotice session={session} />
      {freeze !== null && !frozen.isShown && (
        <FrozenNotice
          name={state.representative.name}
          onShow={() => {
            setIsReplying(false);
            frozen.set(true);
          }}
        />
      )}
      <PermissionsContext value={permissions}>
        <main className={styles.tab}>
          {(tab !== 'chat' || (freeze !== null && frozen.isShown)) && (
            <MessagePopup session={session} state={state} tab={tab} onReply={() => open('chat', true)} />
          )}
          <div className={styles.under} inert={freeze !== null && frozen.isShown}>
            {tab === 'chat' && (
              <>
                <SessionHeader session={session} state={state} onEnd={end} />
                <ChatTab
                  session={session}
                  state={state}
                  draft={draft}
                  onDraft={setDraft}
                  isReplying={isReplying}
                />
              </>
            )}
            {tab === 'camera' && <LateCameraTab.Part state={state} onEnd={end} />}
            {tab === 'screen' && <LateScreenTab.Part state={state} onEnd={end} />}
            {tab === 'photos' && <LatePhotosTab.Part state={state} onEnd={end} />}
            {tab === 'files' && <LateFilesTab.Part session={session} state={state} onEnd={end} />}
          </div>
          {freeze !== null && (
            <div className={styles.over} hidden={!frozen.isShown}>
              <LateFrozenPicture.Part
                key={freeze.frameId}
                freeze={freeze}
                name={state.representative.name}
                isVideo={state.pane.kind === 'live'}
                isLost={session.lostSince !== null}
                isShown={frozen.isShown}
                onHide={() => frozen.set(false)}
              />
            </div>
          )}
        </main>
      </PermissionsContext>
      <TabBar
        open={tab}
        shared={state.pane.kind === 'paused' ? null : sharedTab(state)}
        unread={state.chat.unseenBy.customer.length}
        onOpen={(next) => open(next)}
      />
      {question === 'sharing' && <SharingRequest state={state} />}
      {question === 'recording' && <RecordingRequest state={state} />}
      {question === 'files' && <LateFilesRequest.Part state={state} />}
      {question === 'system-information' && <LateSystemInformationRequest.Part state={state} />}
      {isListing && !isEnding && (
        <LatePermissions.Part session={session} state={state} onClose={() => setIsListing(false)} />
      )}
      {isChoosing && !isEnding && (
        <ChooseSource
          representative={state.representative.name}
          onChoose={(source) => open(source)}
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
            sources.stopAll();
            client.command({ kind: 'end-session' });
          }}
          onKeep={() => setIsEnding(false)}
        />
      )}
    </div>
  );
}

/** Whether the frozen picture lies over the tab: at once on the tab that shows what was frozen, else when it is asked for. */
function useFrozenShown(frameId: string | null, isOnSharedTab: boolean) {
  const [shown, setShown] = useState<{ readonly frameId: string | null; readonly isShown: boolean }>({
    frameId: null,
    isShown: false,
  });
  const isShown = shown.frameId === frameId ? shown.isShown : isOnSharedTab;
  useEffect(() => {
    setShown((before) => (before.frameId === frameId ? before : { frameId, isShown: isOnSharedTab }));
  }, [frameId, isOnSharedTab]);
  return { isShown, set: (next: boolean) => setShown({ frameId, isShown: next }) };
}

/** After a reload the log may still say that something is live while no source of this page is open. */
function useLostSource({ pane }: ActiveSession, tab: ShownTab): void {
  const client = useClient();
  const camera = useCamera();
  const screen = useScreen();
  useEffect(() => {
    if (pane.kind !== 'live' || pane.method === 'broadcast') return;
    // These two bring the log in order by themselves.
    if (tab === 'photos' || (tab === 'camera' && pane.source === 'camera')) return;
    const controller = pane.source === 'camera' ? camera : screen;
    const { kind } = controller.getState();
    const isOnItsWay =
      client.isPending('start-source') || client.isPending('stop-source') || client.isPending('stop-sharing');
    if (kind === 'off' && !isOnItsWay) client.command({ kind: 'stop-source', source: pane.source });
  }, [pane, tab, client, camera, screen]);
}
