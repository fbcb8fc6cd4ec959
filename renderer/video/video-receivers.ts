import { Listeners } from '../../shared/listeners';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { SessionState } from '../../shared/session/session-state';
import type { BroadcastSign, Signal } from '../ipc/signals';
import { partContext } from '../kit/part-context';
import type { MakeBroadcastPeer } from './broadcast-peer';
import { HealthWatch } from './health-watch';
import type { MakePeer, PeerPath } from './peer';
import { StatisticsWatch } from './statistics-watch';
import { VideoReceiver } from './video-receiver';

/** One session's video, its statistics and its health. */
export interface SessionVideo {
  readonly receiver: VideoReceiver;
  readonly statistics: StatisticsWatch;
  readonly health: HealthWatch;
}

export interface VideoReceiversParts {
  readonly makePeer: MakePeer;
  readonly makeBroadcastPeer: MakeBroadcastPeer;
  /** Passes a signal on to a session's phone. */
  readonly sendSignal: (sessionId: string, peerId: string, data: string) => void;
  readonly answerBroadcast: (sessionId: string, resourceId: string, sdp: string | null) => void;
  readonly reportBroadcast: (sessionId: string, resourceId: string, state: 'connected' | 'ended') => void;
  /** Reports every few seconds that a session's pictures arrive, while they do. */
  readonly reportFlow: (sessionId: string) => void;
  /** Tells that a session's phone broke the rules of a peer connection. */
  readonly reportFault: (sessionId: string) => void;
  readonly onSignal: (sessionId: string, listener: (signal: Signal) => void) => () => void;
  readonly onBroadcast: (sessionId: string, listener: (sign: BroadcastSign) => void) => () => void;
  readonly path: () => PeerPath;
  /** Whether this window receives a session's video; another one does where not. */
  readonly isHere: (sessionId: string) => boolean;
  readonly newId: () => string;
}

/** How often main is told that pictures arrive, in milliseconds; well within the shortest grace period. */
export const flowReportedEveryMs = 5_000;

interface Held extends SessionVideo {
  readonly stopListening: () => void;
}

/** The receivers of all open sessions: they live on while another session is in view, and go when theirs ends. */
export class VideoReceivers {
  readonly #parts: VideoReceiversParts;
  readonly #held = new Map<string, Held>();
  /** Sessions received in another window; their signals are let go by. */
  readonly #elsewhere = new Map<string, () => void>();
  readonly #listeners = new Listeners<[]>();

  constructor(parts: VideoReceiversParts) {
    this.#parts = parts;
  }

  /** How many sessions are listened to. */
  get size(): number {
    return this.#held.size;
  }

  /** One session's video, or undefined where the session is not open, or shown in another window. */
  readonly of = (sessionId: string): SessionVideo | undefined => this.#held.get(sessionId);

  /** Calls `listener` when sessions come or go. Returns its unsubscribe. */
  readonly subscribe = this.#listeners.add;

  /** Takes up active sessions, ends the video of those that share nothing, and lets go of all others. */
  follow(sessions: Iterable<{ readonly sessionId: string; readonly state: SessionState }>): void {
    const active = new Set<string>();
    const elsewhere = new Set<string>();
    for (const { sessionId, state } of sessions) {
      if (state.phase !== 'active') continue;
      if (!this.#parts.isHere(sessionId)) {
        elsewhere.add(sessionId);
        continue;
      }
      active.add(sessionId);
      if (!this.#held.has(sessionId)) this.#take(sessionId, state.pane);
      if (!sharingIsAllowed(state.pane)) this.#held.get(sessionId)?.receiver.stop();
    }
    for (const sessionId of [...this.#held.keys()]) {
      if (!active.has(sessionId)) this.#letGo(sessionId);
    }
    for (const sessionId of elsewhere) this.#ignore(sessionId);
    for (const [sessionId, stop] of [...this.#elsewhere]) {
      if (elsewhere.has(sessionId)) continue;
      stop();
      this.#elsewhere.delete(sessionId);
    }
  }

  /** Ends all video and stops listening. */
  close(): void {
    for (const sessionId of [...this.#held.keys()]) this.#letGo(sessionId);
    for (const stop of this.#elsewhere.values()) stop();
    this.#elsewhere.clear();
  }

  #take(sessionId: string, pane: Extract<SessionState, { phase: 'active' }>['pane']): void {
    const { makePeer, makeBroadcastPeer, path, newId, onSignal, onBroadcast } = this.#parts;
    const receiver = new VideoReceiver({
      makePeer,
      makeBroadcastPeer,
      path,
      newId,
      sendSignal: (peerId, data) => this.#parts.sendSignal(sessionId, peerId, data),
      answerBroadcast: (resourceId, sdp) => this.#parts.answerBroadcast(sessionId, resourceId, sdp),
      reportFault: () => this.#parts.reportFault(sessionId),
      reportBroadcast: (resourceId, state) => this.#parts.reportBroadcast(sessionId, resourceId, state),
    });
    const stopSignals = onSignal(sessionId, ({ peerId, data }) => receiver.receive(peerId, data));
    const stopBroadcasts = onBroadcast(sessionId, (sign) => {
      if (sign.kind === 'offered') receiver.receiveBroadcast(sign.resourceId, sign.sdp);
      else receiver.endBroadcast(sign.resourceId);
    });
    const flowTimer = setInterval(() => {
      if (receiver.reception().kind === 'connected') this.#parts.reportFlow(sessionId);
    }, flowReportedEveryMs);
    const stopListening = () => {
      clearInterval(flowTimer);
      stopSignals();
      stopBroadcasts();
    };
    this.#held.set(sessionId, {
      receiver,
      statistics: new StatisticsWatch(receiver),
      health: new HealthWatch(receiver),
      stopListening,
    });
    // A picture that was live before this window received it: its connection was another window's.
    const isLive = pane.kind === 'live' && pane.method !== 'broadcast';
    if (isLive && receiver.reception().kind === 'idle') receiver.requestOffer();
    this.#tell();
  }

  #ignore(sessionId: string): void {
    if (this.#elsewhere.has(sessionId)) return;
    const stopSignals = this.#parts.onSignal(sessionId, () => undefined);
    const stopBroadcasts = this.#parts.onBroadcast(sessionId, () => undefined);
    this.#elsewhere.set(sessionId, () => {
      stopSignals();
      stopBroadcasts();
    });
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
    this.#listeners.tell();
  }
}

export const [VideoReceiversContext, useVideoReceivers] = partContext<VideoReceivers>('The video receivers');
