/** Listeners for one kind of event. */
export class Listeners<Told extends readonly unknown[]> {
  readonly #listeners = new Set<(...told: Told) => void>();

  /** Calls `listener` each time from now on. Returns its unsubscribe. */
  readonly add = (listener: (...told: Told) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get isEmpty(): boolean {
    return this.#listeners.size === 0;
  }

  /** Calls every listener, also those that are removed meanwhile. */
  tell(...told: Told): void {
    for (const listener of [...this.#listeners]) listener(...told);
  }

  /** Removes every listener. */
  clear(): void {
    this.#listeners.clear();
  }
}
