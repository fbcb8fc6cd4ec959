import { useEffect, useState } from 'react';
import { useStore } from 'react-redux';
import { problemOf } from '../kit/problem';
import { loadSessionLog } from '../store/load-sessions';
import { selectSession } from '../store/selectors';
import type { SessionRecord } from '../store/sessions-slice';
import { type RootState, useAppDispatch, useAppSelector } from '../store/store';
import { videoReceiversOf } from '../video/window-video';
import { StartedSession } from './started-session';
import { UnstartedSession } from './unstarted-session';

/** One session, whatever its phase; read-only where it is an old one that only the history has. */
export function SessionView({
  sessionId,
  isReadOnly = false,
  goToSeq = null,
}: {
  readonly sessionId: string;
  readonly isReadOnly?: boolean;
  /** The log entry to go to once the log is there; null for its end. */
  readonly goToSeq?: number | null;
}) {
  const record = useAppSelector((state) => selectSession(state, sessionId));
  if (record === undefined) return null;
  return <KnownSession key={sessionId} record={record} isReadOnly={isReadOnly} goToSeq={goToSeq} />;
}

function KnownSession({
  record,
  isReadOnly,
  goToSeq,
}: {
  readonly record: SessionRecord;
  readonly isReadOnly: boolean;
  readonly goToSeq: number | null;
}) {
  const { sessionId, state } = record;
  const store = useStore<RootState>();
  const [receivers] = useState(() => videoReceiversOf(store));
  const [logProblem, reload] = useLoadedLog(record);
  switch (state.phase) {
    case 'waiting':
    case 'turned-away':
      return <UnstartedSession sessionId={sessionId} state={state} />;
    case 'active':
    case 'ended':
      return (
        <StartedSession
          record={record}
          state={state}
          receivers={receivers}
          logProblem={logProblem}
          isReadOnly={isReadOnly}
          goToSeq={goToSeq}
          onReload={reload}
        />
      );
  }
}

/** Loads the log where nobody has yet. Returns why that did not work, and how to try once more. */
function useLoadedLog({ sessionId, log }: SessionRecord): readonly [problem: string, reload: () => void] {
  const dispatch = useAppDispatch();
  const [attempt, setAttempt] = useState(0);
  const [problem, setProblem] = useState('');
  const isLoaded = log !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is what loads again.
  useEffect(() => {
    if (isLoaded) return;
    let isCurrent = true;
    dispatch(loadSessionLog(sessionId)).catch((error: unknown) => {
      if (isCurrent) setProblem(problemOf(error, 'The session log could not be read.'));
    });
    return () => {
      isCurrent = false;
    };
  }, [dispatch, sessionId, isLoaded, attempt]);
  const reload = () => {
    setProblem('');
    setAttempt((before) => before + 1);
  };
  return [isLoaded ? '' : problem, reload];
}
