import { Listeners } from '../../shared/listeners';
import type { QualityLevel } from '../../shared/quality';
import type { ActiveSession } from '../../shared/session/session-state';
import type { BroadcastListeners, MakeBroadcastPeer } from './broadcast-peer';
import type { MakePeer, Peer, PeerListeners, PeerPath } from './peer';
import { decodePhoneSignal, type PeerSignal, requestOffer } from './peer-signal';
import { candidatesPerPeer, mayUseCandidate } from './phone-candidate';
import { broadcastSections, checkOffer, phoneSections } from './phone-offer';

/** Where the picture from one phone stands. */
export type Reception =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly peerId: string; readonly stream: MediaStream | null }
  | { readonly kind: 'connected'; readonly peerId: string; readonly stream: MediaStream | null }
  /** No more pictures come over this connection, since `at`; `stream` holds the last one. */
  | {
      readonly kind: 'failed' | 'closed';
      readonly peerId: string;
      readonly stream: MediaStream | null;
      readonly at: number;
    };

export interface VideoReceiverParts {
  readonly makePeer: MakePeer;
  readonly makeBroadcastPeer: MakeBroadcastPeer;
  /** Passes a signal on to the phone. */
  readonly sendSignal: (peerId: string, data: string) => void;
  /** Answers a broadcaster's offer; null refuses it. */
  readonly answerBroadcast: (resourceId: string, sdp: string | null) => void;
  /** Tells that a broadcast's pictures flow, or have ended. */
  readonly reportBroadcast: (resourceId: string, state: 'connected' | 'ended') => void;
  /** Tells that the phone sent what a peer may not: a byte over the data channel, or an offer of too much. */
  readonly reportFault: () => void;
  readonly newId: () => string;
  readonly path: () => PeerPath;
  readonly readClock?: () => number;
}

/** Peer connections remembered as replaced, so that a late signal of one does not bring it back. */
const replacedKept = 32;

/** Receives one session's video: one peer connection at a time, each made by the phone. Knows nothing of React. */
export class VideoReceiver {
  readonly #parts: VideoReceiverParts;
  readonly readClock: () => number;
  readonly #listeners = new Listeners<[]>();
  readonly #framesListeners = new Listeners<[sent: number]>();
  readonly #replaced: string[] = [];
  #reception: Reception = { kind: 'idle' };
  #peer: Peer | undefined;
  /** The broadcast whose pictures are received, if a broadcaster app made the connection. */
  #broadcast: { readonly resourceId: string; hasBegun: boolean } | undefined;
  #automaticLevel: QualityLevel | null = null;
  /** How many more of the phone's candidates the connection takes. */
  #candidatesLeft = 0;

  constructor(parts: VideoReceiverParts) {
    this.#parts = parts;
    this.readClock = parts.readClock ?? (() => Date.now());
  }

  /** Where the picture stands; the same object until it changes. */
  readonly reception = (): Reception => this.#reception;

  /** Calls `listener` when the reception changes. Returns its unsubscribe. */
  readonly subscribe = this.#listeners.add;

