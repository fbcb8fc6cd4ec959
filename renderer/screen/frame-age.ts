/** The newest frames looked at for the age of the picture. */
const framesKept = 30;

/** A frame older than this when looked up says nothing of the picture now, in milliseconds. */
const freshMs = 2000;

/** What the browser tells of one frame, as far as it is used; times in milliseconds as `performance.now()`. */
export interface FrameTimes {
  readonly captureTime?: number | undefined;
  readonly expectedDisplayTime: number;
}

/** How old frames are when they are shown, from the capture times the browser works out for a received video. */
export class FrameAge {
  readonly #ages: number[] = [];
  #shownAt = Number.NEGATIVE_INFINITY;

  /** Takes up a frame that is shown. */
  add({ captureTime, expectedDisplayTime }: FrameTimes): void {
    this.#shownAt = expectedDisplayTime;
    if (captureTime === undefined) return;
    const age = expectedDisplayTime - captureTime;
    // Until the clocks of both ends are matched the browser gives times that cannot be.
    if (age < 0 || age > 60_000) return;
    this.#ages.push(age);
    if (this.#ages.length > framesKept) this.#ages.shift();
  }

  /** The middle age of the newest frames, in milliseconds; null where it was not measured of late. */
  age(now: number): number | null {
    if (now - this.#shownAt > freshMs || this.#ages.length === 0) return null;
    const sorted = [...this.#ages].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? null;
  }

  /** How long ago the newest frame was shown, in milliseconds; null before the first. */
  sinceShown(now: number): number | null {
    return this.#shownAt === Number.NEGATIVE_INFINITY ? null : Math.max(0, now - this.#shownAt);
  }

  /** Follows the frames that `video` shows. Returns its stop. */
  follow(video: HTMLVideoElement): () => void {
    if (typeof video.requestVideoFrameCallback !== 'function') return () => undefined;
    let handle = 0;
    const next = () => {
      handle = video.requestVideoFrameCallback((_now, times) => {
        this.add(times);
        next();
      });
    };
    next();
    return () => video.cancelVideoFrameCallback(handle);
  }
}
