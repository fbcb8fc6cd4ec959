import type { Instance, Options } from 'simple-peer';

type PeerClass = new (options: Options) => Instance;

let loaded: PeerClass | undefined;
let loading: Promise<void> | undefined;

/** simple-peer's class, once it has been fetched: it is a seventh of the page, and needed only where something is shown live. */
export function peerClass(): PeerClass | undefined {
  return loaded;
}

/** Fetches simple-peer, once. Rejects where that fails; the next call tries again. */
export function fetchPeerClass(): Promise<void> {
  loading ??= import('simple-peer').then(
    ({ default: found }) => {
      loaded = found;
    },
    (problem: unknown) => {
      loading = undefined;
      throw problem;
    },
  );
  return loading;
}
