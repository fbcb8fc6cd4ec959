import SimplePeer, { type Instance, type SignalData } from 'simple-peer';
import { z } from 'zod';
import { parseJson } from '../../shared/wire/decode';
import { newIdentifier } from '../session/identifiers';
import type { SessionClient } from '../session/session-client';
import { preferVp9 } from './codec-preference';

/** simple-peer keeps its connection here; it has no public name for it. */
type WithConnection = Instance & { readonly _pc: RTCPeerConnection };

const signalSchema = z.looseObject({ type: z.string().optional() });

/** How long a broken peer may take to mend itself before a new one is made, in milliseconds. */
const mendsWithinMs = 3_000;

/** Sends one live track to the console over WebRTC, and makes a new peer whenever the old one breaks. */
export class VideoSender {
  readonly #client: SessionClient;
  readonly #stopListening: (() => void)[];
  #stream: MediaStream | undefined;
  #peer: WithConnection | undefined;
  #peerId = '';
  #mending: number | undefined;

  constructor(client: SessionClient) {
    this.#client = client;
    this.#stopListening = [
      client.onSignal((peerId, data) => this.#receive(peerId, data)),
      client.onResumed(() => {
        if (this.#stream !== undefined && this.#peer?.connected !== true) this.#makePeer();
      }),
    ];
  }

  /** Whether a peer connection exists; none does once `stop` was called. */
  get isRunning(): boolean {
    return this.#peer !== undefined;
  }

  /** Begins to send `stream`'s video; a running peer gets the new track without negotiating again. */
  start(stream: MediaStream): void {
    const before = this.#stream?.getVideoTracks()[0];
    const next = stream.getVideoTracks()[0];
    const old = this.#stream;
    this.#stream = stream;
    if (this.#peer?.connected === true && before !== undefined && next !== undefined && old !== undefined) {
      const sender = this.#peer._pc.getSenders().find(({ track }) => track?.kind === 'video');
      if (sender !== undefined) {
        const peer = this.#peer;
        void sender.replaceTrack(next).catch(() => {
          if (this.#peer === peer) this.#makePeer();
        });
        return;
      }
    }
    this.#makePeer();
  }

  /** Stops sending; the track itself belongs to the caller. */
  stop(): void {
    this.#stream = undefined;
    this.#destroyPeer();
  }

  /** Stops for good. */
  dispose(): void {
    this.stop();
    for (const stop of this.#stopListening) stop();
  }

  #makePeer(): void {
    this.#destroyPeer();
    const stream = this.#stream;
    if (stream === undefined) return;
    const peerId = newIdentifier();
    const peer = new SimplePeer({
      initiator: true,
      stream,
      trickle: true,
      config: { iceServers: [] },
    }) as WithConnection;
    this.#peer = peer;
    this.#peerId = peerId;
    preferVp9(peer._pc);
    peer.on('signal', (data: SignalData) => {
      if (this.#peer === peer) this.#client.sendNow({ kind: 'signal', peerId, data: JSON.stringify(data) });
    });
    peer.on('connect', () => {
      if (this.#peer === peer) this.#mended();
    });
    peer.on('iceStateChange', (state: string) => {
      if (this.#peer !== peer) return;
      if (state === 'connected' || state === 'completed') this.#mended();
      else if (state === 'disconnected') this.#mendLater();
    });
    const broken = (): void => {
      if (this.#peer === peer) this.#mendLater();
    };
    peer.on('error', broken);
    peer.on('close', broken);
  }

  #receive(peerId: string, data: string): void {
    const parsed = signalSchema.safeParse(parseJson(data));
    if (!parsed.success) return;
    if (parsed.data.type === 'request-offer') {
      if (this.#stream !== undefined) this.#makePeer();
      return;
    }
    if (peerId !== this.#peerId || this.#peer === undefined) return;
    try {
      this.#peer.signal(parsed.data as SignalData);
    } catch {
      this.#mendLater();
    }
  }

  #mendLater(): void {
    if (this.#mending !== undefined) return;
    this.#mending = window.setTimeout(() => {
      this.#mending = undefined;
      this.#makePeer();
    }, mendsWithinMs);
  }

  #mended(): void {
    window.clearTimeout(this.#mending);
    this.#mending = undefined;
  }

  #destroyPeer(): void {
    this.#mended();
    const peer = this.#peer;
    this.#peer = undefined;
    this.#peerId = '';
    peer?.destroy();
  }
}
