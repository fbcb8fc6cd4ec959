/** Counts what is open, altogether and per address, against two limits. */
export class ConnectionCounts {
  readonly #perSite: number;
  readonly #perAddress: number;
  readonly #byAddress = new Map<string, number>();
  #total = 0;

  constructor(perSite: number, perAddress: number) {
    this.#perSite = perSite;
    this.#perAddress = perAddress;
  }

  /** Counts one more from `address`; returns what counts it out again (once), or undefined when a limit is reached. */
  enter(address: string): (() => void) | undefined {
    const own = this.#byAddress.get(address) ?? 0;
    if (this.#total >= this.#perSite || own >= this.#perAddress) return undefined;
    this.#total += 1;
    this.#byAddress.set(address, own + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#total -= 1;
      const rest = (this.#byAddress.get(address) ?? 1) - 1;
      if (rest > 0) this.#byAddress.set(address, rest);
      else this.#byAddress.delete(address);
    };
  }

  get total(): number {
    return this.#total;
  }
}
