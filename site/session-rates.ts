import type { Clock } from '../shared/clock';
import { MessageRate } from './message-rate';

const ratesKept = 2_000;

/** The message rates of sessions, which outlive their connections: who comes back goes on counting. */
export class SessionRates {
  readonly #clock: Clock;
  /** The one used longest ago first. */
  readonly #rates = new Map<string, MessageRate>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The rate of the session, or of the session key, of this name. */
  of(name: string): MessageRate {
    const rate = this.#rates.get(name) ?? new MessageRate(this.#clock);
    this.#rates.delete(name);
    this.#rates.set(name, rate);
    for (const oldest of this.#rates.keys()) {
      if (this.#rates.size <= ratesKept) break;
      this.#rates.delete(oldest);
    }
    return rate;
  }
}
