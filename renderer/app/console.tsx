import { useEffect, useRef } from 'react';
import { HistoryView } from '../history/history-view';
import { NoticeBanners } from '../notices/notice-banners';
import { Coach } from '../practice/coach';
import { Rail } from '../rail/rail';
import { SessionView } from '../session/session-view';
import { KeyOfferDialog } from '../session-key/key-offer-dialog';
import { SessionKeyDialog } from '../session-key/session-key-dialog';
import { SettingsDialog } from '../settings/settings-dialog';
import { chooseSession } from '../store/commands';
import { selectActive } from '../store/selectors';
import { useAppDispatch, useAppSelector } from '../store/store';
import { dialogClosed, railOpened } from '../store/ui-slice';
import { DeclineDialog } from '../waiting/decline-dialog';
import { useWaitingAttention, WaitingAnnouncer } from '../waiting/waiting-attention';
import styles from './console.module.css';
import { EmptyState } from './empty-state';
import { FindDialog } from './find-dialog';
import { TitleBar } from './title-bar';
import { useShortcuts } from './use-shortcuts';

/** The console: title bar, rail, and the sheet with one session or the empty state. */
export function Console() {
  useShortcuts();
  const announcement = useWaitingAttention();
  const railOpen = useRail();
  useFirstSession();
  return (
    <div className={styles.console}>
      <TitleBar />
      <div className={styles.rail} data-open={railOpen}>
        <Rail />
      </div>
      <main className={styles.sheet}>
        <NoticeBanners />
        <Sheet />
        <Coach />
      </main>
      <Dialogs />
      <WaitingAnnouncer text={announcement} />
    </div>
  );
}

/** Whether the rail lies over the sheet; a press outside it, or Escape, puts it away. */
function useRail(): boolean {
  const open = useAppSelector((state) => state.ui.railOpen);
  const dispatch = useAppDispatch();
  useEffect(() => {
    if (!open) return;
    const close = (event: Event): void => {
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : isOnSheet(event.target)) {
        dispatch(railOpened(false));
      }
    };
    window.addEventListener('keydown', close);
    window.addEventListener('pointerdown', close);
    return () => {
      window.removeEventListener('keydown', close);
      window.removeEventListener('pointerdown', close);
    };
  }, [open, dispatch]);
  return open;
}

function isOnSheet(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('main') !== null;
}

/** After a start or a reload, goes on with the newest session under way. */
function useFirstSession(): void {
  const newest = useAppSelector((state) => selectActive(state)[0]?.sessionId);
  const selected = useAppSelector((state) => state.sessions.selectedId);
  const dispatch = useAppDispatch();
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    if (selected === null && newest !== undefined) dispatch(chooseSession(newest));
  }, [newest, selected, dispatch]);
}

function Sheet() {
  const view = useAppSelector((state) => state.ui.view);
  return view.kind === 'history' ? <HistoryView text={view.text} sessionId={view.sessionId} /> : <Session />;
}

function Session() {
  const shown = useAppSelector(({ sessions: { byId, selectedId } }) => {
    const phase = selectedId === null ? undefined : byId[selectedId]?.state.phase;
    return phase === 'active' || phase === 'ended' ? selectedId : null;
  });
  return shown === null ? <EmptyState /> : <SessionView key={shown} sessionId={shown} />;
}

function Dialogs() {
  const dialog = useAppSelector((state) => state.ui.dialog);
  const dispatch = useAppDispatch();
  const close = () => dispatch(dialogClosed());
  switch (dialog.kind) {
    case 'none':
      return null;
    case 'session-key':
      return <SessionKeyDialog key={dialog.sessionKey} sessionKey={dialog.sessionKey} onClose={close} />;
    case 'key-offer':
      return <KeyOfferDialog onClose={close} />;
    case 'settings':
      return <SettingsDialog section={dialog.section} onClose={close} />;
    case 'decline':
      return <DeclineDialog key={dialog.sessionId} sessionId={dialog.sessionId} onClose={close} />;
    case 'find':
      return <FindDialog onClose={close} />;
  }
}
