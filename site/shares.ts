/** What was taken out of `Shares`, until it is given back. */
export interface Share {
  /** Takes so much more; false, and nothing taken, where a limit is reached. */
  more(amount: number): boolean;
  /** Gives so much of it back. */
  less(amount: number): void;
  /** Gives all of it back, once. */
  release(): void;
}

/** An amount (of bytes, of connections) that is bounded altogether and for each address. */
export class Shares {
  readonly #total: number;
  readonly #perAddress: number;
  readonly #byAddress = new Map<string, number>();
  #taken = 0;

  constructor(total: number, perAddress: number) {
    this.#total = total;
    this.#perAddress = perAddress;
  }

  /** An empty share of `address`, to be filled by `more`. */
  open(address: string): Share {
    let own = 0;
    let isOver = false;
    return {
      more: (amount) => {
        if (isOver || !this.#take(address, amount)) return false;
        own += amount;
        return true;
      },
      less: (amount) => {
        const given = Math.min(amount, own);
        own -= given;
        this.#give(address, given);
      },
      release: () => {
        if (isOver) return;
        isOver = true;
        this.#give(address, own);
        own = 0;
      },
    };
  }

  /** How much is taken altogether. */
  get taken(): number {
    return this.#taken;
  }

  #take(address: string, amount: number): boolean {
    const before = this.#byAddress.get(address) ?? 0;
    if (this.#taken + amount > this.#total || before + amount > this.#perAddress) return false;
    this.#taken += amount;
    this.#byAddress.set(address, before + amount);
    return true;
  }

  #give(address: string, amount: number): void {
    this.#taken -= amount;
    const rest = (this.#byAddress.get(address) ?? 0) - amount;
    if (rest > 0) this.#byAddress.set(address, rest);
    else this.#byAddress.delete(address);
  }
}
