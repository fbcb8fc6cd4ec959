import type { Instance, SignalData } from 'simple-peer';
import { z } from 'zod';
import { type Quality, type QualityLevel, type QualitySettings, qualityLevels } from '../../shared/quality';
import { parseJson } from '../../shared/read-text';
import type { Source } from '../../shared/session/session-event';
import { newIdentifier } from '../kit/identifiers';
import type { SessionClient } from '../session/session-client';
import { type AutomaticState, beginAutomatic, nextAutomatic } from './automatic-level';
import { preferVp9 } from './codec-preference';
import { LatePeer } from './late-peer';
import { OutgoingColour } from './outgoing-colour';
import { peerConfiguration } from './peer-configuration';
import { encoderSettings, QualitySender } from './quality-sender';
import { readSenderStatistics } from './sender-statistics';

/** simple-peer keeps its connection here; it has no public name for it. */
type WithConnection = Instance & { readonly _pc: RTCPeerConnection };

interface Link {
  readonly peer: WithConnection;
  readonly peerId: string;
  readonly sender: RTCRtpSender | undefined;
  readonly quality: QualitySender | undefined;
}

const signalSchema = z.looseObject({ type: z.string().optional() });

/** How long a broken peer may take to mend itself before a new one is made, in milliseconds. */
const mendsWithinMs = 3_000;
const pollEveryMs = 1_000;
/** The level of Automatic is told again after so many polls, for a console that was started anew. */
const tellLevelEvery = 5;

/** Sends whatever track is shown to the console over WebRTC at the quality selected, and makes a new peer whenever the old one breaks. */
export class VideoSender {
  readonly #client: SessionClient;
  readonly #stopListening: (() => void)[];
  #shown: { readonly track: MediaStreamTrack; readonly source: Source } | undefined;
  #link: Link | undefined;
  readonly #latePeer = new LatePeer();
  readonly #colour = new OutgoingColour(() => this.#update());
  /** The track the connection was last given; null where it sends nothing. */
  #sent: MediaStreamTrack | null = null;
  #isFrozen = false;
  #quality: Quality = 'automatic';
  #automatic: AutomaticState = beginAutomatic(performance.now());
  #mending: number | undefined;
  #polling: number | undefined;
  #polls = 0;

