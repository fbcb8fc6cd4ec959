import type { Facing, SourceFailure } from '../../shared/session/session-event';
import type { SessionClient } from '../session/session-client';
import { VideoSender } from '../video/video-sender';

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
    }
  | { readonly kind: 'failed'; readonly failure: SourceFailure };

/** The customer's camera: opened, shown and sent only between `start` and `stop`. */
export class CameraController {
  readonly #client: SessionClient;
  readonly #sender: VideoSender;
  readonly #listeners = new Set<() => void>();
  #state: CameraState = { kind: 'off' };
  /** Counts openings, so that a camera which opens after it was given up is closed again. */
  #opening = 0;
  #isFlipping = false;

  constructor(client: SessionClient) {
    this.#client = client;
    this.#sender = new VideoSender(client);
  }

  readonly getState = (): CameraState => this.#state;

  /** Calls `listener` after each change. Returns its unsubscribe. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Opens the rear camera (the front one where there is no other) and sends it. */
  async start(): Promise<void> {
    if (this.#state.kind === 'on' || this.#state.kind === 'starting') return;
    await this.#open('rear', 'start');
  }

  /** Turns to the other camera; the picture goes on without a new negotiation. */
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

  /** Closes the camera; with `tell`, the log says that it is no longer shared. */
  stop(tell: boolean): void {
    this.#opening += 1;
    const wasOn = this.#state.kind === 'on';
    if (this.#state.kind === 'on') stopTracks(this.#state.stream);
    this.#sender.stop();
    this.#setState({ kind: 'off' });
    if (wasOn && tell) this.#client.command({ kind: 'stop-source', source: 'camera' });
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
    if (opening !== this.#opening) {
      stopTracks(stream);
      return;
    }
    const track = stream.getVideoTracks()[0];
    if (track === undefined) {
      this.#fail('no-device');
      return;
    }
    track.contentHint = 'motion';
    track.addEventListener('ended', () => {
      if (opening === this.#opening) this.#fail('failed');
    });
    const facing = facingOf(track, wanted);
    const canFlip = await hasOtherCamera();
    if (opening !== this.#opening) {
      stopTracks(stream);
      return;
    }
    this.#sender.start(stream);
    this.#client.command(
      occasion === 'start'
        ? { kind: 'start-source', source: 'camera', facing }
        : { kind: 'change-camera', facing },
    );
    this.#setState({ kind: 'on', stream, facing, canFlip });
  }

  #fail(failure: SourceFailure): void {
    this.#opening += 1;
    if (this.#state.kind === 'on') stopTracks(this.#state.stream);
    this.#sender.stop();
    this.#setState({ kind: 'failed', failure });
    this.#client.command({ kind: 'report-source-failure', source: 'camera', failure });
  }

  #setState(state: CameraState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}

async function openCamera(wanted: 'front' | 'rear', deviceId: string | undefined): Promise<MediaStream> {
  const devices = (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices;
  if (devices === undefined) throw new DOMException('', 'NotSupportedError');
  const size = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
  return devices.getUserMedia({
    audio: false,
    video:
      deviceId === undefined
        ? { ...size, facingMode: { ideal: wanted === 'rear' ? 'environment' : 'user' } }
        : { ...size, deviceId: { exact: deviceId } },
  });
}

/** A camera other than the one named, for devices whose cameras do not say where they face. */
async function otherCamera(deviceId: string | undefined): Promise<string | undefined> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.find((device) => device.kind === 'videoinput' && device.deviceId !== deviceId)?.deviceId;
  } catch {
    return undefined;
  }
}

async function hasOtherCamera(): Promise<boolean> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter(({ kind }) => kind === 'videoinput').length > 1;
  } catch {
    return false;
  }
}

function facingOf(track: MediaStreamTrack, wanted: 'front' | 'rear'): Facing {
  switch (track.getSettings().facingMode) {
    case 'user':
      return 'front';
    case 'environment':
      return 'rear';
    case undefined:
      // Desktop cameras do not say; what was asked for keeps flipping meaningful.
      return wanted;
    default:
      return 'unknown';
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The reason behind a refused `getUserMedia` (https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia). */
export function sourceFailureOf(error: unknown): SourceFailure {
  switch (error instanceof Error || error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'permission-denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no-device';
    case 'NotReadableError':
    case 'AbortError':
      return 'in-use';
    case 'NotSupportedError':
    case 'TypeError':
      return 'not-supported';
    default:
      return 'failed';
  }
}
