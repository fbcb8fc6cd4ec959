import type { VideoStatistics } from './video-statistics';

/** Statistics as the status line writes them. */
export interface StatisticsWords {
  readonly codec: string;
  readonly size: string;
  readonly framesPerSecond: string;
  readonly rate: string;
  readonly loss: string;
  /** Empty until measured. */
  readonly roundTrip: string;
  /** Empty until known. */
  readonly path: string;
}

/** Statistics in words, e.g. "1170×2532", "1.1 Mb/s" or "0.2%". */
export function statisticsWords(statistics: VideoStatistics): StatisticsWords {
  return {
    codec: statistics.codec === '' ? 'No codec yet' : statistics.codec,
    size: statistics.width === 0 ? 'No picture yet' : `${statistics.width}×${statistics.height}`,
    framesPerSecond: String(Math.round(statistics.framesPerSecond)),
    rate: rateInWords(statistics.kilobitsPerSecond),
    loss: lossInWords(statistics.loss),
    roundTrip: statistics.roundTripMs === null ? '' : `${Math.round(statistics.roundTripMs)} ms`,
    path: statistics.path === 'unknown' ? '' : statistics.path === 'direct' ? 'Direct' : 'Relayed',
  };
}

/** A bit rate, e.g. "1.1 Mb/s" or "350 kb/s". */
export function rateInWords(kilobitsPerSecond: number): string {
  return kilobitsPerSecond >= 1000
    ? `${(kilobitsPerSecond / 1000).toFixed(1)} Mb/s`
    : `${Math.round(kilobitsPerSecond)} kb/s`;
}

/** A share of lost packets (0 to 1), e.g. "0.2%". */
export function lossInWords(loss: number): string {
  return `${(loss * 100).toFixed(1)}%`;
}
