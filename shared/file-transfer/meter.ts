/** How many milliseconds of the past a speed is smoothed over. */
const memoryMs = 3_000;

/** A smoothed speed. */
export interface Meter {
  readonly bytes: number;
  /** In milliseconds, of the caller's clock. */
  readonly at: number;
  /** Bytes per second; null until two looks were taken. */
  readonly speed: number | null;
}

/** Begins to measure at `bytes` done; bytes from before a pause or a restart never count as speed. */
export function startMeter(bytes: number, at: number): Meter {
  return { bytes, at, speed: null };
}

/** Notes that `bytes` are done at `at` milliseconds; a restarted transfer starts over. */
export function readMeter(meter: Meter, bytes: number, at: number): Meter {
  if (bytes < meter.bytes) return startMeter(bytes, at);
  const tookMs = at - meter.at;
  if (tookMs <= 0) return meter;
  const speed = ((bytes - meter.bytes) * 1000) / tookMs;
  const weight = 1 - Math.exp(-tookMs / memoryMs);
  return { bytes, at, speed: meter.speed === null ? speed : meter.speed + (speed - meter.speed) * weight };
}

/** Returns the milliseconds until `left` bytes are done at this speed; null while unknown. */
export function timeLeftMs(left: number, speed: number | null): number | null {
  if (left <= 0) return 0;
  return speed === null || speed < 1 ? null : Math.round((left / speed) * 1000);
}
