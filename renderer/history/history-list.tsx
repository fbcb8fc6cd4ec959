import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { HistoryRow } from '../../shared/ipc/history-requests';
import { useNow } from '../kit/ticker';
import styles from './history.module.css';
import { everything, type HistoryQuery, type HistorySearch } from './history-search';
import { dayBound, joinedWords, markedPieces, sizeWords, statusWords } from './row-words';

/** A search begins when nothing was typed for this long, in milliseconds. */
const typingPauseMs = 200;
/** Closer to the end than this, more rows are asked for, in pixels. */
const moreWithin = 400;
const anybody = 'Everybody';

/** Shows the history as a list, with its filters. */
export function HistoryList({
  search,
  scroll,
  onOpen,
}: {
  readonly search: HistorySearch;
  /** Where the list was scrolled to, kept while a session is read. */
  readonly scroll: RefObject<number>;
  readonly onOpen: (row: HistoryRow) => void;
}) {
  const state = useSyncExternalStore(search.subscribe, search.state);
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: scroll.current });
  }, [scroll]);
  const scrolled = () => {
    const element = scroller.current;
    if (element === null) return;
    scroll.current = element.scrollTop;
    if (element.scrollHeight - element.clientHeight - element.scrollTop < moreWithin) void search.more();
  };
  const isNarrowed = JSON.stringify(state.query) !== JSON.stringify(everything);
  return (
    <section className={styles.history} aria-labelledby="history-title">
      <header className={styles.header}>
        <h1 className={styles.title} id="history-title">
          History
        </h1>
        <span className={styles.count} role="status">
          {countWords(state.total, isNarrowed)}
        </span>
      </header>
      <Filters search={search} query={state.query} representatives={state.representatives} />
      {state.problem !== '' && (
        <div className={styles.failed} role="alert">
          <p>{state.problem}</p>
          <Button size="sm" onClick={() => void search.again()}>
            Try again
          </Button>
        </div>
      )}
      <div ref={scroller} className={styles.scroller} onScroll={scrolled}>
        {state.total === 0 && state.problem === '' ? (
          <div className={styles.nothing}>
            <p>
              {isNarrowed
                ? 'No session matches. Try fewer words or a longer time.'
                : 'No sessions yet. Each session is kept here from the moment it begins.'}
            </p>
            {isNarrowed && (
              <Button size="sm" onClick={() => void search.find(everything)}>
                Show all sessions
              </Button>
            )}
          </div>
        ) : (
          <ul className={styles.rows} aria-label="Sessions">
            {state.rows.map((row) => (
              <li key={row.sessionId}>
                <Row row={row} now={now} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        )}
        {state.total !== null && state.rows.length < state.total && (
          <Button
            size="sm"
            variant="quiet"
            className={styles.more ?? ''}
            disabled={state.isBusy}
            onClick={() => void search.more()}
          >
            Show more
          </Button>
        )}
      </div>
    </section>
  );
}

function countWords(total: number | null, isNarrowed: boolean): string {
  if (total === null) return '';
  const sessions = `${total.toLocaleString('en-US')} ${total === 1 ? 'session' : 'sessions'}`;
  return isNarrowed ? `${sessions} found` : sessions;
}

function Filters({
  search,
  query,
  representatives,
}: {
  readonly search: HistorySearch;
  readonly query: HistoryQuery;
  readonly representatives: readonly string[];
}) {
  const [text, setText] = useState(query.text);
  const [days, setDays] = useState({ from: '', to: '' });
  const typed = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(typed.current), []);
  // The search was restarted from elsewhere.
  useEffect(() => {
    setText(query.text);
    if (query.from === null && query.to === null) setDays({ from: '', to: '' });
  }, [query]);
  const find = (change: Partial<HistoryQuery>) => void search.find({ ...search.state().query, ...change });
  const choose = (change: Partial<typeof days>) => {
    const chosen = { ...days, ...change };
    setDays(chosen);
    find({ from: dayBound(chosen.from, 'first'), to: dayBound(chosen.to, 'last') });
  };
  return (
    <search className={styles.filters}>
      <TextInput
        className={styles.find ?? ''}
        aria-label="Search messages, names and notes"
        placeholder="Search messages, names and notes"
        maxLength={200}
        autoFocus
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
        value={text}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setText(next);
          clearTimeout(typed.current);
          typed.current = setTimeout(() => find({ text: next }), typingPauseMs);
        }}
      />
      <TextInput
        className={styles.day ?? ''}
        label="From"
        type="date"
        max={days.to}
        value={days.from}
        onChange={(event) => choose({ from: event.currentTarget.value })}
      />
      <TextInput
        className={styles.day ?? ''}
        label="To"
        type="date"
        min={days.from}
        value={days.to}
        onChange={(event) => choose({ to: event.currentTarget.value })}
      />
      <Select
        className={styles.who ?? ''}
        aria-label="Representative"
        data={[
          { value: '', label: anybody },
          ...representatives.map((name) => ({ value: name, label: name })),
        ]}
        value={query.representative ?? ''}
        onChange={(value) => find({ representative: value === '' ? null : value })}
      />
    </search>
  );
}

function Row({
  row,
  now,
  onOpen,
}: {
  readonly row: HistoryRow;
  readonly now: number;
  readonly onOpen: (row: HistoryRow) => void;
}) {
  const status = statusWords(row);
  const device = [row.device.model, row.device.operatingSystem].filter((part) => part !== '').join(', ');
  return (
    <button type="button" className={styles.row} onClick={() => onOpen(row)}>
      <span className={styles.who2}>
        <bdi className={styles.name}>{row.customerName}</bdi>
        {row.reference !== '' && <bdi className={styles.reference}>{row.reference}</bdi>}
      </span>
      <span className={styles.when}>{joinedWords(row, now)}</span>
      <span className={styles.device}>{device}</span>
      <span className={styles.size}>{sizeWords(row)}</span>
      <span className={styles.status} data-tone={status.tone}>
        {status.text}
      </span>
      <span className={styles.line} dir="auto">
        {row.match === null
          ? row.description
          : markedPieces(row.match).map((piece, index) =>
              piece.isMarked ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text do not move.
                <mark key={index}>{piece.text}</mark>
              ) : (
                piece.text
              ),
            )}
      </span>
      {row.representative !== null && <span className={styles.by}>{row.representative}</span>}
    </button>
  );
}
