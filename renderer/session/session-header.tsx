import { Tooltip } from '@mantine/core';
import { IconAntennaBars5, IconTag } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import type { ActiveSession, EndedSession } from '../../shared/session/session-state';
import { timerDuration } from '../../shared/words/durations';
import { firstName } from '../../shared/words/people';
import { deviceLine } from '../kit/device-line';
import { useNow } from '../kit/ticker';
import { useReception } from '../video/use-video';
import type { SessionVideo } from '../video/video-receivers';
import { SessionNotes } from '../wrap-up/session-notes';
import { connectionWords } from './connection-words';
import { EndSession } from './end-session';
import styles from './session-view.module.css';

/** Who the session is with, on what, how they are connected and for how long; and its end. */
export function SessionHeader({
  sessionId,
  state,
  video,
}: {
  readonly sessionId: string;
  readonly state: ActiveSession | EndedSession;
  readonly video: SessionVideo | undefined;
}) {
  return (
    <header className={styles.header}>
      <div className={styles.who}>
        <div className={styles.nameLine}>
          <h1 className={styles.name} title={state.customer.name}>
            <bdi>{state.customer.name}</bdi>
          </h1>
          {state.reference !== '' && (
            <span className={styles.reference} title={state.note === '' ? 'Reference' : state.note}>
              <IconTag size={12} stroke={1.75} aria-hidden />
              <bdi>{state.reference}</bdi>
            </span>
          )}
        </div>
        <p className={styles.device}>
          {deviceLine(state.device).map((part) => (
            <span key={part}>
              <bdi>{part}</bdi>
            </span>
          ))}
        </p>
      </div>
      {state.phase === 'active' && <SessionNotes sessionId={sessionId} savedText={state.wrapUp.notes} />}
      {state.phase === 'active' && <Connection state={state} video={video} />}
      <Timer state={state} />
      {state.phase === 'active' && <EndSession sessionId={sessionId} name={firstName(state.customer.name)} />}
    </header>
  );
}

function Timer({ state }: { readonly state: ActiveSession | EndedSession }) {
  const now = useNow();
  const end = state.phase === 'ended' ? state.endedAt : now;
  return (
    <span className={styles.timer} role="timer" aria-label="Length of the session">
      {timerDuration(end - state.startedAt)}
    </span>
  );
}

const neverChanges = () => () => undefined;

function Connection({
  state,
  video,
}: {
  readonly state: ActiveSession;
  readonly video: SessionVideo | undefined;
}) {
  const now = useNow();
  const words = connectionWords(state.presence, firstName(state.customer.name), now);
  const reception = useReception(video);
  // Reads what the pane watches; nothing is measured for the header alone.
  const path = useSyncExternalStore(
    state.pane.kind === 'live' && video !== undefined ? video.statistics.listen : neverChanges,
    () => (reception.kind === 'connected' ? video?.statistics.watched()?.latest.path : undefined),
  );
  const road = path === 'direct' ? ', direct' : path === 'relayed' ? ', relayed' : '';
  return (
    <Tooltip label={words.meaning} disabled={words.meaning === ''} multiline w={240}>
      <span className={styles.connection} data-tone={words.tone} title={words.text}>
        {words.tone === 'fine' ? (
          <IconAntennaBars5 size={16} stroke={1.75} aria-hidden />
        ) : (
          <span className={styles.ring} aria-hidden="true" />
        )}
        <span className={styles.connectionWords}>
          {words.text}
          {words.tone === 'fine' ? road : ''}
        </span>
        {words.meaning !== '' && <span className="sl-for-readers">{words.meaning}</span>}
      </span>
    </Tooltip>
  );
}
