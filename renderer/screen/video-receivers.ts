import type { SessionState } from '../../shared/session/session-state';
import { sharingIsAllowed } from '../../shared/session/session-state';
import type { IceServer } from '../../shared/settings/settings';
import { newCommandId } from '../ipc/command-id';
import type { Signal } from '../ipc/signals';
import type { MakePeer } from './peer';
import { StatisticsWatch } from './statistics-watch';
import { VideoReceiver } from './video-receiver';

/** One session's video and its statistics. */
export interface SessionVideo {
  readonly receiver: VideoReceiver;
  readonly statistics: StatisticsWatch;
}

export interface VideoReceiversParts {
  readonly makePeer: MakePeer;
  /** Passes a signal on to a session's phone. */
  readonly sendSignal: (sessionId: string, peerId: string, data: string) => void;
  readonly onSignal: (sessionId: string, listener: (signal: Signal) => void) => () => void;
  readonly iceServers: () => readonly IceServer[];
}

interface Held extends SessionVideo {
  readonly stopListening: () => void;
}

/** The receivers of all open sessions: they live on while another session is in view, and go when theirs ends. */
export class VideoReceivers {
  readonly #parts: VideoReceiversParts;
  readonly #held = new Map<string, Held>();
  readonly #listeners = new Set<() => void>();

  constructor(parts: VideoReceiversParts) {
    this.#parts = parts;
  }

  /** How many sessions are listened to. */
  get size(): number {
    return this.#held.size;
  }

  /** One session's video, or undefined where the session is not open. */
  readonly of = (sessionId: string): SessionVideo | undefined => this.#held.get(sessionId);

  /** Calls `listener` when sessions come or go. Returns its unsubscribe. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes up active sessions, ends the video of those that share nothing, and lets go of all others. */
  follow(sessions: Iterable<{ readonly sessionId: string; readonly state: SessionState }>): void {
    const active = new Set<string>();
    for (const { sessionId, state } of sessions) {
      if (state.phase !== 'active') continue;
      active.add(sessionId);
      if (!this.#held.has(sessionId)) {
        this.#take(sessionId);
        // The page was loaded anew while the phone was sending: only a new offer brings the picture back.
        if (state.pane.kind === 'live') this.#requestOffer(sessionId);
      }
      if (!sharingIsAllowed(state.pane)) this.#held.get(sessionId)?.receiver.stop();
    }
    for (const sessionId of [...this.#held.keys()]) {
      if (!active.has(sessionId)) this.#letGo(sessionId);
    }
  }

  /** Ends all video and stops listening. */
  close(): void {
    for (const sessionId of [...this.#held.keys()]) this.#letGo(sessionId);
  }

  #take(sessionId: string): void {
    const receiver = new VideoReceiver({
      makePeer: this.#parts.makePeer,
      sendSignal: (peerId, data) => this.#parts.sendSignal(sessionId, peerId, data),
      iceServers: this.#parts.iceServers,
    });
    const stopListening = this.#parts.onSignal(sessionId, ({ peerId, data }) =>
      receiver.receive(peerId, data),
    );
    this.#held.set(sessionId, { receiver, statistics: new StatisticsWatch(receiver), stopListening });
    this.#tell();
  }

  #requestOffer(sessionId: string): void {
    this.#parts.sendSignal(sessionId, newCommandId(), JSON.stringify({ type: 'request-offer' }));
  }

  #letGo(sessionId: string): void {
    const held = this.#held.get(sessionId);
    if (held === undefined) return;
    held.stopListening();
    held.receiver.stop();
    this.#held.delete(sessionId);
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
