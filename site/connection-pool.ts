/** How many connections a pool takes. */
export interface PoolLimits {
  readonly total: number;
  readonly perAddress: number;
  /** Of those without a session; the rest is kept for those with one. */
  readonly strangers: number;
}

/** A connection that has a place in the pool. */
export interface PoolPlace {
  /** Whether the connection belongs to a session now; such a one never gives way. */
  settle(isSettled: boolean): void;
  /** Gives the place up, once. */
  leave(): void;
}

interface Member {
  readonly address: string;
  readonly giveWay: () => void;
  isSettled: boolean;
}

/**
 * The places for connections. Where there is none left, the oldest connection without a session gives way: one of the same
 * address where that has too many, else one of the address that has the most. So nobody can keep others out by holding on.
 */
export class ConnectionPool {
  readonly #limits: PoolLimits;
  /** By address, the oldest first. */
  readonly #members = new Map<string, Set<Member>>();
  #total = 0;
  #strangers = 0;

  constructor(limits: PoolLimits) {
    this.#limits = limits;
  }

  get total(): number {
    return this.#total;
  }

  /** Takes a place for a connection from `address`, whose `giveWay` closes it; undefined where all places belong to sessions. */
  enter(address: string, giveWay: () => void): PoolPlace | undefined {
    const { total, perAddress, strangers } = this.#limits;
    const own = this.#members.get(address)?.size ?? 0;
    if (own >= perAddress && !this.#makeRoom(address)) return undefined;
    if (this.#total >= total || this.#strangers >= strangers) {
      if (!this.#makeRoom(this.#mostStrangers())) return undefined;
    }
    const member: Member = { address, giveWay, isSettled: false };
    const members = this.#members.get(address) ?? new Set();
    this.#members.set(address, members.add(member));
    this.#total += 1;
    this.#strangers += 1;
    return {
      settle: (isSettled) => {
        if (member.isSettled === isSettled || !members.has(member)) return;
        member.isSettled = isSettled;
        this.#strangers += isSettled ? -1 : 1;
      },
      leave: () => this.#remove(member),
    };
  }

  #makeRoom(address: string | undefined): boolean {
    if (address === undefined) return false;
    for (const member of this.#members.get(address) ?? []) {
      if (member.isSettled) continue;
      this.#remove(member);
      member.giveWay();
      return true;
    }
    return false;
  }

  #mostStrangers(): string | undefined {
    let most = 0;
    let found: string | undefined;
    for (const [address, members] of this.#members) {
      const count = [...members].filter(({ isSettled }) => !isSettled).length;
      if (count > most) [most, found] = [count, address];
    }
    return found;
  }

  #remove(member: Member): void {
    const members = this.#members.get(member.address);
    if (members === undefined || !members.delete(member)) return;
    if (members.size === 0) this.#members.delete(member.address);
    this.#total -= 1;
    if (!member.isSettled) this.#strangers -= 1;
  }
}
