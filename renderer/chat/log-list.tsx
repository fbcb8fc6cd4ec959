import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { ChatState } from '../../shared/session/chat';
import type { SessionEvent } from '../../shared/session/session-event';
import { capturedBy } from '../captured/captured';
import { CapturedViewer } from '../captured/captured-viewer';
import { deliveryOf } from './delivery';
import type { LogIndex } from './log-index';
import { DayRow, EventRow, MessageRow, PendingRow } from './log-rows';
import { afterArrow, afterPress, isSelected, type LogSelection } from './log-selection';
import type { PendingMessage } from './outbox';
import { estimatedHeight } from './row-height';
import styles from './session-log.module.css';
import { useTextHighlight } from './use-text-highlight';

/** What others can do with a log on screen. */
export interface LogHandle {
  /** Brings the entry at that time (milliseconds since the Unix epoch) into view. */
  readonly scrollToTime: (at: number) => void;
  /** Brings the entry with that place in the log (`seq`) into view, and shows which it is. */
  readonly scrollToSeq: (seq: number) => void;
}

/** What of the rows a log list shows is found, gone to and chosen. */
export interface LogMarks {
  /** What is looked for; empty while nothing is. */
  readonly findText: string;
  readonly isFound: (row: number) => boolean;
  /** The row gone to, or null. */
  readonly gone: number | null;
  readonly selection: LogSelection | null;
  readonly onGone: (row: number) => void;
  readonly onSelection: (selection: LogSelection | null) => void;
  readonly onCopy: () => void;
}

export interface LogListProps {
  readonly sessionId: string;
  readonly index: LogIndex;
  readonly marks: LogMarks;
  /** What stands where there are no rows. */
  readonly nothing: string;
  readonly chat: ChatState | null;
  readonly customerName: string;
  /** The representative as the log names them, e.g. "Dana, you". */
  readonly representativeName: string;
  readonly pending: readonly PendingMessage[];
  readonly typing: string;
  readonly now: number;
  readonly onRetry: (id: string) => void;
  /** Called with the `seq` of the newest customer message in view whenever what is in view may have changed. */
  readonly onViewed: (newestSeq: number) => void;
  readonly ref?: Ref<LogHandle>;
}

const none: readonly SessionEvent[] = [];

/** Closer to the end than this the log follows new entries, in pixels. */
const endThreshold = 32;

