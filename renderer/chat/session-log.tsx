import { SegmentedControl } from '@mantine/core';
import { type Ref, useEffect, useState, useSyncExternalStore } from 'react';
import type { SessionState } from '../../shared/session/session-state';
import { request } from '../ipc/request';
import { callName } from '../session/customer-name';
import { useNow } from '../session/ticker';
import { type SessionLog as Entries, emptyLog } from '../store/session-log';
import { Composer, ComposerClosed } from './composer';
import { type LogFilter, LogIndex } from './log-index';
import { type LogHandle, LogList } from './log-list';
import styles from './session-log.module.css';
import { useSeen } from './use-seen';
import { outbox } from './window-outbox';

/** Writing is shown for this long after it was last heard of, in milliseconds. */
const typingShownMs = 5000;

const filters: readonly { readonly value: LogFilter; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'messages', label: 'Messages' },
  { value: 'events', label: 'Events' },
];

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
  readonly log: Entries | null;
  readonly typingAt: number | null;
  /** Whether the column names itself; false inside a tab of that name. */
  readonly hasTitle: boolean;
  readonly ref?: Ref<LogHandle>;
}) {
  const now = useNow();
  const [filter, setFilter] = useState<LogFilter>('all');
  const entries = log ?? emptyLog;
  const index = useLogIndex(entries, filter, now);
  const pending = useSyncExternalStore(outbox.subscribe, () => outbox.pending(sessionId));
  useEffect(() => outbox.settle(sessionId, entries), [sessionId, entries]);

  const isOpen = state.phase === 'active';
  const chat = state.phase === 'active' || state.phase === 'ended' ? state.chat : null;
  const onViewed = useSeen(sessionId, isOpen, chat?.seenTo.representative ?? 0);
  const name = callName(state.customer.name);
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
          data={[...filters]}
          classNames={{ root: styles.filter ?? '', label: styles.filterLabel ?? '' }}
        />
      </header>
      <LogList
        key={filter}
        {...(ref === undefined ? {} : { ref })}
        sessionId={sessionId}
        index={index}
        chat={chat}
        customerName={state.customer.name}
        representativeName={
          chat === null || !('representative' in state) ? 'You' : youName(state.representative.name)
        }
        pending={filter === 'events' ? [] : pending}
        typing={isTyping ? `${name} is writing…` : ''}
        now={now}
        onRetry={(id) => outbox.retry(sessionId, id)}
        onViewed={onViewed}
      />
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
  return name === '' ? 'You' : `${callName(name)}, you`;
}

/** The index of `log` under `filter`, grown as the log grows and made anew only when the log begins anew. */
function useLogIndex(log: Entries, filter: LogFilter, now: number): LogIndex {
  const [held] = useState<{ index: LogIndex | null; length: number }>({ index: null, length: 0 });
  if (held.index === null || held.index.filter !== filter || log.length < held.length) {
    held.index = new LogIndex(filter, log, now);
  } else {
    held.index.grow(log);
  }
  held.length = log.length;
  return held.index;
}
