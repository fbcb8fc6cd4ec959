import type { Clock } from '../../shared/clock';
import { newIdentifier } from '../../site/identifiers';

interface Ticket<Grant> {
  readonly sessionId: string;
  readonly grant: Grant;
  readonly cancelExpiry: () => void;
}

/** Secret names for what sessions' phones were granted. Each is good once at most, and expires. */
export class Tickets<Grant> {
  readonly #clock: Clock;
  readonly #lifetimeMs: number;
  readonly #tickets = new Map<string, Ticket<Grant>>();

  /** A ticket that nobody uses is dropped after `lifetimeMs`. */
  constructor(clock: Clock, lifetimeMs: number) {
    this.#clock = clock;
    this.#lifetimeMs = lifetimeMs;
  }

  /** Makes a ticket; `expiresAt` is in milliseconds since the Unix epoch. */
  issue(sessionId: string, grant: Grant): { readonly name: string; readonly expiresAt: number } {
    const name = newIdentifier();
    const cancelExpiry = this.#clock.setTimer(() => this.#tickets.delete(name), this.#lifetimeMs);
    this.#tickets.set(name, { sessionId, grant, cancelExpiry });
    return { name, expiresAt: this.#clock.now() + this.#lifetimeMs };
  }

  /** Returns what a ticket grants, and leaves it good. */
  find(name: string): Grant | undefined {
    return this.#tickets.get(name)?.grant;
  }

  /** Uses a ticket up and returns what it granted; undefined for one that is no longer good. */
  take(name: string): Grant | undefined {
    const ticket = this.#tickets.get(name);
    ticket?.cancelExpiry();
    this.#tickets.delete(name);
    return ticket?.grant;
  }

  /** Returns a session's tickets that are still good, oldest first. */
  ofSession(sessionId: string): Array<{ readonly name: string; readonly grant: Grant }> {
    return [...this.#tickets]
      .filter(([, ticket]) => ticket.sessionId === sessionId)
      .map(([name, { grant }]) => ({ name, grant }));
  }

  /** Takes back all that a session was granted and has not used. */
  revoke(sessionId: string): void {
    for (const { name } of this.ofSession(sessionId)) this.take(name);
  }

  /** Takes back every ticket, and with it every timer. */
  clear(): void {
    for (const name of [...this.#tickets.keys()]) this.take(name);
  }
}
