import { Listeners } from '../../shared/listeners';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { SourceFailure } from '../../shared/session/session-event';
import type { SessionClient } from '../session/session-client';
import { sourceFailureOf, stopTracks } from '../video/source-failure';
import type { VideoSender } from '../video/video-sender';

/** What sharing this device's screen is doing. */
export type ScreenState =
  | { readonly kind: 'off' }
  /** The browser asks which screen. */
  | { readonly kind: 'asking' }
  /** Chosen; nothing is sent before the count is over. */
  | { readonly kind: 'counting'; readonly left: number; readonly stream: MediaStream }
  | { readonly kind: 'on'; readonly stream: MediaStream }
  | { readonly kind: 'failed'; readonly failure: SourceFailure };

const countFrom = 3;
const countEveryMs = 1_000;

/** Whether this browser can share its screen; no phone's can. */
export function canCaptureScreen(): boolean {
  const devices = (navigator as { readonly mediaDevices?: Partial<MediaDevices> }).mediaDevices;
  return typeof devices?.getDisplayMedia === 'function';
}

/** The device's own screen: chosen, counted down to, sent until stopped here or by the browser. */
export class ScreenController {
  readonly #client: SessionClient;
  readonly #sender: VideoSender;
  readonly #listeners = new Listeners<[]>();
  #state: ScreenState = { kind: 'off' };
  #opening = 0;
  #timer: number | undefined;

  constructor(client: SessionClient, sender: VideoSender) {
    this.#client = client;
    this.#sender = sender;
  }

  readonly getState = (): ScreenState => this.#state;

  /** Calls `listener` after each change. Returns its unsubscribe. */
  readonly subscribe = this.#listeners.add;

  /** Has the browser ask which screen, counts down and shares it; call it from a tap. Allows sharing where it is not yet allowed. */
  async start(): Promise<void> {
    if (this.#state.kind !== 'off' && this.#state.kind !== 'failed') return;
    this.#opening += 1;
    const opening = this.#opening;
    this.#setState({ kind: 'asking' });
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getDisplayMedia({
        video: { frameRate: { ideal: 30 } },
        audio: false,
      });
    } catch (error) {
      if (opening === this.#opening) this.#refused(sourceFailureOf(error));
      return;
    }
    const track = stream.getVideoTracks()[0];
    if (opening !== this.#opening || track === undefined) {
      stopTracks(stream);
      return;
    }
    track.addEventListener('ended', () => {
      if (opening === this.#opening) this.stop(true);
    });
    this.#count(stream, track, countFrom);
  }

  /** Takes the picture to the console again after a pause. */
  showAgain(): void {
    const track = this.#state.kind === 'on' ? this.#state.stream.getVideoTracks()[0] : undefined;
    if (track !== undefined) this.#sender.show(track, 'screen');
  }

  /** Ends sharing the screen; with `tell`, the log says that it is no longer shared. */
  stop(tell: boolean): void {
    this.#opening += 1;
    window.clearTimeout(this.#timer);
    const { kind } = this.#state;
    if (kind === 'off') return;
    if (kind === 'on') void this.#sender.hide();
    if (kind === 'on' || kind === 'counting') stopTracks(this.#state.stream);
    this.#setState({ kind: 'off' });
    if (kind === 'on' && tell) this.#client.command({ kind: 'stop-source', source: 'screen' });
  }

  #count(stream: MediaStream, track: MediaStreamTrack, left: number): void {
    if (left === 0) {
      this.#share(stream, track);
      return;
    }
    this.#setState({ kind: 'counting', left, stream });
    this.#timer = window.setTimeout(() => this.#count(stream, track, left - 1), countEveryMs);
  }

  #share(stream: MediaStream, track: MediaStreamTrack): void {
    const client = this.#client.getState();
    if (client.kind !== 'in-session' || client.state?.phase !== 'active') {
      this.stop(false);
      return;
    }
    if (!sharingIsAllowed(client.state.pane)) this.#client.command({ kind: 'allow-sharing' });
    this.#client.command({
      kind: 'start-source',
      source: 'screen',
      method: 'display-capture',
      facing: 'unknown',
      capabilities: { quality: true, pause: true, flip: false, torch: false, zoom: null, still: false },
    });
    this.#sender.show(track, 'screen');
    this.#setState({ kind: 'on', stream });
  }

  #refused(failure: SourceFailure): void {
    this.#setState({ kind: 'failed', failure });
    const client = this.#client.getState();
    const isAllowed =
      client.kind === 'in-session' && client.state?.phase === 'active' && sharingIsAllowed(client.state.pane);
    // A choice called off is no news while something else is shown.
    if (isAllowed && failure !== 'permission-denied') {
      this.#client.command({ kind: 'report-source-failure', source: 'screen', failure });
    }
  }

  #setState(state: ScreenState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}
