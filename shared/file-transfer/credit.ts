import type { TransferLimits } from './transfer';

/** Milliseconds of bytes that may wait on the road, so that a chat message never waits long behind them. */
const queueMs = 100;

/** Grains a sender may send before it knows anything about the road. */
const firstGrains = 4;

/** One chunk on its way: where it ends, when it was sent, and what was on the receiver's disk then. */
export interface SentChunk {
  readonly end: number;
  /** In milliseconds, of the sender's own clock. */
  readonly at: number;
  readonly onDisk: number;
}

/** What a sender knows about the road to the receiver's disk. */
export type Road =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'measured';
      /** Smoothed, in bytes per millisecond. */
      readonly rate: number;
      /** The quickest acknowledgement so far, in milliseconds. */
      readonly quickestMs: number;
    };

/** Learns from the newest chunk of those just acknowledged, at `now` milliseconds. */
export function measureRoad(road: Road, chunk: SentChunk, onDisk: number, now: number): Road {
  const tookMs = Math.max(now - chunk.at, 0.1);
  const rate = (onDisk - chunk.onDisk) / tookMs;
  if (road.kind === 'unknown') return { kind: 'measured', rate, quickestMs: tookMs };
  return {
    kind: 'measured',
    // A road is as quick as it has lately been: one slow answer of a busy phone must not throttle what follows.
    rate: Math.max(rate, road.rate + (rate - road.rate) / 16),
    quickestMs: Math.min(road.quickestMs, tookMs),
  };
}

/**
 * Returns how many bytes a sender may be ahead of the receiver's disk: what the road carries, within `share` and
 * the limit, at least a grain.
 */
export function creditFor(road: Road, share: number, limits: TransferLimits): number {
  const useful =
    road.kind === 'unknown'
      ? firstGrains * limits.grainBytes
      : Math.round(road.rate * (road.quickestMs + queueMs));
  return Math.max(limits.grainBytes, Math.min(useful, share, limits.creditBytes));
}

/** Returns the next chunk's length: a quarter of the credit in whole grains, and never past the end. */
export function chunkLength(credit: number, left: number, limits: TransferLimits): number {
  const grains = Math.max(1, Math.floor(credit / 4 / limits.grainBytes));
  return Math.min(grains * limits.grainBytes, limits.chunkBytes, left);
}

/**
 * Divides `total` bytes of credit among transfers so that none waits for another: each gets an equal part, and what one
 * cannot use the others share. `wants` are bytes left of each; the result is in the same order.
 */
export function shareCredit(total: number, wants: readonly number[]): readonly number[] {
  const shares = wants.map(() => 0);
  let left = total;
  const byNeed = wants.map((want, index) => ({ want, index })).sort((a, b) => a.want - b.want);
  byNeed.forEach(({ want, index }, done) => {
    const share = Math.min(want, Math.floor(left / (byNeed.length - done)));
    shares[index] = share;
    left -= share;
  });
  return shares;
}
