import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { dayNumber } from '../kit/clock';
import { useNow } from '../kit/ticker';
import { SiteFooter } from '../site-status/site-footer';
import { generateSessionKey } from '../store/commands';
import { selectActive, selectEnded, selectWaiting, usePlatform } from '../store/selectors';
import { useAppDispatch, useAppSelector } from '../store/store';
import { WaitingCard } from '../waiting/waiting-card';
import { ActiveCard } from './active-card';
import { EndedRow } from './ended-row';
import { OpenKeyRow } from './open-key-row';
import styles from './rail.module.css';

/** The left column: everything that is open or was today, and the site. */
export function Rail() {
  const waiting = useAppSelector(selectWaiting);
  const active = useAppSelector(selectActive);
  const keys = useAppSelector((state) => state.console.sessionKeys);
  const ended = useEndedToday();
  const empty = waiting.length + active.length + keys.length + ended.length === 0;
  return (
    <nav className={styles.rail} aria-label="Sessions">
      {!empty && <GenerateButton />}
      <div className={styles.lists}>
        <RailList
          title="Waiting"
          count={waiting.length}
          nothing={empty ? 'Customers who enter a session key appear here.' : undefined}
        >
          {waiting.map(({ sessionId, state }) => (
            <WaitingCard key={sessionId} sessionId={sessionId} state={state} />
          ))}
        </RailList>
        <RailList title="Active" count={active.length} nothing="No sessions yet." always={empty}>
          {active.map(({ sessionId, state }) => (
            <ActiveCard key={sessionId} sessionId={sessionId} state={state} />
          ))}
        </RailList>
        <RailList title="Open keys" count={keys.length}>
          {keys.map((key) => (
            <OpenKeyRow key={key.sessionKey} openKey={key} />
          ))}
        </RailList>
        <RailList title="Ended today" count={ended.length}>
          {ended.map(({ sessionId, state }) => (
            <EndedRow key={sessionId} sessionId={sessionId} state={state} />
          ))}
        </RailList>
      </div>
      <SiteFooter />
    </nav>
  );
}

function useEndedToday() {
  const ended = useAppSelector(selectEnded);
  const today = dayNumber(useNow());
  return ended.filter(({ state }) => dayNumber(state.endedAt) === today);
}

function GenerateButton() {
  const dispatch = useAppDispatch();
  const platform = usePlatform();
  return (
    <Button
      className={styles.generate}
      leftSection={<IconKey size={16} stroke={1.75} />}
      onClick={() => void dispatch(generateSessionKey())}
      aria-keyshortcuts={platform === 'darwin' ? 'Meta+N' : 'Control+N'}
    >
      Generate session key
    </Button>
  );
}

/** One titled list; without entries it says `nothing`, or is left out. */
function RailList({
  title,
  count,
  nothing,
  always = true,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly nothing?: string | undefined;
  readonly always?: boolean;
  readonly children: ReactNode;
}) {
  if (count === 0 && (nothing === undefined || !always)) return null;
  const id = `rail-${title.toLowerCase().replaceAll(' ', '-')}`;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 className={styles.heading} id={id}>
        {title} <span className={`${styles.count} sl-tabular`}>{count}</span>
      </h2>
      {count === 0 ? (
        <p className={styles.nothing}>{nothing}</p>
      ) : (
        <ul className={styles.list}>{children}</ul>
      )}
    </section>
  );
}
