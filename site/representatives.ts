import type { Clock } from '../shared/clock';
import type { Connection } from '../shared/wire/connection';
import type { Availability } from '../shared/wire/site-message';
import { Representative } from './representative';
import { SessionKeys } from './session-keys';
import type { SiteLog } from './site-log';
import type { WhipEndpoints } from './whip-endpoints';

/** The representatives connected to a site, with their session keys and sessions. */
export class Representatives {
  readonly keys: SessionKeys<Representative>;
  readonly #log: SiteLog;
  readonly #whip: WhipEndpoints;
  readonly #connected = new Set<Representative>();
  readonly #onAvailabilityChanged: (availability: Availability) => void;
  #told: Availability = 'away';

  /** `onAvailabilityChanged` hears when the first becomes available and when the last goes away. */
  constructor(
    clock: Clock,
    log: SiteLog,
    whip: WhipEndpoints,
    onAvailabilityChanged: (availability: Availability) => void,
    linkKey?: Buffer,
  ) {
    this.#log = log;
    this.#whip = whip;
    this.#onAvailabilityChanged = onAvailabilityChanged;
    this.keys = new SessionKeys<Representative>(
      clock,
      ({ owner, sessionKey }, reason) => owner.send({ kind: 'session-key-closed', sessionKey, reason }),
      linkKey,
    );
  }

  /** Takes the site's end of the link to a console. */
  connect(connection: Connection): void {
    if (!connection.isOpen) return;
    const representative = new Representative(connection, {
      keys: this.keys,
      whip: this.#whip,
      log: this.#log,
      onChanged: () => this.#tellAvailability(),
      onClosed: (closed) => {
        this.#connected.delete(closed);
        this.keys.forget(closed);
        this.#whip.forget(closed);
      },
    });
    this.#connected.add(representative);
  }

  /** Returns whether anyone can take a new customer. */
  get availability(): Availability {
    return [...this.#connected].some(({ availability }) => availability === 'available')
      ? 'available'
      : 'away';
  }

  /** Returns whether any console has registered. */
  get anyRegistered(): boolean {
    return [...this.#connected].some(({ availability }) => availability !== undefined);
  }

  /** Returns the representative whose session this is, where they are connected. */
  withSession(sessionId: string): Representative | undefined {
    return [...this.#connected].find((representative) => representative.hasClaimed(sessionId));
  }

  /** Tells every console that somebody is guessing session keys. */
  tellOfGuessing(): void {
    for (const representative of this.#connected) representative.send({ kind: 'guessing-noticed' });
  }

  /** Closes every link and clears every timer. */
  close(reason: string): void {
    for (const representative of [...this.#connected]) representative.close(reason);
    this.keys.clear();
  }

  #tellAvailability(): void {
    const { availability } = this;
    if (availability === this.#told) return;
    this.#told = availability;
    this.#onAvailabilityChanged(availability);
  }
}
