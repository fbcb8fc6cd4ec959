import { useSyncExternalStore } from 'react';
import { Listeners } from '../../shared/listeners';
import { partContext } from './part-context';

/** One clock for everything that shows passing time: it runs only while somebody looks. */
export class Ticker {
  readonly #listeners = new Listeners<[]>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #now: number;

  /** `intervalMs` is the time between two ticks. */
  constructor(
    readonly intervalMs: number,
    readonly readClock: () => number = () => Date.now(),
  ) {
    this.#now = readClock();
  }

  /** The time of the latest tick, in milliseconds since the Unix epoch; while nobody looks, the second that began last. */
  readonly now = (): number =>
    this.#timer === undefined ? Math.floor(this.readClock() / 1000) * 1000 : this.#now;

  /** Calls `listener` at each tick. Returns its unsubscribe. */
  readonly subscribe = (listener: () => void): (() => void) => {
    const remove = this.#listeners.add(listener);
    if (this.#timer === undefined) {
      this.#now = this.readClock();
      this.#timer = setInterval(() => this.#tick(), this.intervalMs);
    }
    return () => {
      remove();
      if (this.#listeners.isEmpty && this.#timer !== undefined) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    };
  };

  #tick(): void {
    this.#now = this.readClock();
    this.#listeners.tell();
  }
}

export const [TickerContext, useTicker] = partContext<Ticker>('The clock');

/** The time now, in milliseconds since the Unix epoch, renewed at each tick of the window's clock. */
export function useNow(): number {
  const ticker = useTicker();
  return useSyncExternalStore(ticker.subscribe, ticker.now);
}
