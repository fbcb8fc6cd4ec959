import type { IceServer } from '../../shared/settings/settings';
import type { MakePeer, Peer } from './peer';
import { decodePhoneSignal } from './peer-signal';

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
  /** Passes a signal on to the phone. */
  readonly sendSignal: (peerId: string, data: string) => void;
  readonly iceServers: () => readonly IceServer[];
  readonly readClock?: () => number;
}

/** Peer connections remembered as replaced, so that a late signal of one does not bring it back. */
const replacedKept = 32;

/** Receives one session's video: one peer connection at a time, each made by the phone. Knows nothing of React. */
export class VideoReceiver {
  readonly #parts: VideoReceiverParts;
  readonly #readClock: () => number;
  readonly #listeners = new Set<() => void>();
  readonly #replaced: string[] = [];
  #reception: Reception = { kind: 'idle' };
  #peer: Peer | undefined;

  constructor(parts: VideoReceiverParts) {
    this.#parts = parts;
    this.#readClock = parts.readClock ?? (() => Date.now());
  }

  /** Where the picture stands; the same object until it changes. */
  readonly reception = (): Reception => this.#reception;

  /** Calls `listener` when the reception changes. Returns its unsubscribe. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes a signal from the phone; an offer with a new `peerId` replaces the connection before. */
  receive(peerId: string, data: string): void {
    const signal = decodePhoneSignal(data);
    if (signal === undefined || this.#replaced.includes(peerId)) return;
    if (this.#currentPeerId() !== peerId) {
      if (signal.type !== 'offer') return;
      this.#begin(peerId);
    }
    this.#peer?.signal(signal);
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

  #begin(peerId: string): void {
    this.#retire();
    this.#set({ kind: 'connecting', peerId, stream: null });
    const isCurrent = () => this.#currentPeerId() === peerId;
    this.#peer = this.#parts.makePeer(this.#parts.iceServers(), {
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
        this.#set({ kind: why, peerId, stream: now.stream, at: this.#readClock() });
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
    for (const track of stream?.getTracks() ?? []) track.stop();
  }

  #set(reception: Reception): void {
    this.#reception = reception;
    for (const listener of [...this.#listeners]) listener();
  }
}
