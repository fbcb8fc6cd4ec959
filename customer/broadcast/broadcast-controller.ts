import { Listeners } from '../../shared/listeners';
import { RequestRefusedError } from '../session/pending-requests';
import type { SessionClient } from '../session/session-client';

/** Where a broadcaster app can share the screen. */
export type BroadcastState =
  | { readonly kind: 'none'; readonly problem: 'no-connection' | 'refused' | null }
  | { readonly kind: 'opening' }
  /** `address` is whole, e.g. `https://192.0.2.24:8443/whip/…`. */
  | { readonly kind: 'open'; readonly address: string; readonly token: string };

/** The address and token for a broadcaster app; asked for only when the customer wants them. */
export class BroadcastController {
  readonly #client: SessionClient;
  readonly #origin: string;
  readonly #listeners = new Listeners<[]>();
  #state: BroadcastState = { kind: 'none', problem: null };
  #asked = 0;

  constructor(client: SessionClient, origin: string) {
    this.#client = client;
    this.#origin = origin;
  }

  readonly getState = (): BroadcastState => this.#state;

  /** Calls `listener` after each change. Returns its unsubscribe. */
  readonly subscribe = this.#listeners.add;

  /** Has the site open an address; one opened before is good no longer. */
  async open(): Promise<void> {
    if (this.#state.kind === 'opening') return;
    this.#asked += 1;
    const asked = this.#asked;
    this.#setState({ kind: 'opening' });
    try {
      const { path, token } = await this.#client.ask('open-broadcast', {});
      if (asked === this.#asked) {
        this.#setState({ kind: 'open', address: new URL(path, this.#origin).href, token });
      }
    } catch (error) {
      if (asked !== this.#asked) return;
      const isLost = error instanceof RequestRefusedError && error.code === 'no-connection';
      this.#setState({ kind: 'none', problem: isLost ? 'no-connection' : 'refused' });
    }
  }

  /** Forgets the address, which the site has closed. */
  forget(): void {
    this.#asked += 1;
    if (this.#state.kind !== 'none' || this.#state.problem !== null) {
      this.#setState({ kind: 'none', problem: null });
    }
  }

  #setState(state: BroadcastState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}
