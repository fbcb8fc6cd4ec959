import { Button } from '@mantine/core';
import { IconSnowflake } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { EndedSession } from '../../shared/session/session-state';
import type { SessionLog } from '../store/session-log';
import { callName } from './customer-name';
import { endSentence, keptCounts, shownSources, summaryFacts } from './session-summary';
import styles from './summary.module.css';

/** What stands in place of the screen once the session has ended. */
export function EndedSummary({
  state,
  log,
  onFrozen,
}: {
  readonly state: EndedSession;
  readonly log: SessionLog | null;
  /** Opens the picture that was frozen when the session ended; null where none was. */
  readonly onFrozen: (() => void) | null;
}) {
  const sources = useMemo(() => shownSources(log), [log]);
  const kept = useMemo(() => keptCounts(log), [log]);
  const name = callName(state.customer.name);
  return (
    <div className={styles.summary}>
      <h2 className={styles.summaryTitle}>Session ended</h2>
      <p className={styles.summaryText}>
        {endSentence(state.reason, name, state.endedAt)} {`You can no longer see ${name}’s device.`}
      </p>
      {onFrozen !== null && (
        <Button leftSection={<IconSnowflake size={16} stroke={1.75} aria-hidden />} onClick={onFrozen}>
          Frozen picture
        </Button>
      )}
      <dl className={styles.facts}>
        {summaryFacts(state, sources, kept).map((fact) => (
          <div key={fact.name} className={styles.fact}>
            <dt>{fact.name}</dt>
            <dd dir="auto">{fact.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
