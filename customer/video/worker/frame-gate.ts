/** What can be let go of. */
interface Closable {
  readonly close: () => void;
}

/** Lets frames through at no more than a given rate; the last one before a pause always comes through. */
export class FrameGate<Frame extends Closable> {
  readonly #pass: (frame: Frame) => void;
  #intervalUs: number;
  /** The timestamp from which the next frame is due, in microseconds. */
  #due = Number.NEGATIVE_INFINITY;
  #held: { readonly frame: Frame; readonly timestamp: number } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(framesPerSecond: number, pass: (frame: Frame) => void) {
    this.#intervalUs = 1_000_000 / framesPerSecond;
    this.#pass = pass;
  }

  setRate(framesPerSecond: number): void {
    const before = this.#intervalUs;
    this.#intervalUs = 1_000_000 / framesPerSecond;
    this.#due += this.#intervalUs - before;
  }

  /** Takes a frame with its timestamp in microseconds: passes it on, holds it until it is due, or closes it. */
  offer(frame: Frame, timestamp: number): void {
    this.#release();
    if (timestamp < this.#due - 1_000 && this.#due - timestamp <= this.#intervalUs * 2) {
      this.#held = { frame, timestamp };
      this.#timer = setTimeout(() => this.#passHeld(), (this.#due - timestamp) / 1_000);
      return;
    }
    // A frame that came late does not let the next one through at once.
    this.#due = Math.max(this.#due + this.#intervalUs, timestamp + this.#intervalUs / 2);
    this.#pass(frame);
  }

  /** Lets go of what is held. */
  close(): void {
    this.#release();
  }

  #passHeld(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined) return;
    this.#due = Math.max(this.#due, held.timestamp) + this.#intervalUs;
    this.#pass(held.frame);
  }

  #release(): void {
    clearTimeout(this.#timer);
    this.#held?.frame.close();
    this.#held = undefined;
  }
}
