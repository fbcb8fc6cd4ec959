import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActiveSession, EndedSession } from '../../shared/session/session-state';
import type { LogHandle } from '../chat/log-list';
import { SessionLog } from '../chat/session-log';
import { ChatDrop } from '../file-transfer/chat-drop';
import { FileTransferTab } from '../file-transfer/file-transfer-tab';
import { useTransfers } from '../file-transfer/use-transfers';
import { EndedFrozen } from '../screen/ended-frozen';
import { ScreenPane } from '../screen/screen-pane';
import type { SessionRecord } from '../store/sessions-slice';
import { SystemInformationPane } from '../system-information/system-information-pane';
import { useSessionVideo } from '../video/use-video';
import { EndedSummary } from '../wrap-up/ended-summary';
import { Ribbon } from './ribbon';
import { SessionHeader } from './session-header';
import { type SessionTab, sessionTabs } from './session-tab';
import { SessionTabs } from './session-tabs';
import styles from './session-view.module.css';

/** Narrower than this the log folds into a tab, as the picture and its tools need the width. */
const narrowWindow = '(max-width: 1099px)';

/** A session that was accepted: header, ribbon, log, and what the customer shows or a summary. */
export function StartedSession({
  record,
  state,
  logProblem,
  isReadOnly,
  goToSeq,
  onReload,
}: {
  readonly record: SessionRecord;
  readonly state: ActiveSession | EndedSession;
  readonly logProblem: string;
  /** Whether the session is only read, from the history. */
  readonly isReadOnly: boolean;
  /** The log entry to go to once the log is there; null for its end. */
  readonly goToSeq: number | null;
  readonly onReload: () => void;
}) {
  const { sessionId } = record;
  const isNarrow = useMediaQuery(narrowWindow, false, { getInitialValueInEffect: false });
  const video = useSessionVideo(sessionId);
  const log = useRef<LogHandle>(null);
  const transfers = useTransfers(sessionId, state.phase === 'active');
  const tabs = sessionTabs(state.phase, isNarrow, transfers);
  const [chosen, setChosen] = useState<SessionTab | null>(null);
  // Whoever was annotating when the session ended still sees the picture, and can save it.
  const [showsFrozen, setShowsFrozen] = useState(state.phase === 'active');
  const tab = tabs.find(({ name }) => name === chosen)?.name ?? 'screen';

  const goTo = useCallback(
    (at: number) => {
      if (isNarrow) setChosen('log');
      // In a narrow window the log is there only after its tab has opened.
      requestAnimationFrame(() => log.current?.scrollToTime(at));
    },
    [isNarrow],
  );

  const root = useRef<HTMLDivElement>(null);
  useEffect(() => takeLostFocus(root.current), []);

  // What is asked at the end must not wait behind the tab that was open.
  const phaseBefore = useRef(state.phase);
  useEffect(() => {
    if (phaseBefore.current === 'active' && state.phase === 'ended') setChosen('screen');
    phaseBefore.current = state.phase;
  }, [state.phase]);

  const hasLog = record.log !== null;
  useEffect(() => {
    if (goToSeq === null || !hasLog) return;
    const frame = requestAnimationFrame(() => log.current?.scrollToSeq(goToSeq));
    return () => cancelAnimationFrame(frame);
  }, [goToSeq, hasLog]);

  const column =
    logProblem === '' ? (
      <ChatDrop sessionId={sessionId} state={state}>
        <SessionLog
          ref={log}
          sessionId={sessionId}
          state={state}
          log={record.log ?? record.newest}
          typingAt={record.typingAt}
          hasTitle={!isNarrow}
        />
      </ChatDrop>
    ) : (
      <div className={styles.logProblem} role="alert">
        <p>{logProblem}</p>
        <Button size="sm" onClick={onReload}>
          Try again
        </Button>
      </div>
    );

  return (
    <div className={styles.session} ref={root}>
      <SessionHeader sessionId={sessionId} state={state} video={video} />
      <Ribbon state={state} onChoose={goTo} />
      <div className={styles.body} data-narrow={isNarrow || undefined}>
        {!isNarrow && <div className={styles.log}>{column}</div>}
        <div className={styles.main}>
          <SessionTabs tabs={tabs} tab={tab} onTab={setChosen}>
            {tab === 'log' && column}
            {tab === 'screen' && state.phase === 'active' && (
              <ScreenPane sessionId={sessionId} state={state} log={record.log} video={video} />
            )}
            {tab === 'files' && state.phase === 'active' && (
              <FileTransferTab sessionId={sessionId} state={state} />
            )}
            {tab === 'screen' &&
              state.phase === 'ended' &&
              (state.freeze !== null && showsFrozen ? (
                <EndedFrozen
                  sessionId={sessionId}
                  state={state}
                  freeze={state.freeze}
                  onClose={() => setShowsFrozen(false)}
                />
              ) : (
                <EndedSummary
                  sessionId={sessionId}
                  state={state}
                  log={record.log}
                  isReadOnly={isReadOnly}
                  onFrozen={state.freeze === null ? null : () => setShowsFrozen(true)}
                />
              ))}
            {tab === 'system-information' && <SystemInformationPane sessionId={sessionId} state={state} />}
          </SessionTabs>
        </div>
      </div>
    </div>
  );
}

/** Takes the focus that the button which accepted this customer had: to the message field, or to the tab that is open. */
function takeLostFocus(session: HTMLElement | null): void {
  const { activeElement } = document;
  const isLost = activeElement === null || activeElement === document.body;
  if (!isLost && activeElement.closest('[data-waiting]') === null) return;
  const target =
    session?.querySelector<HTMLElement>('textarea') ??
    session?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]');
  target?.focus();
}
