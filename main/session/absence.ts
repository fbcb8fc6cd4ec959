import type { Clock } from '../../shared/clock';

/** A connection shorter than this is a reloaded page and not worth an entry in the log; in milliseconds. */
const lossNoticedAfterMs = 2_000;

/** How long a customer may be away, unconnected, in milliseconds: a closed page looks the same as one that sleeps. */
export const awayAtMostMs = 2 * 60 * 60 * 1000;

/** How soon an end that the disk refused is written again, in milliseconds. */
const unsavedRetryMs = 30_000;

/** What an absence does to its session. */
export interface AbsenceOptions {
  readonly clock: Clock;
  readonly isAway: () => boolean;
  /** How long a customer may stay unconnected before the session ends, in milliseconds. */
  readonly gracePeriodMs: () => number;
  /** Says in the log that the connection is lost. */
  readonly notice: () => void;
  /** Ends the session. Says whether that could be written. */
  readonly end: () => boolean;
}

/** The time that a customer is not connected: when that is said, and when it ends the session. */
export class Absence {
  readonly #options: AbsenceOptions;
  #cancelNotice: (() => void) | undefined;
  #cancelEnd: (() => void) | undefined;

  constructor(options: AbsenceOptions) {
    this.#options = options;
  }

  /** Whether the customer counts as unconnected. */
  get isRunning(): boolean {
    return this.#cancelNotice !== undefined || this.#cancelEnd !== undefined;
  }

  /** Begins, unless it has begun; one that follows a long silence is said at once. */
  begin(afterSilence: boolean): void {
    if (this.isRunning) return;
    if (afterSilence) this.#noticed();
    else {
      this.#cancelNotice = this.#options.clock.setTimer(() => {
        this.#cancelNotice = undefined;
        this.#noticed();
      }, lossNoticedAfterMs);
    }
  }

  /** Pictures still come from the phone: the time until the end begins anew. */
  mediaFlowed(): void {
    if (this.#cancelEnd === undefined) return;
    this.#cancelEnd();
    this.#endAfter(this.#lastsAtMostMs());
  }

  /** The customer is back, or the session is over. */
  stop(): void {
    this.#cancelNotice?.();
    this.#cancelEnd?.();
    this.#cancelNotice = undefined;
    this.#cancelEnd = undefined;
  }

  #noticed(): void {
    this.#endAfter(this.#lastsAtMostMs());
    this.#options.notice();
  }

  #lastsAtMostMs(): number {
    const { isAway, gracePeriodMs } = this.#options;
    return isAway() ? Math.max(awayAtMostMs, gracePeriodMs()) : gracePeriodMs();
  }

  #endAfter(milliseconds: number): void {
    this.#cancelEnd = this.#options.clock.setTimer(() => {
      this.#cancelEnd = undefined;
      if (!this.#options.end()) this.#endAfter(unsavedRetryMs);
    }, milliseconds);
  }
}
