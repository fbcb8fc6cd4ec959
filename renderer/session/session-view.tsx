import { problemOf } from '../kit/problem';
import { selectSession } from '../store/selectors';
import type { SessionRecord } from '../store/sessions-slice';
import { useAppSelector } from '../store/store';
import { useLoadedLog } from '../store/use-loaded-log';
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
  const [failure, reload] = useLoadedLog(sessionId);
  const logProblem = failure === null ? '' : problemOf(failure.cause, 'The session log could not be read.');
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
          logProblem={logProblem}
          isReadOnly={isReadOnly}
          goToSeq={goToSeq}
          onReload={reload}
        />
      );
  }
}
