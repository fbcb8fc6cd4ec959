import type { Clock } from '../shared/clock';

/** Wrong guesses in a row an address may make before it has to wait. */
export const freeGuesses = 5;
const firstDelayMs = 2_000;
const longestDelayMs = 60_000;
/** An address without wrong guesses for this long starts afresh. */
const forgottenAfterMs = 15 * 60_000;
/** Wrong guesses, over all addresses, in any `siteWindowMs`. */
export const siteGuesses = 200;
const siteWindowMs = 10 * 60_000;
const addressesKept = 10_000;

export type GuessPermission =
  | { readonly kind: 'free' }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number };

interface Guesser {
  readonly wrong: number;
  readonly lastAt: number;
}

/**
 * Slows the guessing of session keys, per address and per site.
 *
 * There are 10^8 keys, for the ninth digit follows from the others. An address makes 5 wrong guesses without waiting,
 * then waits 2, 4, 8, 16, 32 and from then on 60 seconds: 10 guesses in its first minute, then 1,440 a day.
 * All addresses together make at most 200 wrong guesses in 10 minutes, 28,800 a day. With one key open for 30 minutes
 * that is 600 guesses at 10^8 keys: 1 in 166,000. With the most a representative may have open (50) all day it is
 * 1 in 69 a day, and what a hit gains is a place in the queue, which a person must accept.
 */
export class GuessThrottle {
  readonly #clock: Clock;
  /** Oldest wrong guess first, since each wrong guess moves its address to the end. */
  readonly #guessers = new Map<string, Guesser>();
  #siteWrongAt: number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns whether `address` may try a key now, and if not, in how many milliseconds. */
  check(address: string): GuessPermission {
    const now = this.#clock.now();
    const waits = Math.max(this.#addressWait(address, now), this.#siteWait(now));
    return waits > 0 ? { kind: 'throttled', retryAfterMs: Math.ceil(waits) } : { kind: 'free' };
  }

  /** Notes a wrong key from `address`. */
  noteWrong(address: string): void {
    const now = this.#clock.now();
    const guesser = this.#current(address, now);
    this.#guessers.delete(address);
    this.#guessers.set(address, { wrong: (guesser?.wrong ?? 0) + 1, lastAt: now });
    for (const oldest of this.#guessers.keys()) {
      if (this.#guessers.size <= addressesKept) break;
      this.#guessers.delete(oldest);
    }
    this.#siteWrongAt = [...this.#siteWrongAt.filter((at) => at > now - siteWindowMs), now].slice(
      -siteGuesses,
    );
  }

  /** Notes a right key from `address`, which then starts afresh. */
  noteRight(address: string): void {
    this.#guessers.delete(address);
  }

  /** Returns how many addresses are remembered. */
  get size(): number {
    return this.#guessers.size;
  }

  #addressWait(address: string, now: number): number {
    const guesser = this.#current(address, now);
    if (guesser === undefined || guesser.wrong < freeGuesses) return 0;
    const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** (guesser.wrong - freeGuesses));
    return guesser.lastAt + delay - now;
  }

  #siteWait(now: number): number {
    const oldest = this.#siteWrongAt[0];
    if (oldest === undefined || this.#siteWrongAt.length < siteGuesses) return 0;
    return oldest + siteWindowMs - now;
  }

  #current(address: string, now: number): Guesser | undefined {
    const guesser = this.#guessers.get(address);
    if (guesser === undefined) return undefined;
    if (now - guesser.lastAt < forgottenAfterMs) return guesser;
    this.#guessers.delete(address);
    return undefined;
  }
}
