const source = `let timer;
self.onmessage = ({ data }) => {
  clearInterval(timer);
  timer = setInterval(() => self.postMessage(0), data);
};`;

export interface Ticker {
  /** Sets the time between ticks, in milliseconds. */
  readonly setInterval: (milliseconds: number) => void;
  readonly stop: () => void;
}

/** The tickers of a simulated phone, counted. */
export class Tickers {
  #running = 0;

  /** How many run now. */
  get running(): number {
    return this.#running;
  }

  /** Calls `tick` every so many milliseconds, also while the page is hidden, until the ticker is stopped. */
  start(milliseconds: number, tick: () => void): Ticker {
    const ticker = startTicker(milliseconds, tick, () => {
      this.#running -= 1;
    });
    this.#running += 1;
    return ticker;
  }
}

function startTicker(milliseconds: number, tick: () => void, stoppedOnce: () => void): Ticker {
  let every = milliseconds;
  let last = Number.NEGATIVE_INFINITY;
  let fallback: ReturnType<typeof setInterval> | undefined;
  let worker: Worker | undefined;
  let stopped = false;

  const onTick = () => {
    // A page that was busy finds ticks queued up: it does one of them, and leaves time for other things after it.
    if (stopped || performance.now() - last < every * 0.5) return;
    tick();
    last = performance.now();
  };
  const onMainThread = () => {
    worker?.terminate();
    worker = undefined;
    clearInterval(fallback);
    if (!stopped) fallback = setInterval(onTick, every);
  };

  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  try {
    worker = new Worker(address);
    worker.onmessage = onTick;
    worker.onerror = onMainThread;
    worker.postMessage(every);
  } catch {
    onMainThread();
  }

  return {
    setInterval: (next) => {
      if (stopped || next === every) return;
      every = next;
      if (worker) worker.postMessage(every);
      else onMainThread();
    },
    stop: () => {
      if (stopped) return;
      stopped = true;
      stoppedOnce();
      clearInterval(fallback);
      worker?.terminate();
      URL.revokeObjectURL(address);
    },
  };
}
