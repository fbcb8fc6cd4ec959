/** How long nothing may be decoded before a picture counts as stalled, in milliseconds. */
const quietMs = 900;

/** The sender tells about once a second; so long without a word, and it is gone, in milliseconds. */
const silentMs = 2_000;

interface Counted {
  readonly sent: number;
  readonly decoded: number;
}

/**
 * Tells whether the sender sends frames that do not arrive, or is not heard of any more. A still screen sends none and is
 * healthy as long as its sender says so.
 * `sent` is the sender's total as it reports it about once a second, `decoded` this side's total; both only grow.
 */
export class StallDetector {
  #before: Counted | undefined;
  #latest: Counted | undefined;
  #decoded = 0;
  #decodedAt: number;
  #heardAt: number;
  #since: number | null = null;

  /** `at` is when the connection began, in milliseconds since the Unix epoch. */
  constructor(at: number) {
    this.#decodedAt = at;
    this.#heardAt = at;
  }

  /** Since when no new picture came, in milliseconds since the Unix epoch; null while healthy. */
  get since(): number | null {
    return this.#since;
  }

  /** The sender has sent this many frames; this side had decoded `decoded` when it heard so. */
  sent(total: number, decoded: number, at: number): void {
    // One that fell silent over a still picture is well again with its next word.
    if (this.#since !== null && this.#missing(decoded) <= 0) this.#since = null;
    this.#heardAt = at;
    this.decoded(decoded, at);
    const isNew = this.#latest === undefined || total < this.#latest.sent;
    // Frames still missing are carried on; frames the decoder left out while pictures flow are not.
    const isWaiting = this.#missing(decoded) > 0 && decoded === this.#latest?.decoded;
    if (isNew) this.#before = undefined;
    else if (!isWaiting || this.#before === undefined) this.#before = this.#latest;
    this.#latest = { sent: total, decoded };
  }

  /** This side has decoded `total` frames, looked up at `at`; call it again and again, also when nothing is heard. */
  decoded(total: number, at: number): void {
    if (total !== this.#decoded) {
      this.#decoded = total;
      this.#decodedAt = at;
      if (this.#since !== null) this.#before = undefined;
      this.#since = null;
      return;
    }
    if (this.#since !== null) return;
    const isGone = this.#missing(total) > 0 || at - this.#heardAt >= silentMs;
    if (isGone && at - this.#decodedAt >= quietMs) this.#since = this.#decodedAt;
  }

  #missing(decoded: number): number {
    if (this.#before === undefined || this.#latest === undefined) return 0;
    return this.#latest.sent - this.#before.sent - (decoded - this.#before.decoded);
  }
}
