import { pingIntervalMs, silenceLimitMs } from '../../shared/limits';
import type { Connection } from '../../shared/wire/connection';
import type { CustomerMessage } from '../../shared/wire/customer-message';
import { decodeSiteMessage } from '../../shared/wire/decode';
import type { SiteMessage } from '../../shared/wire/site-message';

/** What a connection to the site needs of its surroundings; tests hand in their own. */
export interface SiteConnectionSurroundings {
  readonly connect: () => Promise<Connection>;
  readonly now: () => number;
  /** Calls `action` once after `milliseconds`. Returns a function that cancels it. */
  readonly after: (milliseconds: number, action: () => void) => () => void;
}

/** What the site sends, but for the heartbeat, which the connection answers itself. */
export type Received = Exclude<SiteMessage, { kind: 'ping' | 'pong' }>;

/** Who uses the connection, and is told what happens on it. */
export interface SiteConnectionOwner {
  /** Whether a connection is of use; false once everything is over. */
  readonly needsConnection: () => boolean;
  readonly receive: (message: Received) => void;
  /** No connection could be opened; another try follows. */
  readonly failed: () => void;
  /** The connection that was there is gone, since then (milliseconds since the epoch); another try follows. */
  readonly lost: (since: number) => void;
}

const firstRetryMs = 300;
const longestRetryMs = 2_000;

/** The way to the site: opens a connection, notices when it is dead, and opens another, ever more slowly. */
export class SiteConnection {
  readonly #surroundings: SiteConnectionSurroundings;
  readonly #owner: SiteConnectionOwner;
  #connection: Connection | undefined;
  #isConnecting = false;
  #retryMs = firstRetryMs;
  #heardAt = 0;
  #cancelRetry: (() => void) | undefined;
  #cancelPing: (() => void) | undefined;
  #cancelSilence: (() => void) | undefined;

  constructor(surroundings: SiteConnectionSurroundings, owner: SiteConnectionOwner) {
    this.#surroundings = surroundings;
    this.#owner = owner;
  }

  /** Connects now, unless there is a connection that lives or none is needed. */
  start(): void {
    // A page that slept finds a dead connection before its own timers do.
    if (this.#connection !== undefined && this.#isSilent()) this.lost(this.#heardAt);
    if (this.#connection !== undefined || this.#isConnecting || !this.#owner.needsConnection()) return;
    this.#stopRetrying();
    this.#isConnecting = true;
    this.#surroundings.connect().then(
      (connection) => {
        this.#isConnecting = false;
        if (this.#owner.needsConnection()) this.#connected(connection);
        else connection.close('the page is done');
      },
      () => {
        this.#isConnecting = false;
        this.#owner.failed();
        this.#retryLater();
      },
    );
  }

  /** Sends a message where there is a connection; otherwise it is gone. */
  send(message: CustomerMessage): void {
    this.#connection?.send(JSON.stringify(message));
  }

  /** Gives the connection up as lost, tells the owner and tries again. */
  lost(since = this.#surroundings.now()): void {
    this.drop('lost');
    this.#owner.lost(since);
    this.#retryLater();
  }

  /** Lets go of the connection without a word to the owner; a retry that waits goes on waiting. */
  drop(reason: string): void {
    this.#cancelPing?.();
    this.#cancelPing = undefined;
    this.#cancelSilence?.();
    this.#cancelSilence = undefined;
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.close(reason);
  }

  /** The site has taken this page in: the next loss is followed by a quick try again. */
  proven(): void {
    this.#retryMs = firstRetryMs;
  }

  /** Closes the connection for good; nothing runs afterwards. */
  close(): void {
    this.#stopRetrying();
    this.drop('the page is done');
  }

  #connected(connection: Connection): void {
    this.#connection = connection;
    this.#heardAt = this.#surroundings.now();
    connection.onReceive((text) => {
      if (this.#connection !== connection) return;
      this.#heardAt = this.#surroundings.now();
      const message = decodeSiteMessage(text);
      if (message?.kind === 'ping') this.send({ kind: 'pong' });
      else if (message !== undefined && message.kind !== 'pong') this.#owner.receive(message);
    });
    connection.onClose(() => {
      if (this.#connection === connection) this.lost();
    });
    this.#ping();
    this.#watchSilence();
  }

  #ping(): void {
    this.#cancelPing = this.#surroundings.after(pingIntervalMs, () => {
      this.send({ kind: 'ping' });
      this.#ping();
    });
  }

  #watchSilence(): void {
    const left = this.#heardAt + silenceLimitMs - this.#surroundings.now();
    this.#cancelSilence = this.#surroundings.after(Math.min(left, silenceLimitMs), () => {
      if (this.#isSilent()) this.lost(this.#heardAt);
      else this.#watchSilence();
    });
  }

  #isSilent(): boolean {
    return this.#surroundings.now() - this.#heardAt >= silenceLimitMs;
  }

  #stopRetrying(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
  }

  #retryLater(): void {
    if (!this.#owner.needsConnection() || this.#cancelRetry !== undefined) return;
    this.#cancelRetry = this.#surroundings.after(this.#retryMs, () => {
      this.#cancelRetry = undefined;
      this.start();
    });
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs);
  }
}
