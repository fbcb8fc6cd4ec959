import { memo, useState } from 'react';
import { blobAddress } from '../../shared/blob';
import type { SessionEvent } from '../../shared/session/session-event';
import { dayInWords, timeOfDay } from '../kit/clock';
import type { Delivery } from './delivery';
import styles from './log-rows.module.css';
import { MessageText } from './message-text';
import type { PendingMessage } from './outbox';
import { eventRowWords } from './row-words';

/** An entry younger than this fades in, in milliseconds. */
const fresh = 1000;

function useFresh(at: number): string {
  const [isFresh] = useState(() => Date.now() - at < fresh);
  return isFresh ? (styles.fresh ?? '') : '';
}

function Time({ at }: { readonly at: number }) {
  return (
    <time className={styles.time} dateTime={new Date(at).toISOString()}>
      {timeOfDay(at)}
    </time>
  );
}

export const DayRow = memo(function DayRow({ at, now }: { readonly at: number; readonly now: number }) {
  return <div className={styles.day}>{dayInWords(at, now)}</div>;
});

/** One event of the log in words, or several marks or notes in one row. */
export const EventRow = memo(function EventRow({
  event,
  following,
  sessionId,
  customerName,
  onOpen,
}: {
  readonly event: SessionEvent;
  readonly following: readonly SessionEvent[];
  readonly sessionId: string;
  readonly customerName: string;
  /** Opens the picture that the event kept. */
  readonly onOpen: (event: SessionEvent) => void;
}) {
  const freshness = useFresh(event.at);
  const words = eventRowWords(event, following, customerName);
  if (words === undefined) return null;
  const { text, detail, icon: Icon, mark, at } = words;
  const row = (
    <div className={`${styles.event} ${freshness}`} data-mark={mark} data-kind={event.kind}>
      <Time at={at} />
      <span className={styles.mark} />
      <Icon size={13} stroke={1.75} className={styles.icon} aria-hidden />
      <span className={styles.words} title={detail === '' ? text : `${text}\n${detail}`}>
        <bdi>{text}</bdi>
      </span>
    </div>
  );
  if (event.kind !== 'annotation-saved') return row;
  return (
    <div className={freshness}>
      {row}
      <button
        type="button"
        className={styles.still}
        aria-label="Open the annotated still"
        onClick={() => onOpen(event)}
      >
        <img src={blobAddress(sessionId, event.blob)} alt="" loading="lazy" decoding="async" />
      </button>
    </div>
  );
});

/** One chat message; `delivery` is empty for the customer's. */
export const MessageRow = memo(function MessageRow({
  at,
  by,
  author,
  text,
  continues,
  delivery,
}: {
  readonly at: number;
  readonly by: 'representative' | 'customer';
  readonly author: string;
  readonly text: string;
  readonly continues: boolean;
  readonly delivery: Delivery | '';
}) {
  const freshness = useFresh(at);
  return (
    <div className={`${styles.message} ${freshness}`} data-by={by} data-continues={continues || undefined}>
      <Time at={at} />
      <span className={styles.mark} />
      <div className={styles.card}>
        {delivery !== '' && <span className={styles.delivery}>{delivery}</span>}
        <bdi className={continues ? 'sl-for-readers' : styles.author}>{author}</bdi>
        <MessageText text={text} />
      </div>
    </div>
  );
});

/** A message of the representative that is not in the log yet. */
export const PendingRow = memo(function PendingRow({
  message,
  author,
  onRetry,
}: {
  readonly message: PendingMessage;
  readonly author: string;
  readonly onRetry: (id: string) => void;
}) {
  const freshness = useFresh(message.at);
  return (
    <div
      className={`${styles.message} ${freshness}`}
      data-by="representative"
      data-pending={message.state.kind}
    >
      <Time at={message.at} />
      <span className={styles.mark} />
      <div className={styles.card}>
        <span className={styles.delivery}>{message.state.kind === 'sending' ? 'Sending' : 'Not sent'}</span>
        <bdi className={styles.author}>{author}</bdi>
        <span className={styles.text} dir="auto">
          {message.text}
        </span>
        {message.state.kind === 'failed' && (
          <span className={styles.failure} role="alert">
            <span>{message.state.problem} Your text is kept.</span>
            <button type="button" className={styles.retry} onClick={() => onRetry(message.id)}>
              Retry
            </button>
          </span>
        )}
      </div>
    </div>
  );
});
