/** One WebRTC signal of a phone; `data` is its JSON text, still to be decoded. */
export interface Signal {
  readonly peerId: string;
  readonly data: string;
}

type SignalListener = (signal: Signal) => void;

/** Signals kept per session until somebody listens; beyond that the oldest go. */
export const signalsKept = 200;

/** Hands the signals of phones to whoever shows their video; they never enter the store. */
export class SignalRoad {
  readonly #listeners = new Map<string, Set<SignalListener>>();
  readonly #kept = new Map<string, Signal[]>();

  /** Calls `listener` with each signal of the session, those kept so far first. Returns the unsubscribe. */
  onSignal(sessionId: string, listener: SignalListener): () => void {
    const listeners = this.#listeners.get(sessionId) ?? new Set<SignalListener>();
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
  receive(sessionId: string, signal: Signal): void {
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

/** The one road of this window. */
export const signalRoad = new SignalRoad();

/** Calls `listener` with each signal of the session's phone, oldest first. Returns the unsubscribe. */
export function onSignal(sessionId: string, listener: SignalListener): () => void {
  return signalRoad.onSignal(sessionId, listener);
}
