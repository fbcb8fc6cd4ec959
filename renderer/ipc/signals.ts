/** One WebRTC signal of a phone; `data` is its JSON text, still to be decoded. */
export interface Signal {
  readonly peerId: string;
  readonly data: string;
}

/** What a broadcaster app does to a session's screen. */
export type BroadcastSign =
  | { readonly kind: 'offered'; readonly resourceId: string; readonly sdp: string }
  | { readonly kind: 'ended'; readonly resourceId: string };

/** Items kept per session until somebody listens; beyond that the oldest go. */
export const signalsKept = 200;

/** Hands what arrives for a session to whoever shows its video; it never enters the store. */
export class Mailbox<Item> {
  readonly #listeners = new Map<string, Set<(item: Item) => void>>();
  readonly #kept = new Map<string, Item[]>();

  /** Calls `listener` with each item of the session, those kept so far first. Returns the unsubscribe. */
  listen(sessionId: string, listener: (item: Item) => void): () => void {
    const listeners = this.#listeners.get(sessionId) ?? new Set<(item: Item) => void>();
    this.#listeners.set(sessionId, listeners.add(listener));
    const kept = this.#kept.get(sessionId) ?? [];
    this.#kept.delete(sessionId);
    for (const item of kept) listener(item);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(sessionId) === listeners) {
        this.#listeners.delete(sessionId);
      }
    };
  }

  /** Passes one item to the session's listeners, or keeps it for the first. */
  receive(sessionId: string, item: Item): void {
    const listeners = this.#listeners.get(sessionId);
    if (listeners !== undefined) {
      for (const listener of [...listeners]) listener(item);
      return;
    }
    const kept = this.#kept.get(sessionId) ?? [];
    kept.push(item);
    if (kept.length > signalsKept) kept.shift();
    this.#kept.set(sessionId, kept);
  }

  /** Forgets what is kept for a session that has ended. */
  forget(sessionId: string): void {
    this.#kept.delete(sessionId);
  }
}
