/** One WebRTC signal of a phone; `data` is its JSON text, still to be decoded. */
export interface Signal {
  readonly peerId: string;
  readonly data: string;
}

/** What a broadcaster app does to a session's screen. */
export type BroadcastSign =
  | { readonly kind: 'offered'; readonly resourceId: string; readonly sdp: string }
  | { readonly kind: 'ended'; readonly resourceId: string };

/** Signals kept per session until somebody listens; beyond that the oldest go. */
export const signalsKept = 200;

/** Hands what comes for a session to whoever shows its video; it never enters the store. */
export class Road<Item> {
  readonly #listeners = new Map<string, Set<(item: Item) => void>>();
  readonly #kept = new Map<string, Item[]>();

  /** Calls `listener` with each signal of the session, those kept so far first. Returns the unsubscribe. */
  onSignal(sessionId: string, listener: (item: Item) => void): () => void {
    const listeners = this.#listeners.get(sessionId) ?? new Set<(item: Item) => void>();
    this.#listeners.set(sessionId, listeners.add(listener));
    const kept = this.#kept.get(sessionId) ?? [];
    this.#kept.delete(sessionId);
    for (const signal of kept) listener(signal);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(sessionId) === listeners) {
        this.#listeners.delete(sessionId);
      }
    };
  }

  /** Passes one signal to the session's listeners, or keeps it for the first. */
  receive(sessionId: string, signal: Item): void {
    const listeners = this.#listeners.get(sessionId);
    if (listeners !== undefined) {
      for (const listener of [...listeners]) listener(signal);
      return;
    }
    const kept = this.#kept.get(sessionId) ?? [];
    kept.push(signal);
    if (kept.length > signalsKept) kept.shift();
    this.#kept.set(sessionId, kept);
  }

  /** Forgets what is kept for a session that has ended. */
  forget(sessionId: string): void {
    this.#kept.delete(sessionId);
  }
}

/** The signals of phones. */
export class SignalRoad extends Road<Signal> {}

/** The one road of signals of this window. */
export const signalRoad = new SignalRoad();

/** The one road of broadcasts of this window. */
export const broadcastRoad = new Road<BroadcastSign>();

/** Calls `listener` with each signal of the session's phone, oldest first. Returns the unsubscribe. */
export function onSignal(sessionId: string, listener: (signal: Signal) => void): () => void {
  return signalRoad.onSignal(sessionId, listener);
}
