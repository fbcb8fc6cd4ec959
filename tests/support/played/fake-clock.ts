import type { Clock } from '../../../shared/clock';

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly run: () => void;
}

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  #reading: number;
  #elapsed = 0;
  #order = 0;
  readonly #timers = new Set<Timer>();

  constructor(reading = 1_700_000_000_000) {
    this.#reading = reading;
  }

  now(): number {
    return this.#reading;
  }

  setTimer(run: () => void, delayMs: number): () => void {
    const timer: Timer = { due: this.#elapsed + delayMs, order: this.#order, run };
    this.#order += 1;
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers wait to run. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Lets `ms` milliseconds pass, running what comes due on the way, in order. */
  advance(ms: number): void {
    const end = this.#elapsed + ms;
    for (;;) {
      const next = [...this.#timers]
        .filter(({ due }) => due <= end)
        .sort((a, b) => a.due - b.due || a.order - b.order)[0];
      if (next === undefined) break;
      this.#pass(next.due - this.#elapsed);
      this.#timers.delete(next);
      next.run();
    }
    this.#pass(end - this.#elapsed);
  }

  /** Sets what the clock shows, as a person might; timers do not notice. */
  set(reading: number): void {
    this.#reading = reading;
  }

  #pass(ms: number): void {
    this.#elapsed += ms;
    this.#reading += ms;
  }
}