  constructor(client: SessionClient) {
    this.#client = client;
    this.#stopListening = [
      client.onSignal((peerId, data) => this.#receive(peerId, data)),
      client.onResumed(() => {
        if (this.#shown !== undefined && this.#link?.peer.connected !== true) this.#makeLink();
      }),
    ];
  }

  /** Fetches what showing needs. Rejects where that fails; what is shown first tries again. */
  prepare(): Promise<void> {
    return this.#latePeer.fetch();
  }

  /** Whether a peer connection exists; none does once `stop` was called. */
  get isRunning(): boolean {
    return this.#link !== undefined;
  }

  /** The level in use, whether the representative selected it or Automatic did. */
  get level(): QualityLevel {
    return this.#quality === 'automatic' ? this.#automatic.level : this.#quality;
  }

  /** Shows `track`; a running peer gets it without negotiating again. The track stays the caller's. */
  show(track: MediaStreamTrack, source: Source): void {
    this.#shown = { track, source };
    this.#update();
    this.#polling ??= window.setInterval(() => void this.#poll(), pollEveryMs);
  }

  /** Sends nothing while frozen, whatever is shown; afterwards what is shown then goes on with a key frame. */
  setFrozen(isFrozen: boolean): void {
    if (isFrozen === this.#isFrozen) return;
    this.#isFrozen = isFrozen;
    if (isFrozen) void this.#pauseSending();
    else {
      // What a connection carried before the freeze says little of the seconds after it.
      this.#automatic = { ...beginAutomatic(performance.now()), level: this.#automatic.level };
      this.#update();
    }
  }

  /** Sends no picture from now on; the peer stays for what is shown next. Resolves once no packet can leave. */
  async hide(): Promise<void> {
    this.#shown = undefined;
    window.clearInterval(this.#polling);
    this.#polling = undefined;
    await this.#pauseSending();
  }

  async #pauseSending(): Promise<void> {
    this.#sent = null;
    this.#colour.drop();
    const link = this.#link;
    if (link?.sender === undefined) return;
    if (this.#shown !== undefined) this.#applyQuality(link, this.#shown.source);
    try {
      await link.sender.replaceTrack(null);
    } catch {
      // What is shown since then needs a peer again; where nothing is, none is made.
      if (this.#link === link) this.#makeLink();
    }
  }

  /** Follows what the representative selected, within the next frame. */
  setQuality(quality: Quality): void {
    if (quality === this.#quality) return;
    this.#quality = quality;
    if (quality === 'automatic') this.#automatic = beginAutomatic(performance.now());
    this.#update();
    this.#tellLevel();
  }

  /** Stops sending and destroys the peer. */
  stop(): void {
    void this.hide();
    this.#destroyLink();
  }

  /** Stops for good. */
  dispose(): void {
    this.stop();
    for (const stop of this.#stopListening) stop();
  }

  #settings(): QualitySettings {
    return qualityLevels[this.level];
  }

  /** Brings the track, the encoder and the colours to what is wanted now. */
  #update(): void {
    if (this.#shown === undefined || this.#isFrozen) return;
    const link = this.#link;
    if (link?.sender === undefined || link.peer.destroyed) {
      this.#makeLink();
      return;
    }
    const track = this.#outgoing(this.#shown);
    this.#applyQuality(link, this.#shown.source);
    if (this.#sent === track) return;
    this.#sent = track;
    link.sender.replaceTrack(track).catch(() => {
      if (this.#link === link) this.#makeLink();
    });
  }

  #applyQuality(link: Link, source: Source): void {
    link.quality?.apply(encoderSettings(this.#settings(), source, !this.#isFrozen));
  }

  #outgoing({
    track,
    source,
  }: {
    readonly track: MediaStreamTrack;
    readonly source: Source;
  }): MediaStreamTrack {
    const settings = this.#settings();
    const { contentHint } = encoderSettings(settings, source);
    const outgoing = this.#colour.applied(track, settings);
    outgoing.contentHint = contentHint;
    return outgoing;
  }

  #makeLink(): void {
    this.#destroyLink();
    if (this.#shown === undefined || this.#isFrozen) return;
    const { peerClass: PeerClass } = this.#latePeer;
    if (PeerClass === undefined) {
      this.#latePeer.fetch().then(
        () => {
          if (this.#link === undefined) this.#makeLink();
        },
        () => this.#mendLater(),
      );
      return;
    }
    const track = this.#outgoing(this.#shown);
    const peerId = newIdentifier();
    const peer = new PeerClass({
      initiator: true,
      stream: new MediaStream([track]),
      trickle: true,
      config: peerConfiguration(this.#client.iceServers()),
    }) as WithConnection;
    const sender = peer._pc.getSenders().find((candidate) => candidate.track?.kind === 'video');
    const link: Link = {
      peer,
      peerId,
      sender,
      quality: sender === undefined ? undefined : new QualitySender(sender),
    };
    this.#link = link;
    this.#sent = track;
    preferVp9(peer._pc);
    this.#applyQuality(link, this.#shown.source);
    peer.on('signal', (data: SignalData) => {
      if (this.#link === link) this.#client.sendNow({ kind: 'signal', peerId, data: JSON.stringify(data) });
    });
    peer.on('connect', () => {
      if (this.#link === link) this.#connected(link);
    });
    peer.on('iceStateChange', (state: string) => {
      if (this.#link !== link) return;
      if (state === 'connected' || state === 'completed') this.#mended();
      else if (state === 'disconnected') this.#mendLater();
    });
    const broken = (): void => {
      if (this.#link === link) this.#mendLater();
    };
    peer.on('error', broken);
    peer.on('close', broken);
  }

  #connected(link: Link): void {
    this.#mended();
    // What a connection carried before says little of the next one's first seconds.
    this.#automatic = { ...beginAutomatic(performance.now()), level: this.#automatic.level };
    if (this.#shown !== undefined) this.#applyQuality(link, this.#shown.source);
    this.#tellLevel();
  }

  #receive(peerId: string, data: string): void {
    const parsed = signalSchema.safeParse(parseJson(data));
    if (!parsed.success) return;
    if (parsed.data.type === 'request-offer') {
      if (this.#shown !== undefined) this.#makeLink();
      return;
    }
    if (this.#link === undefined || peerId !== this.#link.peerId) return;
    try {
      this.#link.peer.signal(parsed.data as SignalData);
    } catch {
      this.#mendLater();
    }
  }

  async #poll(): Promise<void> {
    const link = this.#link;
    if (link?.peer.connected !== true) return;
    let statistics: ReturnType<typeof readSenderStatistics>;
    try {
      const report = await link.peer._pc.getStats();
      statistics = readSenderStatistics(report);
    } catch {
      return;
    }
    if (statistics === null || this.#link !== link || this.#shown === undefined || this.#isFrozen) return;
    this.#tell(link, { type: 'frames', sent: statistics.framesSent });
    this.#polls += 1;
    if (this.#quality !== 'automatic') return;
    const before = this.#automatic.level;
    this.#automatic = nextAutomatic(this.#automatic, statistics, performance.now());
    if (this.#automatic.level !== before) this.#update();
    if (this.#automatic.level !== before || this.#polls % tellLevelEvery === 0) this.#tellLevel();
  }

  #tellLevel(): void {
    if (this.#quality !== 'automatic' || this.#link?.peer.connected !== true) return;
    this.#tell(this.#link, { type: 'automatic-level', level: this.#automatic.level });
  }

  #tell({ peerId }: Link, data: object): void {
    this.#client.sendNow({ kind: 'signal', peerId, data: JSON.stringify(data) });
  }

  #mendLater(): void {
    if (this.#shown === undefined) {
      // Nothing is shown, so nothing needs mending; what is shown next makes its own peer.
      this.#destroyLink();
      return;
    }
    if (this.#mending !== undefined) return;
    this.#mending = window.setTimeout(() => {
      this.#mending = undefined;
      this.#makeLink();
    }, mendsWithinMs);
  }

  #mended(): void {
    window.clearTimeout(this.#mending);
    this.#mending = undefined;
  }

  #destroyLink(): void {
    this.#mended();
    const link = this.#link;
    this.#link = undefined;
    this.#sent = null;
    link?.peer.destroy();
  }
}
