import type { MouseEvent } from 'react';
import type { ActiveSession, EndedSession } from '../../shared/session/session-state';
import { timeOfDay } from '../kit/clock';
import { useNow } from '../kit/ticker';
import { type RibbonStretch, ribbonStretches } from './ribbon-stretches';
import styles from './session-view.module.css';

const toneWords: Readonly<Record<RibbonStretch['tone'], string>> = {
  live: 'Live',
  frozen: 'Frozen',
  photo: 'Photo',
  hidden: 'Hidden',
  nothing: 'Nothing shown',
};

/** The session from start to now as one line: green live, amber frozen, petrol photo, dashes hidden. Clicking goes there in the log. */
export function Ribbon({
  state,
  onChoose,
}: {
  readonly state: ActiveSession | EndedSession;
  /** Called with the time chosen, in milliseconds since the Unix epoch. */
  readonly onChoose: (at: number) => void;
}) {
  const now = useNow();
  const end = Math.max(state.phase === 'ended' ? state.endedAt : now, state.startedAt + 1);
  const choose = (event: MouseEvent<HTMLButtonElement>, { from, to }: RibbonStretch) => {
    const box = event.currentTarget.getBoundingClientRect();
    // A key press has no place within the stretch: it goes to its beginning.
    const share = event.detail === 0 || box.width === 0 ? 0 : (event.clientX - box.left) / box.width;
    onChoose(from + share * (to - from));
  };
  return (
    <nav className={styles.ribbon} aria-label="Session from start to now">
      {ribbonStretches(state.ribbon, end).map((stretch) => {
        const label = `${toneWords[stretch.tone]} from ${timeOfDay(stretch.from)} to ${timeOfDay(stretch.to)}`;
        return (
          <button
            key={stretch.from}
            type="button"
            className={styles.stretch}
            data-tone={stretch.tone}
            style={{ flexGrow: stretch.to - stretch.from }}
            aria-label={`${label}. Go there in the session log.`}
            title={label}
            onClick={(event) => choose(event, stretch)}
          />
        );
      })}
    </nav>
  );
}
