import type { Blob as KeptBlob } from '../../shared/blob';
import { Listeners } from '../../shared/listeners';
import { RequestRefusedError } from '../session/pending-requests';
import type { SessionClient } from '../session/session-client';

/** How far the frozen picture is on its way to this page. */
export type FrozenImageState<Picture> =
  | { readonly kind: 'fetching' }
  /** Asked for again as soon as the connection is back. */
  | { readonly kind: 'waiting' }
  /** What the representative sees, byte for byte; `hash` was reckoned from what arrived. */
  | { readonly kind: 'here'; readonly picture: Picture; readonly hash: string }
  | { readonly kind: 'failed'; readonly problem: 'did-not-arrive' | 'is-another' | 'cannot-read' };

/** What fetching needs of its surroundings; tests hand in their own. */
export interface ImageSurroundings<Picture> {
  readonly fetch: (path: string, signal: AbortSignal) => Promise<ArrayBuffer>;
  readonly decode: (bytes: ArrayBuffer, type: string) => Promise<Picture>;
  readonly release: (picture: Picture) => void;
  /** Calls `action` once after `milliseconds`. Returns a function that cancels it. */
  readonly after: (milliseconds: number, action: () => void) => () => void;
}

/** Waits before each next try, in milliseconds; afterwards the customer is asked. */
const retriesMs = [500, 2_000, 5_000];

/** Fetches one frozen picture, and shows it only if it is the very one that the log names. */
export class FrozenImage<Picture> {
  readonly #client: SessionClient;
  readonly #image: KeptBlob;
  readonly #surroundings: ImageSurroundings<Picture>;
  readonly #listeners = new Listeners<[]>();
  readonly #stopListening: () => void;
  readonly #running = new AbortController();
  #state: FrozenImageState<Picture> = { kind: 'fetching' };
  #isTrying = false;
  #tries = 0;
  #cancelRetry: (() => void) | undefined;

  constructor(client: SessionClient, image: KeptBlob, surroundings: ImageSurroundings<Picture>) {
    this.#client = client;
    this.#image = image;
    this.#surroundings = surroundings;
    this.#stopListening = client.onResumed(() => {
      if (this.#state.kind !== 'here') this.tryAgain();
    });
    void this.#try();
  }

  readonly getState = (): FrozenImageState<Picture> => this.#state;

  /** Calls `listener` after each change. Returns its unsubscribe. */
  readonly subscribe = this.#listeners.add;

  /** Fetches it once more, from the first wait on. */
  tryAgain(): void {
    if (this.#state.kind === 'here') return;
    this.#tries = 0;
    void this.#try();
  }

  /** Stops fetching and lets go of the picture. */
  dispose(): void {
    this.#running.abort();
    this.#stopListening();
    this.#cancelRetry?.();
    if (this.#state.kind === 'here') this.#surroundings.release(this.#state.picture);
  }

  async #try(): Promise<void> {
    if (this.#isTrying || this.#running.signal.aborted) return;
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    this.#isTrying = true;
    this.#setState({ kind: 'fetching' });
    const next = await this.#fetched();
    this.#isTrying = false;
    if (this.#running.signal.aborted) {
      if (next.kind === 'here') this.#surroundings.release(next.picture);
      return;
    }
    const wait = retriesMs[this.#tries];
    if (next.kind === 'failed' && next.problem === 'did-not-arrive' && wait !== undefined) {
      this.#tries += 1;
      this.#cancelRetry = this.#surroundings.after(wait, () => void this.#try());
      return;
    }
    this.#setState(next);
  }

  async #fetched(): Promise<FrozenImageState<Picture>> {
    const { fetch, decode } = this.#surroundings;
    let bytes: ArrayBuffer;
    try {
      const { path } = await this.#client.ask('request-picture', { hash: this.#image.hash });
      bytes = await fetch(path, this.#running.signal);
    } catch (error) {
      const isLost = error instanceof RequestRefusedError && error.code === 'no-connection';
      return isLost ? { kind: 'waiting' } : { kind: 'failed', problem: 'did-not-arrive' };
    }
    const hash = await hashOf(bytes);
    if (hash !== this.#image.hash) return { kind: 'failed', problem: 'is-another' };
    try {
      return { kind: 'here', picture: await decode(bytes, this.#image.type), hash };
    } catch {
      return { kind: 'failed', problem: 'cannot-read' };
    }
  }

  #setState(state: FrozenImageState<Picture>): void {
    if (this.#state.kind === 'fetching' && state.kind === 'fetching') return;
    this.#state = state;
    this.#listeners.tell();
  }
}

/** SHA-256 as the log writes it. */
async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Fetching in a browser, from this site only. */
export const browserImages: ImageSurroundings<ImageBitmap> = {
  fetch: async (path, signal) => {
    const { pathname } = new URL(path, window.location.origin);
    const response = await fetch(pathname, { signal, cache: 'no-store', credentials: 'same-origin' });
    if (!response.ok) throw new Error(`The site answered ${response.status}.`);
    return response.arrayBuffer();
  },
  decode: (bytes, type) => createImageBitmap(new Blob([bytes], { type })),
  release: (picture) => picture.close(),
  after: (milliseconds, action) => {
    const timer = window.setTimeout(action, milliseconds);
    return () => window.clearTimeout(timer);
  },
};
