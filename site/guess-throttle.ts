import type { Clock } from '../shared/clock';
import { addressGroups } from './remote-address';

/** Wrong guesses in a row an address may make before it has to wait. */
export const freeGuesses = 5;
const firstDelayMs = 2_000;
const longestDelayMs = 60_000;
/** An address without wrong guesses for this long starts afresh. */
const forgottenAfterMs = 15 * 60_000;
/** Wrong guesses, over all addresses, in any `siteWindowMs`, after which typed keys are looked at one by one. */
export const siteGuesses = 200;
const siteWindowMs = 10 * 60_000;
const groupsKept = 30_000;

export type GuessPermission =
  | { readonly kind: 'free' }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number };

interface Guesser {
  readonly wrong: number;
  readonly lastAt: number;
}

/**
 * Slows the guessing of session keys, per address, and says when all addresses together guess so much that the typed keys
 * should queue.
 *
 * There are 10^8 keys, for the ninth digit follows from the others. An address makes 5 wrong guesses without waiting,
 * then waits 2, 4, 8, 16, 32 and from then on 60 seconds: 10 guesses in its first minute, then 1,440 a day.
 * After 200 wrong guesses in 10 minutes over all addresses, one key is looked at in 3 seconds, 28,800 a day. With one key
 * open for 30 minutes that is 600 guesses at 10^8 keys: 1 in 166,000. With the most a representative may have open (50)
 * all day it is 1 in 69 a day, and what a hit gains is a place in the queue, which a person must accept.
 */
export class GuessThrottle {
  readonly #clock: Clock;
  /** By address and by each network around it. Oldest wrong guess first, since each wrong guess moves its entry to the end. */
  readonly #guessers = new Map<string, Guesser>();
  #siteWrongAt: number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether `address` may try a key now, and if not, in how many milliseconds. */
  check(address: string): GuessPermission {
    const now = this.#clock.now();
    const guesser = this.#current(address, now);
    if (guesser === undefined || guesser.wrong < freeGuesses) return { kind: 'free' };
    const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** (guesser.wrong - freeGuesses));
    const waitMs = guesser.lastAt + delayMs - now;
    return waitMs > 0 ? { kind: 'throttled', retryAfterMs: Math.ceil(waitMs) } : { kind: 'free' };
  }

  /** How many wrong keys came lately from the address, from its network, and from the network around that. */
  wrongAround(address: string): readonly number[] {
    const now = this.#clock.now();
    return addressGroups(address).map((group) => this.#current(group, now)?.wrong ?? 0);
  }

  /** Notes a wrong key from `address`. */
  noteWrong(address: string): void {
    const now = this.#clock.now();
    for (const group of addressGroups(address)) {
      const wrong = (this.#current(group, now)?.wrong ?? 0) + 1;
      this.#guessers.delete(group);
      this.#guessers.set(group, { wrong, lastAt: now });
    }
    for (const oldest of this.#guessers.keys()) {
      if (this.#guessers.size <= groupsKept) break;
      this.#guessers.delete(oldest);
    }
    this.#siteWrongAt = [...this.#recentlyWrong(now), now].slice(-siteGuesses);
  }

  /** Notes a right key from `address`, which then starts afresh. */
  noteRight(address: string): void {
    this.#guessers.delete(address);
  }

  /** Wrong keys over all addresses in the last 10 minutes, counted up to `siteGuesses`. */
  get recentlyWrong(): number {
    return this.#recentlyWrong(this.#clock.now()).length;
  }

  /** Whether so much is guessed, over all addresses, that typed keys are to be looked at one by one. */
  get isBesieged(): boolean {
    return this.recentlyWrong >= siteGuesses;
  }

  /** How many addresses and networks are remembered. */
  get size(): number {
    return this.#guessers.size;
  }

  #recentlyWrong(now: number): number[] {
    return this.#siteWrongAt.filter((at) => at > now - siteWindowMs);
  }

  #current(group: string, now: number): Guesser | undefined {
    const guesser = this.#guessers.get(group);
    if (guesser === undefined) return undefined;
    if (now - guesser.lastAt < forgottenAfterMs) return guesser;
    this.#guessers.delete(group);
    return undefined;
  }
}
