/** Time as the site sees it, so that tests can move it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `run` once, `delayMs` from now; returns what cancels it. */
  setTimer(run: () => void, delayMs: number): () => void;
}

/** Runs `run` every `intervalMs` until the returned function is called. */
export function repeat(clock: Clock, run: () => void, intervalMs: number): () => void {
  let stopped = false;
  let cancel = clock.setTimer(tick, intervalMs);
  function tick(): void {
    cancel = clock.setTimer(tick, intervalMs);
    run();
    if (stopped) cancel();
  }
  return () => {
    stopped = true;
    cancel();
  };
}
