import { Button, Switch } from '@mantine/core';
import { IconDeviceMobileCog } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { useAppSelector } from '../store/store';
import styles from './coach.module.css';
import { ownSteps, practiceSession, type TourStep, tourStep, tourWords } from './tour-steps';

/** Shows the tour through a practice session, in a corner out of the way. */
export function Coach() {
  const practice = useAppSelector((state) => state.console.practice);
  if (practice.kind === 'closed') return null;
  return <Tour key={practice.sessionKey} playsByItself={practice.playsByItself} />;
}

function Tour({ playsByItself }: { readonly playsByItself: boolean }) {
  const state = useAppSelector(
    ({ sessions: { ids, byId }, console: { practice } }) =>
      practiceSession(
        practice,
        ids.flatMap((id) => byId[id] ?? []),
      )?.state,
  );
  const [hasWatched, setHasWatched] = useState(false);
  const [isPutAway, setIsPutAway] = useState(false);
  const titleId = useId();
  const step = tourStep(state, hasWatched);
  if (isPutAway) {
    return (
      <div className={styles.corner}>
        <Button
          size="sm"
          leftSection={<IconDeviceMobileCog size={16} stroke={1.75} />}
          onClick={() => setIsPutAway(false)}
        >
          Practice tour
        </Button>
      </div>
    );
  }
  const words = tourWords(step, playsByItself);
  return (
    <aside className={`${styles.corner} ${styles.card}`} aria-labelledby={titleId}>
      <Progress step={step} />
      <div role="status">
        <h2 className={styles.title} id={titleId}>
          {words.title}
        </h2>
        <p className={styles.text}>{words.text}</p>
      </div>
      {!isOver(step) && <WhoPlays playsByItself={playsByItself} />}
      <div className={styles.actions}>
        {isOver(step) ? (
          <AfterTour />
        ) : (
          <>
            <Button variant="quiet" size="sm" onClick={() => setIsPutAway(true)}>
              Skip the tour
            </Button>
            {step === 'watch' && (
              <Button size="sm" onClick={() => setHasWatched(true)}>
                Next
              </Button>
            )}
          </>
        )}
      </div>
    </aside>
  );
}

function isOver(step: TourStep): boolean {
  return step === 'done' || step === 'not-accepted';
}

function Progress({ step }: { readonly step: TourStep }) {
  const steps: readonly TourStep[] = ownSteps;
  const position = steps.indexOf(step === 'allowing' ? 'ask' : step);
  const done = step === 'done' ? ownSteps.length : Math.max(0, position);
  return (
    <p className={styles.progress}>
      <span className={styles.marks} aria-hidden="true">
        {ownSteps.map((own, index) => (
          <span key={own} data-state={index < done ? 'done' : index === position ? 'now' : 'later'} />
        ))}
      </span>
      {position >= 0 ? `Practice, step ${position + 1} of ${ownSteps.length}` : 'Practice'}
    </p>
  );
}

function WhoPlays({ playsByItself }: { readonly playsByItself: boolean }) {
  const request = useRequest();
  const [busy, run] = useTask();
  return (
    <Switch
      className={styles.who ?? ''}
      size="xs"
      label={playsByItself ? 'Maria answers by herself' : 'I play Maria'}
      aria-label="Maria answers by herself"
      checked={playsByItself}
      disabled={busy}
      onChange={(event) => {
        const wanted = event.currentTarget.checked;
        run('Who plays Maria was not changed', () =>
          request('set-practice-customer', { playsByItself: wanted }),
        );
      }}
    />
  );
}

function AfterTour() {
  const request = useRequest();
  const [busy, run] = useTask();
  return (
    <>
      <Button
        variant="quiet"
        size="sm"
        disabled={busy}
        onClick={() => run('The simulated phone was not closed', () => request('close-practice', {}))}
      >
        Close the phone
      </Button>
      <Button
        size="sm"
        disabled={busy}
        onClick={() => run('The simulated phone did not open', () => request('start-practice', {}))}
      >
        Practice again
      </Button>
    </>
  );
}
