import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { HistoryRow } from '../../shared/ipc/history-requests';
import { firstName } from '../../shared/words/people';
import { reportFailure } from '../kit/report-failure';
import { SaveCopy } from '../kit/save-copy';
import { useRequest } from '../kit/use-request';
import { SessionView } from '../session/session-view';
import { chooseSession } from '../store/commands';
import { selectSession } from '../store/selectors';
import { sessionForgotten, sessionsReceived } from '../store/sessions-slice';
import { useAppDispatch, useAppSelector } from '../store/store';
import { historySessionShown } from '../store/ui-slice';
import { DeleteSession } from '../wrap-up/delete-session';
import { TranscriptMenu } from '../wrap-up/transcript-menu';
import styles from './history.module.css';
import { HistoryList } from './history-list';
import { everything, HistorySearch } from './history-search';

/** What was opened from the list: whether only the history has it, and where in its log the search found something. */
interface Opened {
  readonly sessionId: string;
  readonly isReadOnly: boolean;
  readonly seq: number | null;
  /** The row of a session that cannot be read, of which there is nothing more to show. */
  readonly unreadable: HistoryRow | null;
}

/** Shows every session on this computer, to be searched, read, exported and deleted. */
export function HistoryView({
  text,
  sessionId,
}: {
  readonly text: string;
  /** The session opened from the list, or null while the list is shown. */
  readonly sessionId: string | null;
}) {
  const request = useRequest();
  const dispatch = useAppDispatch();
  const [search] = useState(
    () => new HistorySearch((args) => request('search-history', args), { ...everything, text }),
  );
  const known = useAppSelector((state) => state.sessions.byId);
  const latest = useRef(known);
  latest.current = known;
  const [opened, setOpened] = useState<Opened | null>(null);
  const scroll = useRef(0);

  useEffect(() => {
    void search.find({ ...search.state().query, text });
  }, [search, text]);

  // An old session is in this window only while it is read.
  const held = opened?.isReadOnly ? opened.sessionId : null;
  useEffect(() => {
    if (held === null) return;
    return () => {
      dispatch(sessionForgotten(held));
    };
  }, [held, dispatch]);

  const revision = useAppSelector((state) => state.ui.historyRevision);
  useEffect(() => {
    if (revision > 0) void search.again();
  }, [revision, search]);

  // Going back to the list, or the session's deletion, ends the reading; notes may have changed what the list says.
  useEffect(() => {
    if (sessionId !== null || opened === null) return;
    setOpened(null);
    void search.again();
  }, [sessionId, opened, search]);

  const open = async (row: HistoryRow): Promise<void> => {
    const isListed = row.sessionId in latest.current;
    try {
      if (row.phase === 'active' || row.phase === 'waiting') {
        dispatch(chooseSession(row.sessionId));
        return;
      }
      if (row.phase === 'unreadable') {
        dispatch(historySessionShown(row.sessionId));
        setOpened({ sessionId: row.sessionId, isReadOnly: false, seq: null, unreadable: row });
        return;
      }
      if (!isListed) {
        const summary = await request('open-history-session', { sessionId: row.sessionId });
        dispatch(sessionsReceived([summary]));
      }
      dispatch(historySessionShown(row.sessionId));
      setOpened({
        sessionId: row.sessionId,
        isReadOnly: !isListed,
        seq: row.match?.seq ?? null,
        unreadable: null,
      });
    } catch (error) {
      reportFailure('The session was not opened', error);
      // It may have turned out to be damaged, which the list then says.
      void search.again();
    }
  };

  if (sessionId !== null && opened?.sessionId === sessionId) {
    if (opened.unreadable !== null) {
      return <UnreadableSession row={opened.unreadable} onBack={() => dispatch(historySessionShown(null))} />;
    }
    return <OpenedSession opened={opened} onBack={() => dispatch(historySessionShown(null))} />;
  }
  return <HistoryList search={search} scroll={scroll} onOpen={(row) => void open(row)} />;
}

function BackButton({ onBack }: { readonly onBack: () => void }) {
  return (
    <Button
      size="sm"
      variant="quiet"
      leftSection={<IconArrowLeft size={16} stroke={1.75} aria-hidden />}
      onClick={onBack}
    >
      History
    </Button>
  );
}

function UnreadableSession({ row, onBack }: { readonly row: HistoryRow; readonly onBack: () => void }) {
  const name = row.customerName === '' ? 'this customer' : row.customerName;
  return (
    <div className={styles.opened}>
      <div className={styles.back}>
        <BackButton onBack={onBack} />
        <span className={styles.backTools}>
          <SaveCopy sessionId={row.sessionId} />
          <DeleteSession sessionId={row.sessionId} name={name} />
        </span>
      </div>
      <div className={styles.nothing}>
        <h1 className={styles.title}>This session cannot be read</h1>
        <p>
          What is on disk of the session with <bdi>{name}</bdi> is damaged. Your other sessions are not
          affected. Save a copy for whoever looks into it, or delete the session.
        </p>
      </div>
    </div>
  );
}

function OpenedSession({ opened, onBack }: { readonly opened: Opened; readonly onBack: () => void }) {
  const { sessionId, isReadOnly, seq } = opened;
  const record = useAppSelector((state) => selectSession(state, sessionId));
  return (
    <div className={styles.opened}>
      <div className={styles.back}>
        <BackButton onBack={onBack} />
        {isReadOnly && <span className={styles.readOnly}>A past session, read only</span>}
        {record?.state.phase === 'turned-away' && (
          <span className={styles.backTools}>
            <TranscriptMenu sessionId={sessionId} />
            <DeleteSession sessionId={sessionId} name={firstName(record.state.customer.name)} />
          </span>
        )}
      </div>
      <SessionView sessionId={sessionId} isReadOnly={isReadOnly} goToSeq={seq} />
    </div>
  );
}
