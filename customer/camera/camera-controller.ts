import { Listeners } from '../../shared/listeners';
import type { Facing, SourceFailure } from '../../shared/session/session-event';
import type { PictureUploads } from '../photos/picture-uploads';
import type { SessionClient } from '../session/session-client';
import { sourceFailureOf, stopTracks } from '../video/source-failure';
import type { VideoSender } from '../video/video-sender';
import { applyToCamera, type CameraAbilities, cameraAbilities, zoomWithin } from './camera-abilities';
import { ChangeReport } from './change-report';
import { facingOf, hasOtherCamera, openCamera, otherCamera } from './open-camera';
import { takeStill } from './still';

/** What the camera is doing. */
export type CameraState =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'on';
      readonly stream: MediaStream;
      readonly facing: Facing;
      /** Whether the device has another camera to flip to. */
      readonly canFlip: boolean;
      readonly abilities: CameraAbilities;
      readonly torch: boolean;
      readonly zoom: number;
      /** What the camera did not do when it was last asked. */
      readonly refused: 'torch' | 'zoom' | null;
    }
  | { readonly kind: 'failed'; readonly failure: SourceFailure };

type CameraOn = Extract<CameraState, { readonly kind: 'on' }>;

/** The customer's camera: opened, shown and sent only between `start` and `stop`. */
export class CameraController {
  readonly #client: SessionClient;
  readonly #sender: VideoSender;
  readonly #uploads: PictureUploads;
  readonly #listeners = new Listeners<[]>();
  readonly #report: ChangeReport;
  #state: CameraState = { kind: 'off' };
  /** Counts openings, so that a camera which opens after it was given up is closed again. */
  #opening = 0;
  #isFlipping = false;
  #isSetting = false;
  #isTakingStill = false;

  constructor(client: SessionClient, sender: VideoSender, uploads: PictureUploads) {
    this.#client = client;
    this.#sender = sender;
    this.#uploads = uploads;
    this.#report = new ChangeReport((change) => client.command({ kind: 'change-camera', ...change }));
  }

  readonly getState = (): CameraState => this.#state;

  /** Calls `listener` after each change. Returns its unsubscribe. */
  readonly subscribe = this.#listeners.add;

