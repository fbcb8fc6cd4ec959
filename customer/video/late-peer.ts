import type { Instance, Options } from 'simple-peer';

type PeerClass = new (options: Options) => Instance;

/** simple-peer's class, fetched late: it is a seventh of the page, and needed only where something is shown live. */
export class LatePeer {
  #loaded: PeerClass | undefined;
  #loading: Promise<void> | undefined;

  /** The class, once it has been fetched. */
  get peerClass(): PeerClass | undefined {
    return this.#loaded;
  }

  /** Fetches the class, once. Rejects where that fails; the next call tries again. */
  fetch(): Promise<void> {
    this.#loading ??= import('simple-peer').then(
      ({ default: found }) => {
        this.#loaded = found;
      },
      (problem: unknown) => {
        this.#loading = undefined;
        throw problem;
      },
    );
    return this.#loading;
  }
}
