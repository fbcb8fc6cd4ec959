import { Popover } from '@mantine/core';
import type { View } from '../picture/view-geometry';
import { viewWords } from '../picture/view-words';
import { Curve } from '../video/curve';
import styles from '../video/statistics.module.css';
import type { WatchedStatistics } from '../video/statistics-watch';
import { statisticsWords } from '../video/statistics-words';
import type { FrameAge } from './frame-age';
import { paneKeys } from './pane-keys';
import { StatisticsPanel } from './statistics-panel';

/** Round-trip times shown as a curve: half a minute. */
const roundTripsShown = 30;

/** What comes in, in figures, renewed once a second; pressed, it shows all of them. */
export function StatusLine({
  statistics,
  frameAge,
  isStalled,
  view,
  shownScale,
  isOpen,
  onOpen,
}: {
  /** Null while none are read. */
  readonly statistics: WatchedStatistics | null;
  readonly frameAge: FrameAge;
  readonly isStalled: boolean;
  readonly view: View;
  readonly shownScale: number;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}) {
  return (
    <section className={styles.status} aria-label="Picture statistics">
      {statistics === null ? (
        <span className={styles.figure}>Reading statistics</span>
      ) : (
        <Popover opened={isOpen} onChange={onOpen} position="top-start" withinPortal>
          <Popover.Target>
            <button
              type="button"
              className={styles.figures}
              aria-label="Statistics"
              aria-keyshortcuts={paneKeys.statistics}
              title={`All statistics (${paneKeys.statistics})`}
              onClick={() => onOpen(!isOpen)}
            >
              <Figures statistics={statistics} frameAge={frameAge} isStalled={isStalled} />
            </button>
          </Popover.Target>
          <Popover.Dropdown>
            <StatisticsPanel statistics={statistics} lastPictureMs={frameAge.sinceShown(performance.now())} />
          </Popover.Dropdown>
        </Popover>
      )}
      <span className={styles.gap} />
      <span className={styles.figure}>{viewWords(view, shownScale)}</span>
    </section>
  );
}

function Figures({
  statistics,
  frameAge,
  isStalled,
}: {
  readonly statistics: WatchedStatistics;
  readonly frameAge: FrameAge;
  readonly isStalled: boolean;
}) {
  const words = statisticsWords(statistics.latest);
  const age = frameAge.age(performance.now());
  const roundTrips = statistics.history
    .slice(-roundTripsShown)
    .flatMap(({ roundTripMs }) => (roundTripMs === null ? [] : [roundTripMs]));
  return (
    <>
      <span className={styles.figure} data-strong>
        <span className={styles.dot} data-stalled={isStalled || undefined} />
        {words.codec}
      </span>
      <span className={styles.figure}>{words.size}</span>
      <span className={styles.figure}>
        <b>{words.framesPerSecond}</b> fps
      </span>
      <span className={styles.figure}>{words.rate}</span>
      <span className={styles.figure}>{`Loss ${words.loss}`}</span>
      {age !== null && <span className={styles.figure}>{`Frame age ${Math.round(age)} ms`}</span>}
      {words.roundTrip !== '' && (
        <span className={styles.figure}>
          RTT <b>{words.roundTrip}</b>
          <Curve values={roundTrips} width={80} height={14} />
        </span>
      )}
      {words.path !== '' && <span className={styles.figure}>{words.path}</span>}
    </>
  );
}
