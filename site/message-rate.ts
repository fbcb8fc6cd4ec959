import type { Clock } from '../shared/clock';
import { limits } from '../shared/limits';

const bucketMs = 1_000;
const buckets = 10;
/** How many times the limit a phone may go on sending before it is disconnected. */
const patience = 2;

export type RateVerdict =
  | { readonly kind: 'within' }
  /** Over the limit; `tell` is true at most once a second, so that the answers are no flood of their own. */
  | { readonly kind: 'over'; readonly tell: boolean; readonly retryAfterMs: number }
  | { readonly kind: 'flood' };

/** Counts what one phone sends in any 10 seconds (to the second). */
export class MessageRate {
  readonly #clock: Clock;
  #counts = new Array<number>(buckets).fill(0);
  #latest: number;
  #toldIn: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#latest = this.#second();
  }

  /** Counts one message, as `weight` of them, and says whether it may pass. */
  count(weight = 1): RateVerdict {
    const second = this.#advance();
    const slot = second % buckets;
    this.#counts[slot] = (this.#counts[slot] ?? 0) + weight;
    const total = this.#counts.reduce((sum, count) => sum + count, 0);
    if (total <= limits.messagesPerTenSeconds) return { kind: 'within' };
    if (total > limits.messagesPerTenSeconds * patience) return { kind: 'flood' };
    const tell = this.#toldIn !== second;
    this.#toldIn = second;
    return { kind: 'over', tell, retryAfterMs: this.#retryAfterMs(second, total) };
  }

  #advance(): number {
    const second = this.#second();
    const passed = second - this.#latest;
    // A clock set back starts a new count rather than keeping the old one for ever.
    if (passed < 0 || passed >= buckets) this.#counts.fill(0);
    else for (let step = 1; step <= passed; step += 1) this.#counts[(this.#latest + step) % buckets] = 0;
    this.#latest = second;
    return second;
  }

  /** Returns when enough of the counted messages are older than 10 seconds that one more may pass. */
  #retryAfterMs(second: number, total: number): number {
    let left = total;
    for (let age = buckets - 1; age >= 0; age -= 1) {
      left -= this.#counts[(second - age + buckets) % buckets] ?? 0;
      if (left < limits.messagesPerTenSeconds) return (buckets - age) * bucketMs;
    }
    return buckets * bucketMs;
  }

  #second(): number {
    return Math.max(0, Math.floor(this.#clock.now() / bucketMs));
  }
}
