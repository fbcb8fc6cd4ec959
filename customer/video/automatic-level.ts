import { type QualityLevel, qualityLevels } from '../../shared/quality';
import type { SenderStatistics } from './sender-statistics';

/** The levels Automatic moves among, best first. */
export const automaticLevels = [
  'full-color',
  'more-colors',
  'few-colors',
  'black-and-white',
] as const satisfies readonly QualityLevel[];
export type AutomaticLevel = (typeof automaticLevels)[number];

/** Where Automatic stands; times are milliseconds of any steady clock. */
export interface AutomaticState {
  readonly level: AutomaticLevel;
  /** Since when the connection does not carry the level; null while it does. */
  readonly badSince: number | null;
  /** Since when the connection carries the level with ease; null while it does not. */
  readonly goodSince: number | null;
  readonly changedAt: number;
  readonly lastChange: 'none' | 'up' | 'down';
  /** How long the connection must be good before the next better level is tried. */
  readonly patienceMs: number;
}

type Sample = Omit<SenderStatistics, 'framesSent'>;

/** A new connection's estimate of the way needs this long to grow. */
const settlesMs = 4_000;
const downAfterMs = 2_000;
const firstPatienceMs = 3_000;
const longestPatienceMs = 30_000;
/** A level left again this soon after it was tried was tried too early. */
const triedInVainMs = 8_000;

/** Automatic at its best level, as a session begins. */
export function beginAutomatic(at: number): AutomaticState {
  return {
    level: automaticLevels[0],
    badSince: null,
    goodSince: null,
    changedAt: at,
    lastChange: 'none',
    patienceMs: firstPatienceMs,
  };
}

/** The state after one more look, about a second after the one before. */
export function nextAutomatic(state: AutomaticState, sample: Sample, at: number): AutomaticState {
  const verdict = judge(sample, state.level);
  const badSince = verdict === 'bad' ? (state.badSince ?? at) : null;
  const goodSince = verdict === 'good' ? (state.goodSince ?? at) : null;
  const watched = { ...state, badSince, goodSince };
  const index = automaticLevels.indexOf(state.level);
  const since = at - state.changedAt;
  const settles = state.lastChange === 'none' ? settlesMs : downAfterMs;
  if (badSince !== null && since >= settles && at - badSince >= downAfterMs) {
    const worse = levelThatFits(index + 1, sample);
    if (worse === undefined) return watched;
    const inVain = state.lastChange === 'up' && since < triedInVainMs + downAfterMs;
    return {
      level: worse,
      badSince: null,
      goodSince: null,
      changedAt: at,
      lastChange: 'down',
      patienceMs: inVain ? Math.min(state.patienceMs * 2, longestPatienceMs) : state.patienceMs,
    };
  }
  const better = automaticLevels[index - 1];
  if (goodSince !== null && better !== undefined && at - goodSince >= state.patienceMs) {
    return { ...watched, level: better, badSince: null, goodSince: null, changedAt: at, lastChange: 'up' };
  }
  const hasLasted = state.lastChange === 'up' && since >= triedInVainMs + downAfterMs && verdict !== 'bad';
  return hasLasted ? { ...watched, patienceMs: firstPatienceMs } : watched;
}

function judge(sample: Sample, level: AutomaticLevel): 'bad' | 'good' | 'neither' {
  const loss = sample.lossFraction ?? 0;
  const delay = sample.roundTripMs ?? 0;
  const { availableBitrate } = sample;
  const ceiling = qualityLevels[level].maxBitrate;
  // A full ceiling is seldom needed; far below it the encoder blurs and drops frames.
  const isStarved = sample.limitedBy === 'bandwidth' && (availableBitrate ?? 0) < ceiling * 0.5;
  if (loss > 0.1 || delay > 1_000 || isStarved) return 'bad';
  if (loss < 0.03 && delay < 600 && sample.limitedBy !== 'bandwidth') return 'good';
  return 'neither';
}

/** The first level from `index` on that the connection is thought to carry; the last one where none is. */
function levelThatFits(index: number, { availableBitrate }: Sample): AutomaticLevel | undefined {
  const left = automaticLevels.slice(index);
  if (availableBitrate === null) return left[0];
  return left.find((level) => qualityLevels[level].maxBitrate * 0.6 <= availableBitrate) ?? left.at(-1);
}
