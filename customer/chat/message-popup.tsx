import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import type { InSession } from '../session/client-state';
import type { ShownTab } from '../shell/tab-bar';
import { initials } from '../shell/words';
import styles from './message-popup.module.css';

/** How long a message stays, in milliseconds. */
const shownMs = 8_000;
/** How far a finger moves before it counts as a swipe, in pixels. */
const swipePixels = 40;

interface MessagePopupProps {
  readonly session: InSession;
  readonly state: ActiveSession;
  readonly tab: ShownTab;
  readonly onReply: () => void;
}

/** The representative's newest message, over what is not the chat; that goes on beneath it. */
export function MessagePopup({ session, state, tab, onReply }: MessagePopupProps) {
  const newest = session.events.findLast(
    ({ kind, by }) => kind === 'chat-message-sent' && by === 'representative',
  );
  const [goneUpTo, setGoneUpTo] = useState(newest?.seq ?? 0);
  const message = newest?.kind === 'chat-message-sent' && newest.seq > goneUpTo ? newest : null;
  const swipe = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const shownSeq = message?.seq;

  useEffect(() => {
    if (shownSeq === undefined) return;
    const timer = window.setTimeout(() => setGoneUpTo(shownSeq), shownMs);
    return () => window.clearTimeout(timer);
  }, [shownSeq]);

  const { name } = state.representative;
  return (
    <div className={styles.place} data-tab={tab} role="status">
      {message !== null && (
        <div
          key={message.seq}
          className={styles.popup}
          onPointerDown={({ clientX, clientY }) => {
            swipe.current = { x: clientX, y: clientY };
          }}
          onPointerMove={({ clientX, clientY }) => {
            const from = swipe.current;
            if (from === null) return;
            if (Math.abs(clientX - from.x) > swipePixels || from.y - clientY > swipePixels) {
              swipe.current = null;
              setGoneUpTo(message.seq);
            }
          }}
          onPointerUp={() => {
            swipe.current = null;
          }}
          onPointerCancel={() => {
            swipe.current = null;
          }}
        >
          <span className={styles.initials} aria-hidden="true">
            {initials(name)}
          </span>
          <strong className={styles.name}>{firstName(name)}</strong>
          <div className={styles.actions}>
            <button type="button" className={styles.reply} onClick={onReply}>
              Reply
            </button>
            <button
              type="button"
              className={styles.close}
              aria-label="Close the message"
              onClick={() => setGoneUpTo(message.seq)}
            >
              <IconX size={18} stroke={2} aria-hidden="true" />
            </button>
          </div>
          <p className={styles.text} dir="auto">
            {message.text}
          </p>
        </div>
      )}
    </div>
  );
}
