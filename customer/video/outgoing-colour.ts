import type { QualitySettings } from '../../shared/quality';
import { type ColourTrack, makeColourTrack } from './colour-track';

/** Gives a track the colours of the quality selected, where this browser can. */
export class OutgoingColour {
  readonly #failed: () => void;
  #colour: { readonly of: MediaStreamTrack; readonly made: ColourTrack } | undefined;
  #cannotRecolour = false;

  /** `failed` is called when this browser turns out not to manage fewer colours; all colours are sent from then on. */
  constructor(failed: () => void) {
    this.#failed = failed;
  }

  /** The track to send for `track`: itself, or one made of it. */
  applied(track: MediaStreamTrack, { colour, framesPerSecond }: QualitySettings): MediaStreamTrack {
    if (colour === 'full' || this.#cannotRecolour) {
      this.drop();
      return track;
    }
    if (this.#colour?.of === track) {
      this.#colour.made.set(colour, framesPerSecond);
      return this.#colour.made.track;
    }
    this.drop();
    try {
      const made = makeColourTrack(track, colour, framesPerSecond, () => this.#recolourFailed());
      this.#colour = { of: track, made };
      return made.track;
    } catch {
      this.#cannotRecolour = true;
      return track;
    }
  }

  /** Lets go of the track that was made, if any. */
  drop(): void {
    this.#colour?.made.stop();
    this.#colour = undefined;
  }

  /** A picture with too many colours is better than none; size, rate and bits stay as selected. */
  #recolourFailed(): void {
    this.#cannotRecolour = true;
    this.#failed();
  }
}
