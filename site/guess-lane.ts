import type { Clock } from '../shared/clock';

/** Milliseconds from one typed key that is looked at to the next, while many are guessed. */
export const laneIntervalMs = 3_000;
/** How long a typed key waits for its turn, in milliseconds. */
export const laneWaitMs = 60_000;
const laneLength = 200;
const lanePlacesPerAddress = 3;

/** A typed key that waits for its turn. */
export interface LaneAttempt {
  readonly address: string;
  /** It is this one's turn. */
  readonly look: () => void;
  /** It was others' turn for too long. */
  readonly refuse: (retryAfterMs: number) => void;
}

interface Waiting {
  readonly attempt: LaneAttempt;
  readonly since: number;
}

/**
 * Where typed keys wait while many are guessed: one is looked at in 3 seconds, first of those from whose address, network
 * and wider network the fewest wrong keys came, then of those who wait longest. So guessing makes the guessers wait, and
 * everybody else a few seconds.
 */
export class GuessLane {
  readonly #clock: Clock;
  readonly #wrongAround: (address: string) => readonly number[];
  #waiting: Waiting[] = [];
  #lastAt = Number.NEGATIVE_INFINITY;
  #cancelTurn: (() => void) | undefined;

  /** `wrongAround` counts the wrong keys that came from an address and from the networks around it. */
  constructor(clock: Clock, wrongAround: (address: string) => readonly number[]) {
    this.#clock = clock;
    this.#wrongAround = wrongAround;
  }

  /** Takes a place in the lane; returns what gives it up. */
  enter(attempt: LaneAttempt): () => void {
    const entry = { attempt, since: this.#clock.now() };
    this.#waiting.push(entry);
    this.#shorten(attempt.address);
    this.#arm();
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
      if (this.#waiting.length === 0) this.#disarm();
    };
  }

  get length(): number {
    return this.#waiting.length;
  }

  #shorten(address: string): void {
    const own = this.#waiting.filter(({ attempt }) => attempt.address === address);
    if (own.length > lanePlacesPerAddress) this.#giveUp(own.at(-1));
    else if (this.#waiting.length > laneLength) this.#giveUp(this.#inOrder().at(-1));
  }

  #giveUp(entry: Waiting | undefined): void {
    if (entry === undefined) return;
    this.#waiting = this.#waiting.filter((other) => other !== entry);
    entry.attempt.refuse(laneWaitMs);
  }

  #inOrder(): Waiting[] {
    const ranked = this.#waiting.map((entry) => ({ entry, wrong: this.#wrongAround(entry.attempt.address) }));
    return ranked
      .sort((a, b) => compareCounts(a.wrong, b.wrong) || a.entry.since - b.entry.since)
      .map(({ entry }) => entry);
  }

  #arm(): void {
    if (this.#cancelTurn !== undefined || this.#waiting.length === 0) return;
    const delayMs = Math.max(0, this.#lastAt + laneIntervalMs - this.#clock.now());
    this.#cancelTurn = this.#clock.setTimer(() => this.#takeTurn(), delayMs);
  }

  #disarm(): void {
    this.#cancelTurn?.();
    this.#cancelTurn = undefined;
  }

  #takeTurn(): void {
    this.#cancelTurn = undefined;
    const now = this.#clock.now();
    this.#lastAt = now;
    const next = this.#inOrder()[0];
    this.#waiting = this.#waiting.filter((entry) => entry !== next);
    for (const entry of this.#waiting) if (entry.since <= now - laneWaitMs) this.#giveUp(entry);
    this.#arm();
    next?.attempt.look();
  }
}

function compareCounts(a: readonly number[], b: readonly number[]): number {
  for (const [index, count] of a.entries()) {
    const difference = count - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
