import type { PictureScale } from './live-picture';
import styles from './screen-pane.module.css';
import type { WatchedStatistics } from './statistics-watch';
import { statisticsWords } from './statistics-words';

/** What comes in, in figures: codec, size, rate, loss and delay, renewed once a second. */
export function StatusLine({
  statistics,
  scale,
  shownScale,
}: {
  readonly statistics: WatchedStatistics | null;
  readonly scale: PictureScale;
  readonly shownScale: number;
}) {
  const words = statistics === null ? null : statisticsWords(statistics.latest);
  const percent = `${Math.round(shownScale * 100)}%`;
  return (
    <section className={styles.status} aria-label="Picture statistics">
      {words === null || statistics === null ? (
        <span className={styles.figure}>Reading statistics</span>
      ) : (
        <>
          <span className={styles.figure} data-strong>
            <span className={styles.dot} />
            {words.codec}
          </span>
          <span className={styles.figure}>{words.size}</span>
          <span className={styles.figure}>
            <b>{words.framesPerSecond}</b> fps
          </span>
          <span className={styles.figure}>{words.rate}</span>
          <span className={styles.figure}>{`Loss ${words.loss}`}</span>
          {words.roundTrip !== '' && (
            <span className={styles.figure}>
              RTT <b>{words.roundTrip}</b>
              <Curve values={statistics.roundTrips} />
            </span>
          )}
          {words.path !== '' && <span className={styles.figure}>{words.path}</span>}
        </>
      )}
      <span className={styles.gap} />
      <span className={styles.figure}>{scale === 'fit' ? `Fit, ${percent}` : `1:1, ${percent}`}</span>
    </section>
  );
}

const curveWidth = 80;
const curveHeight = 14;

function Curve({ values }: { readonly values: readonly number[] }) {
  if (values.length < 2) return null;
  const top = Math.max(...values, 1) * 1.25;
  const step = curveWidth / (values.length - 1);
  const points = values.map(
    (value, index) =>
      `${(index * step).toFixed(1)},${(curveHeight - 1 - (value / top) * (curveHeight - 3)).toFixed(1)}`,
  );
  return (
    <svg className={styles.curve} width={curveWidth} height={curveHeight} aria-hidden="true">
      <polyline points={points.join(' ')} />
    </svg>
  );
}
