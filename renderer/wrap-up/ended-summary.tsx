import { Button } from '@mantine/core';
import { IconSnowflake } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { EndedSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { CapturedIndex } from '../captured/captured';
import { CapturedGrid } from '../captured/captured-strip';
import { emptyLog, type LogPages } from '../store/log-pages';
import { DeleteSession } from './delete-session';
import { NotesField } from './notes-field';
import { OutcomeChoice } from './outcome-choice';
import { outcomeNames } from './outcome-names';
import { endSentence, keptCounts, logTotals, shownDurations, summaryFacts } from './session-summary';
import styles from './summary.module.css';
import { TranscriptMenu } from './transcript-menu';
import wrapUpStyles from './wrap-up.module.css';

/** Shows, in place of the screen, the summary of an ended session and what is left to write. */
export function EndedSummary({
  sessionId,
  state,
  log,
  isReadOnly,
  onFrozen,
}: {
  readonly sessionId: string;
  readonly state: EndedSession;
  readonly log: LogPages | null;
  /** Whether the session is only read, from the history. */
  readonly isReadOnly: boolean;
  /** Opens the picture that was frozen when the session ended; null where none was. */
  readonly onFrozen: (() => void) | null;
}) {
  const { ribbon, endedAt } = state;
  const shown = useMemo(() => shownDurations(log, ribbon, endedAt), [log, ribbon, endedAt]);
  const kept = useMemo(() => keptCounts(log), [log]);
  const totals = useMemo(() => logTotals(log), [log]);
  const [captured] = useState(() => new CapturedIndex());
  const items = captured.items(log ?? emptyLog);
  const name = firstName(state.customer.name);
  const { notes, outcome } = state.wrapUp;
  return (
    <div className={styles.summary}>
      <div className={wrapUpStyles.top}>
        <h2 className={styles.summaryTitle}>Session ended</h2>
        <TranscriptMenu sessionId={sessionId} />
        <DeleteSession sessionId={sessionId} name={name} />
      </div>
      <p className={styles.summaryText}>
        {endSentence(state.reason, name, state.endedAt)} {`You can no longer see ${name}’s device.`}
      </p>
      {onFrozen !== null && (
        <Button leftSection={<IconSnowflake size={16} stroke={1.75} aria-hidden />} onClick={onFrozen}>
          Frozen picture
        </Button>
      )}
      {!isReadOnly && (
        <div className={wrapUpStyles.wrapUp}>
          <OutcomeChoice sessionId={sessionId} outcome={outcome} />
          <NotesField key={sessionId} sessionId={sessionId} savedText={notes} />
        </div>
      )}
      <dl className={styles.facts}>
        {isReadOnly && (
          <>
            <div className={styles.fact}>
              <dt>Outcome</dt>
              <dd>{outcome === null ? 'Not set' : outcomeNames[outcome]}</dd>
            </div>
            <div className={styles.fact}>
              <dt>Notes</dt>
              <dd dir="auto" className={wrapUpStyles.read}>
                {notes === '' ? 'None' : notes}
              </dd>
            </div>
          </>
        )}
        {summaryFacts(state, shown, kept, totals).map((fact) => (
          <div key={fact.name} className={styles.fact}>
            <dt>{fact.name}</dt>
            <dd dir="auto">{fact.value}</dd>
          </div>
        ))}
      </dl>
      {items.length > 0 && (
        <section className={wrapUpStyles.captured} aria-label="Captured">
          <h3>{`Captured ${items.length}`}</h3>
          <CapturedGrid sessionId={sessionId} customer={name} items={items} />
        </section>
      )}
    </div>
  );
}
