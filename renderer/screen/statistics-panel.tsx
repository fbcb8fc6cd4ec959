import { Curve } from '../video/curve';
import styles from '../video/statistics.module.css';
import { readingsKept, type WatchedStatistics } from '../video/statistics-watch';
import { lossInWords, rateInWords, statisticsWords } from '../video/statistics-words';
import type { VideoStatistics } from '../video/video-statistics';

const plots: readonly {
  readonly name: string;
  readonly value: (statistics: VideoStatistics) => number;
  readonly words: (value: number) => string;
}[] = [
  {
    name: 'Frames per second',
    value: ({ framesPerSecond }) => framesPerSecond,
    words: (value) => value.toFixed(0),
  },
  { name: 'Bit rate', value: ({ kilobitsPerSecond }) => kilobitsPerSecond, words: rateInWords },
  {
    name: 'Round trip',
    value: ({ roundTripMs }) => roundTripMs ?? 0,
    words: (value) => `${Math.round(value)} ms`,
  },
  { name: 'Loss', value: ({ loss }) => loss, words: lossInWords },
];

/** All figures of a live picture, with the last minute as curves. */
export function StatisticsPanel({
  statistics: { latest, history },
  lastPictureMs,
}: {
  readonly statistics: WatchedStatistics;
  /** How long ago the newest picture was shown, in milliseconds; null before the first. */
  readonly lastPictureMs: number | null;
}) {
  const words = statisticsWords(latest);
  const facts: readonly (readonly [string, string])[] = [
    ['Codec', words.codec],
    ['Resolution', words.size],
    ['Connection', [words.path, latest.protocol.toUpperCase()].filter((part) => part !== '').join(', ')],
    ['Frames decoded', String(latest.framesDecoded)],
    ['Frames dropped', String(latest.framesDropped)],
    ['Freezes', String(latest.freezes)],
    ['Retransmissions asked for', String(latest.retransmitsAsked)],
    ['Last picture', lastPictureMs === null ? 'None yet' : `${(lastPictureMs / 1000).toFixed(1)} s ago`],
  ];
  return (
    <section className={styles.panel} aria-label="Statistics">
      <h3 className={styles.panelTitle}>The last minute</h3>
      <div className={styles.plots}>
        {plots.map(({ name, value, words: say }) => (
          <div key={name} className={styles.plot}>
            <span>{name}</span>
            <b>{say(value(latest))}</b>
            <div className={styles.plotArea}>
              <Curve values={history.map(value)} width={151} height={32} places={readingsKept} />
            </div>
          </div>
        ))}
      </div>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <FactRow key={name} name={name} value={value === '' ? 'Not known yet' : value} />
        ))}
      </dl>
    </section>
  );
}

function FactRow({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
