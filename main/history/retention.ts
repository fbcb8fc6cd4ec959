import type { Clock } from '../../shared/clock';

const dayMs = 24 * 60 * 60 * 1000;
/** How often it is looked for sessions that have been kept long enough, in milliseconds. */
export const retentionCheckMs = 60 * 60 * 1000;

export interface RetentionOptions {
  readonly clock: Clock;
  /** How many days a session is kept after its end; null keeps every session. */
  readonly retentionDays: () => number | null;
  readonly endedBefore: (time: number) => readonly string[];
  readonly deleteSession: (sessionId: string) => Promise<unknown>;
  readonly failed: (error: unknown) => void;
}

/** Deletes sessions that have been kept as long as the settings say. */
export class Retention {
  readonly #options: RetentionOptions;
  #cancel: (() => void) | undefined;
  #isDisposed = false;
  #work: Promise<void> = Promise.resolve();

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  /** Looks now, and from then on every hour; also after the setting has changed. Resolves once all is deleted; never rejects. */
  check(): Promise<void> {
    this.#cancel?.();
    if (this.#isDisposed) return this.#work;
    this.#cancel = this.#options.clock.setTimer(() => void this.check(), retentionCheckMs);
    this.#work = this.#work.then(() => this.#deleteDue());
    return this.#work;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  async #deleteDue(): Promise<void> {
    const days = this.#options.retentionDays();
    if (days === null) return;
    try {
      for (const sessionId of this.#options.endedBefore(this.#options.clock.now() - days * dayMs)) {
        if (this.#isDisposed) return;
        await this.#options.deleteSession(sessionId);
      }
    } catch (error) {
      this.#options.failed(error);
    }
  }
}