  /** Opens the rear camera (the front one where there is no other) and sends it. */
  async start(): Promise<void> {
    if (this.#state.kind === 'on' || this.#state.kind === 'starting') return;
    await this.#open('rear', 'start');
  }

  /** Turns to the other camera; the picture continues without a new negotiation. */
  async flip(): Promise<void> {
    if (this.#state.kind !== 'on' || this.#isFlipping) return;
    const { facing, stream } = this.#state;
    const opening = this.#opening;
    this.#isFlipping = true;
    try {
      const settings = stream.getVideoTracks()[0]?.getSettings();
      const other = settings?.facingMode === undefined ? await otherCamera(settings?.deviceId) : undefined;
      // Given up while the cameras were looked for: none may open now.
      if (opening !== this.#opening) return;
      // Most phones open one camera at a time, so the old one is closed first.
      stopTracks(stream);
      await this.#open(facing === 'front' ? 'rear' : 'front', 'flip', other);
    } finally {
      this.#isFlipping = false;
    }
  }

  /** Turns the light on or off, where the camera has one. */
  setTorch(torch: boolean): void {
    const { kind } = this.#state;
    if (kind !== 'on' || !this.#state.abilities.torch) return;
    this.#want({ ...this.#state, torch }, 'torch');
  }

  /** Sets the magnification, within the camera's range. */
  setZoom(zoom: number): void {
    if (this.#state.kind !== 'on' || this.#state.abilities.zoom === null) return;
    const next = zoomWithin(zoom, this.#state.abilities.zoom);
    if (next !== this.#state.zoom) this.#want({ ...this.#state, zoom: next }, 'zoom');
  }

  /** Takes the picture to the console again after a pause. */
  showAgain(): void {
    const track = this.#track();
    if (track !== undefined) this.#sender.show(track, 'camera');
  }

  /** Takes a high-resolution still and sends it; the live picture continues. */
  async sendStill(): Promise<void> {
    const track = this.#track();
    if (this.#isTakingStill) return;
    this.#isTakingStill = true;
    try {
      if (track === undefined) throw new DOMException('The camera is off.', 'InvalidStateError');
      const picture = await this.#uploads.send(await takeStill(track), () => undefined);
      if (this.#state.kind === 'on') this.#client.command({ kind: 'send-still', ...picture });
    } catch {
      this.#client.command({ kind: 'report-still-failure' });
    } finally {
      this.#isTakingStill = false;
    }
  }

  /** Closes the camera; with `tell`, the log says that it is no longer shared. */
  stop(tell: boolean): void {
    this.#opening += 1;
    this.#report.cancel();
    const { kind } = this.#state;
    if (kind === 'off') return;
    if (kind === 'on') {
      void this.#sender.hide();
      stopTracks(this.#state.stream);
    }
    this.#setState({ kind: 'off' });
    if (kind === 'on' && tell) this.#client.command({ kind: 'stop-source', source: 'camera' });
  }

  #track(): MediaStreamTrack | undefined {
    return this.#state.kind === 'on' ? this.#state.stream.getVideoTracks()[0] : undefined;
  }

  async #open(wanted: 'front' | 'rear', occasion: 'start' | 'flip', deviceId?: string): Promise<void> {
    this.#opening += 1;
    const opening = this.#opening;
    if (occasion === 'start') this.#setState({ kind: 'starting' });
    let stream: MediaStream;
    try {
      stream = await openCamera(wanted, deviceId);
    } catch (error) {
      if (opening === this.#opening) this.#fail(sourceFailureOf(error));
      return;
    }
    const track = stream.getVideoTracks()[0];
    const canFlip = await hasOtherCamera();
    if (opening !== this.#opening) {
      stopTracks(stream);
      return;
    }
    if (track === undefined) {
      this.#fail('no-device');
      return;
    }
    track.addEventListener('ended', () => {
      if (opening === this.#opening) this.#fail('failed');
    });
    const facing = facingOf(track, wanted);
    const abilities = cameraAbilities(track);
    const zoom = abilities.zoom?.min ?? 1;
    if (occasion === 'flip') {
      this.#report.now({ facing, torch: false, zoom });
      if (!this.#isPaused()) this.#sender.show(track, 'camera');
    } else {
      this.#client.command({
        kind: 'start-source',
        source: 'camera',
        method: 'camera',
        facing,
        capabilities: {
          quality: true,
          pause: true,
          flip: canFlip,
          torch: abilities.torch,
          zoom: abilities.zoom === null ? null : { min: abilities.zoom.min, max: abilities.zoom.max },
          still: true,
        },
      });
      this.#sender.show(track, 'camera');
    }
    this.#setState({ kind: 'on', stream, facing, canFlip, abilities, torch: false, zoom, refused: null });
  }

  /** Returns whether the customer hides the picture at this moment. */
  #isPaused(): boolean {
    const client = this.#client.getState();
    if (client.kind !== 'in-session' || client.state?.phase !== 'active') return false;
    const pausing = client.pending.some(({ kind }) => kind === 'pause-sharing');
    return client.state.pane.kind === 'paused' || pausing;
  }

  /** Shows the wanted value at once, and asks the camera for the newest one when it is done with the one before. */
  #want(next: CameraOn, what: 'torch' | 'zoom'): void {
    this.#setState({ ...next, refused: null });
    if (!this.#isSetting) void this.#applyWanted(what);
  }

  async #applyWanted(what: 'torch' | 'zoom'): Promise<void> {
    this.#isSetting = true;
    const opening = this.#opening;
    try {
      for (;;) {
        const wanted = this.#state;
        const track = this.#track();
        if (wanted.kind !== 'on' || track === undefined || opening !== this.#opening) return;
        const { abilities, torch, zoom, facing } = wanted;
        await applyToCamera(track, abilities, { torch, zoom });
        if (opening !== this.#opening) return;
        const change = { facing, torch, zoom };
        if (what === 'torch') this.#report.now(change);
        else this.#report.soon(change);
        const after = this.#state;
        if (after.kind !== 'on' || (after.torch === torch && after.zoom === zoom)) return;
      }
    } catch {
      const state = this.#state;
      if (state.kind !== 'on' || opening !== this.#opening) return;
      const before = this.#report.last ?? { torch: false, zoom: state.abilities.zoom?.min ?? 1 };
      this.#setState({ ...state, torch: before.torch, zoom: before.zoom, refused: what });
    } finally {
      this.#isSetting = false;
    }
  }

  #fail(failure: SourceFailure): void {
    this.#opening += 1;
    this.#report.cancel();
    void this.#sender.hide();
    if (this.#state.kind === 'on') stopTracks(this.#state.stream);
    this.#setState({ kind: 'failed', failure });
    this.#client.command({ kind: 'report-source-failure', source: 'camera', failure });
  }

  #setState(state: CameraState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}
