/** Listeners for one kind of event. */
export class Listeners<Told extends readonly unknown[]> {
  readonly #listeners = new Set<(...told: Told) => void>();

  /** Calls `listener` each time from now on. Returns its unsubscribe. */
  readonly add = (listener: (...told: Told) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  tell(...told: Told): void {
    for (const listener of [...this.#listeners]) listener(...told);
  }
}
