import type { ActiveSession } from '../../shared/session/session-state';
import { shortDuration } from '../../shared/words/durations';
import { useNow } from '../kit/ticker';
import type { PictureControls } from '../picture/use-picture-controls';
import { viewWords } from '../picture/view-words';
import { Curve } from '../video/curve';
import styles from '../video/statistics.module.css';
import type { WatchedStatistics } from '../video/statistics-watch';
import { statisticsWords } from '../video/statistics-words';
import type { AnnotatorView } from './annotator-view';
import { deliveryWords } from './frozen-words';

const roundTripsShown = 30;

/** The status line while the picture is frozen: for how long, and whether the marks have arrived. */
export function FrozenStatus({
  view,
  state,
  statistics,
  controls,
  name,
}: {
  readonly view: AnnotatorView;
  readonly state: ActiveSession;
  /** Null where nothing is received. */
  readonly statistics: WatchedStatistics | null;
  readonly controls: PictureControls;
  readonly name: string;
}) {
  const now = useNow();
  const { frame, board, unwritten } = view;
  if (frame === null) return null;
  const words = statistics === null ? null : statisticsWords(statistics.latest);
  const isLive = state.pane.kind === 'live';
  const roundTrips = (statistics?.history ?? [])
    .slice(-roundTripsShown)
    .flatMap(({ roundTripMs }) => (roundTripMs === null ? [] : [roundTripMs]));
  return (
    <section className={styles.status} aria-label="Frozen picture">
      <div className={styles.figures} data-quiet>
        <span className={styles.figure} data-strong>
          <span className={styles.dot} data-stalled />
          {words?.codec ?? 'Frozen'}
        </span>
        <span className={styles.figure}>{`${frame.size.width}×${frame.size.height}`}</span>
        <span className={styles.figure} data-wait>
          {isLive ? 'Video paused ' : 'Frozen '}
          <b>{shortDuration(Math.max(0, now - frame.at))}</b>
        </span>
        <span className={styles.figure} role="status">
          {deliveryWords(
            board?.elements.length ?? 0,
            frame.stage === 'shared' ? unwritten : Math.max(1, unwritten),
            state.presence.kind === 'connected',
            name,
          )}
        </span>
        {words !== null && words.roundTrip !== '' && (
          <span className={styles.figure}>
            RTT <b>{words.roundTrip}</b>
            <Curve values={roundTrips} width={80} height={14} />
          </span>
        )}
      </div>
      <span className={styles.gap} />
      <span className={styles.figure}>{viewWords(controls.view, controls.shownScale)}</span>
    </section>
  );
}