  /** Takes a signal from the phone; an offer with a new `peerId` replaces the connection before. */
  receive(peerId: string, data: string): void {
    const signal = decodePhoneSignal(data);
    if (signal === undefined || this.#replaced.includes(peerId)) return;
    if (signal.type === 'automatic-level') {
      this.#setLevel(signal.level);
      return;
    }
    if (signal.type === 'frames') {
      if (this.#currentPeerId() !== peerId) return;
      this.#framesListeners.tell(signal.sent);
      return;
    }
    const path = this.#parts.path();
    if (signal.type === 'candidate') {
      if (this.#currentPeerId() === peerId) this.#takeCandidate(signal, path);
      return;
    }
    const isNew = this.#currentPeerId() !== peerId;
    const offer = checkOffer(
      signal.sdp,
      phoneSections,
      path,
      isNew ? candidatesPerPeer : this.#candidatesLeft,
    );
    if (offer === null) {
      this.#parts.reportFault();
      return;
    }
    if (isNew) this.#begin(peerId, (listeners) => this.#parts.makePeer(path, listeners));
    this.#candidatesLeft -= offer.candidates;
    this.#peer?.signal({ type: 'offer', sdp: offer.sdp });
  }

  /** Takes a broadcaster's offer, which replaces the connection before. */
  receiveBroadcast(resourceId: string, sdp: string): void {
    if (this.#replaced.includes(resourceId) || this.#currentPeerId() === resourceId) return;
    const path = this.#parts.path();
    const offer = checkOffer(sdp, broadcastSections, path);
    if (offer === null) {
      this.#parts.answerBroadcast(resourceId, null);
      return;
    }
    const broadcast = { resourceId, hasBegun: false };
    this.#begin(resourceId, ({ streamed, connected, ended }) => {
      const listeners: BroadcastListeners = {
        streamed,
        ended,
        connected: () => {
          connected();
          if (this.#broadcast !== broadcast || broadcast.hasBegun) return;
          broadcast.hasBegun = true;
          this.#parts.reportBroadcast(resourceId, 'connected');
        },
        answered: (answer) => {
          if (this.#broadcast === broadcast) this.#parts.answerBroadcast(resourceId, answer);
        },
      };
      this.#broadcast = broadcast;
      return this.#parts.makeBroadcastPeer(path, offer.sdp, listeners);
    });
  }

  /** The broadcaster ended its broadcast. */
  endBroadcast(resourceId: string): void {
    if (this.#broadcast?.resourceId !== resourceId) return;
    this.#broadcast = undefined;
    this.stop();
  }

  /** The level that Automatic is at, as the phone last said it; null until it does. */
  readonly automaticLevel = (): QualityLevel | null => this.#automaticLevel;

  /** Calls `listener` with the frames the phone has sent, about once a second. Returns its unsubscribe. */
  readonly onFramesSent = this.#framesListeners.add;

  /** Asks the phone to begin a new connection. */
  requestOffer(): void {
    this.#parts.sendSignal(this.#parts.newId(), requestOffer);
  }

  /** The connection's statistics reports, still to be decoded; none without a connection. */
  statistics(): Promise<readonly unknown[]> {
    return this.#peer?.statistics() ?? Promise.resolve([]);
  }

  /** Ends the connection, if there is one, and lets its picture go. A new offer begins another. */
  stop(): void {
    if (this.#reception.kind === 'idle') return;
    this.#retire();
    this.#set({ kind: 'idle' });
  }

  #currentPeerId(): string | undefined {
    return this.#reception.kind === 'idle' ? undefined : this.#reception.peerId;
  }

  #takeCandidate(signal: Extract<PeerSignal, { type: 'candidate' }>, path: PeerPath): void {
    const { candidate } = signal.candidate;
    // Empty where there are no more (RFC 8838, 9).
    if (candidate !== '' && !mayUseCandidate(candidate, path)) return;
    if (this.#candidatesLeft <= 0) return;
    this.#candidatesLeft -= 1;
    this.#peer?.signal(signal);
  }

  #begin(peerId: string, make: (listeners: PeerListeners) => Peer): void {
    this.#retire();
    this.#automaticLevel = null;
    this.#candidatesLeft = candidatesPerPeer;
    this.#set({ kind: 'connecting', peerId, stream: null });
    const isCurrent = () => this.#currentPeerId() === peerId;
    this.#peer = make({
      signalled: (data) => {
        if (isCurrent()) this.#parts.sendSignal(peerId, data);
      },
      streamed: (stream) => {
        const now = this.#reception;
        if (isCurrent() && now.kind !== 'idle') this.#set({ ...now, stream });
      },
      connected: () => {
        const now = this.#reception;
        if (isCurrent() && now.kind === 'connecting') this.#set({ ...now, kind: 'connected' });
      },
      ended: (why) => {
        const now = this.#reception;
        if (!isCurrent() || now.kind === 'idle') return;
        this.#peer?.destroy();
        this.#peer = undefined;
        this.#endReport();
        const kind = why === 'closed' ? 'closed' : 'failed';
        this.#set({ kind, peerId, stream: now.stream, at: this.readClock() });
        if (why === 'protocol-fault') this.#parts.reportFault();
      },
    });
  }

  /** Leaves the present connection for good. */
  #retire(): void {
    const { kind } = this.#reception;
    if (kind === 'idle') return;
    const { peerId, stream } = this.#reception;
    this.#replaced.push(peerId);
    if (this.#replaced.length > replacedKept) this.#replaced.shift();
    this.#peer?.destroy();
    this.#peer = undefined;
    this.#endReport();
    for (const track of stream?.getTracks() ?? []) track.stop();
  }

  #endReport(): void {
    const broadcast = this.#broadcast;
    this.#broadcast = undefined;
    if (broadcast !== undefined) this.#parts.reportBroadcast(broadcast.resourceId, 'ended');
  }

  #setLevel(level: QualityLevel): void {
    if (level === this.#automaticLevel) return;
    this.#automaticLevel = level;
    this.#listeners.tell();
  }

  #set(reception: Reception): void {
    this.#reception = reception;
    this.#listeners.tell();
  }
}

/** A reception that has, or had, a picture. */
export type LiveReception = Exclude<Reception, { kind: 'idle' }> & { readonly stream: MediaStream };

/** The reception whose picture is that of the live pane; a connection that ended before the pane began is not. */
export function liveReception(pane: ActiveSession['pane'], reception: Reception): LiveReception | null {
  if (pane.kind !== 'live' || reception.kind === 'idle') return null;
  const { stream } = reception;
  if (stream === null) return null;
  if ((reception.kind === 'failed' || reception.kind === 'closed') && reception.at < pane.at) return null;
  return { ...reception, stream };
}