/** The log's rows, only those in view in the document, holding to the end unless scrolled up. */
export function LogList(props: LogListProps) {
  const { index, pending, typing, onViewed, marks } = props;
  const { gone, selection, onGone, onSelection } = marks;
  const scroller = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<SessionEvent | null>(null);
  const still = opened === null ? undefined : capturedBy(opened);
  const rows = index.length;
  const count = rows + pending.length + (typing === '' ? 0 : 1);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(
      (at: number) => estimatedHeight(at < rows ? index.row(at) : undefined),
      [index, rows],
    ),
    getItemKey: useCallback(
      (at: number) => (at < rows ? index.key(at) : (pending[at - rows]?.id ?? 'typing')),
      [index, rows, pending],
    ),
    overscan: 10,
    paddingStart: 12,
    paddingEnd: 10,
    initialRect: { width: 372, height: 600 },
  });
  const items = virtualizer.getVirtualItems();
  const height = virtualizer.getTotalSize();
  const [atEnd, setAtEnd] = useState(true);
  const scrolled = () => {
    const element = scroller.current;
    if (element !== null) {
      setAtEnd(element.scrollHeight - element.clientHeight - element.scrollTop <= endThreshold);
    }
  };
  const toEnd = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });

  // Growth alone is no scrolling: whoever was at the end stays there.
  const viewHeight = virtualizer.scrollRect?.height;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs when a height has changed.
  useLayoutEffect(() => {
    if (atEnd) toEnd();
  }, [height, viewHeight, atEnd]);

  useImperativeHandle(
    props.ref,
    () => ({
      scrollToTime: (at) => virtualizer.scrollToIndex(index.rowAtTime(at), { align: 'start' }),
      scrollToSeq: (seq) => onGone(index.rowOfSeq(seq)),
    }),
    [virtualizer, index, onGone],
  );

  useEffect(() => {
    if (gone === null) return;
    // The log must not follow its end while it goes elsewhere.
    setAtEnd(false);
    virtualizer.scrollToIndex(gone, { align: 'center' });
  }, [gone, virtualizer]);
  useTextHighlight(scroller, marks.findText);

  const lastInView = (): number => {
    const bottom = (virtualizer.scrollOffset ?? 0) + (virtualizer.scrollRect?.height ?? 0);
    return items.findLast((item) => item.index < rows && item.end <= bottom)?.index ?? 0;
  };
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && key === 'c') {
      if (selection === null || hasTextSelection()) return;
      marks.onCopy();
    } else if (command && key === 'a') onSelection({ anchor: 0, focus: rows - 1 });
    else if (command) return;
    else if (key === 'escape' && selection !== null) onSelection(null);
    else if (key === 'arrowdown' || key === 'arrowup') {
      const next = afterArrow(selection, key === 'arrowdown' ? 1 : -1, event.shiftKey, lastInView(), rows);
      onSelection(next);
      if (next !== null) virtualizer.scrollToIndex(next.focus);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const rowPressed = (event: MouseEvent<HTMLElement>, row: number) => {
    if (row >= rows || hasTextSelection()) return;
    if (event.target instanceof Element && event.target.closest('button, a') !== null) return;
    onSelection(afterPress(selection, row, event.shiftKey));
  };

  const newestInView = (): number => {
    const bottom = (virtualizer.scrollOffset ?? 0) + (virtualizer.scrollRect?.height ?? 0);
    for (const item of items.toReversed()) {
      const row = item.start < bottom ? index.row(item.index) : undefined;
      if (row?.kind === 'message' && row.event.by === 'customer') return row.event.seq;
    }
    return 0;
  };
  const viewed = newestInView();
  useEffect(() => onViewed(viewed), [onViewed, viewed]);

  const unseen = props.chat?.unseenBy.representative ?? [];
  const hasNewBelow = !atEnd && unseen.some((seq) => seq > viewed);

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        onScroll={scrolled}
        onKeyDown={pressed}
        onMouseDown={(event) => {
          // Shift chooses more entries here, not more text.
          if (event.shiftKey && selection !== null) event.preventDefault();
        }}
        role="log"
        aria-label="Session log"
        // Rows that come into view by scrolling are not news.
        aria-live={atEnd ? 'polite' : 'off'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
      >
        {count === 0 && props.nothing !== '' && <p className={styles.nothing}>{props.nothing}</p>}
        <div className={styles.sheet} style={{ height }}>
          {items.map((item) => (
            // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the arrow keys do the same on the log.
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              data-found={marks.findText !== '' && marks.isFound(item.index) ? true : undefined}
              data-gone={item.index === gone || undefined}
              data-selected={isSelected(selection, item.index) || undefined}
              onClick={(event) => rowPressed(event, item.index)}
              className={styles.row}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {renderRow(props, item.index, setOpened)}
            </div>
          ))}
        </div>
      </div>
      {hasNewBelow && (
        <button type="button" className={styles.pill} onClick={toEnd}>
          New messages
        </button>
      )}
      {still !== undefined && (
        <CapturedViewer
          sessionId={props.sessionId}
          customer={props.customerName}
          item={still}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}

function hasTextSelection(): boolean {
  return window.getSelection()?.isCollapsed === false;
}

function renderRow(props: LogListProps, at: number, onOpen: (event: SessionEvent) => void): ReactNode {
  const { index, pending, chat } = props;
  if (at >= index.length) {
    const message = pending[at - index.length];
    if (message === undefined) return <div className={styles.typing}>{props.typing}</div>;
    return <PendingRow message={message} author={props.representativeName} onRetry={props.onRetry} />;
  }
  const row = index.row(at);
  switch (row?.kind) {
    case undefined:
      return null;
    case 'day':
      return <DayRow at={row.at} now={props.now} />;
    case 'event':
      return (
        <EventRow
          event={row.event}
          following={row.following ?? none}
          sessionId={props.sessionId}
          customerName={props.customerName}
          onOpen={onOpen}
        />
      );
    case 'message': {
      const { event } = row;
      const isOwn = event.by !== 'customer';
      return (
        <MessageRow
          at={event.at}
          by={isOwn ? 'representative' : 'customer'}
          author={isOwn ? props.representativeName : props.customerName}
          text={event.text}
          continues={row.continues}
          delivery={isOwn && chat !== null ? deliveryOf(event.seq, chat) : ''}
        />
      );
    }
  }
}
