import type { Clock } from '../../shared/clock';
import type { Phone } from './site-link';

/** A phone's wish to take a session up again. */
export interface Resumption {
  readonly phone: Phone;
  readonly token: string;
  /** Names the loading of its page; empty where it does not say. */
  readonly instance: string;
  readonly lastSeq: number;
}

/** How long the connection that a session has is asked whether it lives, in milliseconds; it is asked twice. */
export const answersWithinMs = 2_000;

/** What becomes of a resumption once it is decided. */
export interface TakeoverOptions {
  readonly clock: Clock;
  /** The old connection is `dead`, as it has not answered, or gone where that is undefined. */
  readonly admit: (resumption: Resumption, dead: Phone | undefined) => void;
  /** The old connection lives: this is another device, or another page. */
  readonly refuse: (resumption: Resumption) => void;
}

/** Resumptions that came while the session still has a connection: they wait until it is known whether that one lives. */
export class Takeovers {
  readonly #options: TakeoverOptions;
  readonly #waiting = new Map<string, { readonly resumption: Resumption; cancel: () => void }>();
  #holder: Phone | undefined;
  #hasAnswered = false;

  constructor(options: TakeoverOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#waiting.size > 0;
  }

  /** Takes in a resumption of the session that `holder` has, and decides on it within `answersWithinMs`. */
  begin(resumption: Resumption, holder: Phone): void {
    const { connectionId } = resumption.phone;
    this.forget(connectionId);
    this.#holder = holder;
    this.#probe();
    const half = answersWithinMs / 2;
    const waiting = { resumption, cancel: (): void => undefined };
    waiting.cancel = this.#options.clock.setTimer(() => {
      // Only the second answer counts: the first may have been on its way when the phone left that connection.
      this.#probe();
      waiting.cancel = this.#options.clock.setTimer(() => this.#decide(resumption), half);
    }, half);
    this.#waiting.set(connectionId, waiting);
  }

  /** A phone has answered the question. */
  answered(connectionId: string): void {
    if (connectionId === this.#holder?.connectionId) this.#hasAnswered = true;
  }

  /** The session has no connection any more: who waited longest is admitted, and those behind wait anew. */
  holderLeft(): void {
    const resumptions = [...this.#waiting.values()].map(({ resumption }) => resumption);
    this.stop();
    for (const resumption of resumptions) this.#options.admit(resumption, undefined);
  }

  /** The phone that waited is gone. */
  forget(connectionId: string): void {
    this.#waiting.get(connectionId)?.cancel();
    this.#waiting.delete(connectionId);
  }

  /** Forgets everyone who waits. */
  stop(): void {
    for (const { cancel } of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }

  #probe(): void {
    this.#hasAnswered = false;
    this.#holder?.probe();
  }

  #decide(resumption: Resumption): void {
    this.#waiting.delete(resumption.phone.connectionId);
    if (this.#hasAnswered) this.#options.refuse(resumption);
    else this.#options.admit(resumption, this.#holder);
  }
}
