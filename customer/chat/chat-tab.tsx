import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import type { InSession } from '../session/client-state';
import { useClient, useIsRecent } from '../session/context';
import { timeWords } from '../shell/words';
import styles from './chat.module.css';
import { type ChatRow, chatRows } from './chat-rows';
import { Composer } from './composer';
import { MessageText } from './message-text';

const rowsAtOnce = 200;
const typingShownMs = 4_000;

interface ChatTabProps {
  readonly session: InSession;
  readonly state: ActiveSession;
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  /** Whether the customer came to reply, so that they can write at once. */
  readonly isReplying: boolean;
}

/** The chat, which is also the log of the session in the customer's words. */
export function ChatTab({ session, state, draft, onDraft, isReplying }: ChatTabProps) {
  const [limit, setLimit] = useState(rowsAtOnce);
  const isConnected = session.lostSince === null;
  const { rows, hasEarlier } = useMemo(
    () => chatRows(session.events, state, session.pending, isConnected, limit),
    [session.events, state, session.pending, isConnected, limit],
  );
  const log = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useSeen(state);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the log follows its newest row
  useLayoutEffect(() => {
    const element = log.current;
    if (element !== null && isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [rows]);

  // Also when the keyboard or a notice takes room away.
  useEffect(() => {
    const element = log.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const representative = state.representative.name;
  const isEmpty = rows.every(({ kind }) => kind !== 'message');
  return (
    <section className={styles.chat} aria-label="Chat">
      <div
        ref={log}
        className={styles.log}
        role="log"
        aria-label={`Chat with ${representative}`}
        aria-relevant="additions"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        onScroll={(event) => {
          const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < 48;
        }}
      >
        <ol className={styles.rows}>
          {hasEarlier && (
            <li>
              <button type="button" className={styles.earlier} onClick={() => setLimit(limit + rowsAtOnce)}>
                Show earlier
              </button>
            </li>
          )}
          {isEmpty && (
            <li className={styles.empty}>
              Nothing is written yet. {firstName(representative)} sees only what you write here, until you
              allow more.
            </li>
          )}
          {rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </ol>
      </div>
      <Typing name={representative} at={session.typingAt} />
      <Composer
        representative={firstName(representative)}
        draft={draft}
        onDraft={onDraft}
        takesFocus={isReplying}
      />
    </section>
  );
}

function Row({ row }: { readonly row: ChatRow }) {
  switch (row.kind) {
    case 'day':
      return (
        <li className={styles.note}>
          {new Date(row.at).toLocaleDateString(undefined, { weekday: 'long', day: 'numeric', month: 'long' })}
        </li>
      );
    case 'note':
      return (
        <li className={styles.note}>
          {row.text}, {timeWords(row.at)}
        </li>
      );
    case 'message': {
      const isMine = row.by === 'customer';
      const meta = [row.at === null ? '' : timeWords(row.at), row.delivery ?? ''].filter(
        (part) => part !== '',
      );
      return (
        <li className={`${styles.message} ${isMine ? styles.mine : ''}`}>
          <div className={styles.bubble}>
            <span className="hidden-visually">{isMine ? 'You: ' : 'Your representative: '}</span>
            <MessageText text={row.text} />
          </div>
          <p className={styles.meta}>{meta.join(', ')}</p>
        </li>
      );
    }
  }
}

function Typing({ name, at }: { readonly name: string; readonly at: number | null }) {
  const isTyping = useIsRecent(at, typingShownMs);
  return <p className={styles.typing}>{isTyping ? `${name} is writing…` : ''}</p>;
}

/** Tells the representative that their messages have been seen, while the page is in front. */
function useSeen(state: ActiveSession): void {
  const client = useClient();
  const newest = state.chat.unseenBy.customer.at(-1);
  useEffect(() => {
    if (newest === undefined) return;
    const tell = (): void => {
      if (document.visibilityState === 'visible') client.command({ kind: 'mark-seen', upTo: newest });
    };
    if (document.visibilityState === 'visible') {
      tell();
      return;
    }
    document.addEventListener('visibilitychange', tell, { once: true });
    return () => document.removeEventListener('visibilitychange', tell);
  }, [client, newest]);
}
