import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type Ref, useEffect, useState, useSyncExternalStore } from 'react';
import type { SessionState } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { shortcutText } from '../kit/shortcut';
import { useNow } from '../kit/ticker';
import { useRequest } from '../kit/use-request';
import { emptyLog, type LogPages, logAt } from '../store/log-pages';
import { usePlatform } from '../store/selectors';
import { Composer, ComposerClosed } from './composer';
import { FindBar } from './find-bar';
import { type LogFilter, logFilters } from './log-filter';
import { LogIndex } from './log-index';
import { type LogHandle, LogList } from './log-list';
import { useOutbox } from './outbox';
import { SelectionBar } from './selection-bar';
import styles from './session-log.module.css';
import { useLogTools } from './use-log-tools';
import { useSeen } from './use-seen';

/** Writing is shown for this long after it was last heard of, in milliseconds. */
const typingShownMs = 5000;

const filterNames: Readonly<Record<LogFilter, string>> = {
  all: 'All',
  messages: 'Messages',
  sharing: 'Sharing',
  files: 'Files',
};

/** What an empty log says under a filter. */
const nothingWords: Readonly<Record<LogFilter, string>> = {
  all: '',
  messages: 'No messages yet.',
  sharing: 'Nothing was shared yet.',
  files: 'No files yet: pictures, recordings and transfers appear here.',
};

/** A session's log as the column beside the screen: what happened, what was said, and where to answer. */
export function SessionLog({
  sessionId,
  state,
  log,
  typingAt,
  hasTitle,
  ref,
}: {
  readonly sessionId: string;
  readonly state: SessionState;
  readonly log: LogPages | null;
  readonly typingAt: number | null;
  /** Whether the column names itself; false inside a tab of that name. */
  readonly hasTitle: boolean;
  readonly ref?: Ref<LogHandle>;
}) {
  const request = useRequest();
  const now = useNow();
  const platform = usePlatform();
  const [filter, setFilter] = useState<LogFilter>('all');
  const entries = log ?? emptyLog;
  // Of a long log, the end comes first.
  const firstSeq = logAt(entries, 0)?.seq ?? 1;
  const index = useLogIndex(entries, filter, firstSeq, now);
  const outbox = useOutbox();
  const pending = useSyncExternalStore(outbox.subscribe, () => outbox.pending(sessionId));
  useEffect(() => outbox.settle(sessionId, entries), [outbox, sessionId, entries]);

  const isOpen = state.phase === 'active';
  const chat = state.phase === 'active' || state.phase === 'ended' ? state.chat : null;
  const onViewed = useSeen(sessionId, isOpen, chat?.seenTo.representative ?? 0);
  const name = firstName(state.customer.name);
  const representativeName =
    chat === null || !('representative' in state) ? 'You' : youName(state.representative.name);
  const tools = useLogTools(
    index,
    { customer: state.customer.name, representative: representativeName },
    now,
  );
  const hasPending = filter === 'all' || filter === 'messages';
  const isTyping = isOpen && typingAt !== null && now - typingAt < typingShownMs;

  return (
    <section className={styles.column} aria-label="Session log">
      <header className={styles.header} data-bare={!hasTitle || undefined}>
        {hasTitle && <h2 className={styles.title}>Session log</h2>}
        <SegmentedControl
          withItemsBorders={false}
          aria-label="Show"
          value={filter}
          onChange={(value) => setFilter(value)}
          data={logFilters.map((value) => ({ value, label: filterNames[value] }))}
          classNames={{ root: styles.filter ?? '', label: styles.filterLabel ?? '' }}
        />
        <ActionIcon
          size={26}
          aria-label="Find in the session log"
          title={`Find in the session log (${shortcutText(platform, 'F')})`}
          aria-expanded={tools.isFinding}
          onClick={() => (tools.isFinding ? tools.closeFind() : tools.openFind())}
        >
          <IconSearch size={16} stroke={1.75} />
        </ActionIcon>
      </header>
      {tools.isFinding && <FindBar find={tools.find} onTime={tools.goToTime} onClose={tools.closeFind} />}
      <LogList
        key={`${filter} ${firstSeq}`}
        {...(ref === undefined ? {} : { ref })}
        sessionId={sessionId}
        index={index}
        marks={tools.marks}
        nothing={nothingWords[filter]}
        chat={chat}
        customerName={state.customer.name}
        representativeName={representativeName}
        pending={hasPending ? pending : []}
        typing={isTyping ? `${name} is writing…` : ''}
        now={now}
        onRetry={(id) => outbox.retry(sessionId, id)}
        onViewed={onViewed}
      />
      <SelectionBar tools={tools} />
      {isOpen ? (
        <Composer
          key={sessionId}
          name={name}
          draft={outbox.draft(sessionId)}
          hint={state.presence.kind === 'connected' ? 'Enter sends' : `Waits until ${name} is back`}
          onDraft={(text) => outbox.keepDraft(sessionId, text)}
          onSend={(text) => outbox.post(sessionId, text, entries.length)}
          onTyping={() => void request('report-typing', { sessionId }).catch(() => undefined)}
        />
      ) : (
        <ComposerClosed reason="The session has ended. Nothing more can be sent." />
      )}
    </section>
  );
}

function youName(name: string): string {
  return name === '' ? 'You' : `${firstName(name)}, you`;
}

/** The index of `log` under `filter`, grown as the log grows and made anew only when the log begins anew. */
function useLogIndex(log: LogPages, filter: LogFilter, firstSeq: number, now: number): LogIndex {
  const [held] = useState<{ index: LogIndex | null; length: number; firstSeq: number }>({
    index: null,
    length: 0,
    firstSeq,
  });
  if (
    held.index === null ||
    held.index.filter !== filter ||
    held.firstSeq !== firstSeq ||
    log.length < held.length
  ) {
    held.index = new LogIndex(filter, log, now);
  } else {
    held.index.grow(log);
  }
  held.length = log.length;
  held.firstSeq = firstSeq;
  return held.index;
}
