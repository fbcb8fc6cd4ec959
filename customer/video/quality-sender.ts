import type { QualitySettings } from '../../shared/quality';
import type { Source } from '../../shared/session/session-event';

/** What an encoder is told for one quality. */
export interface EncoderSettings {
  readonly scaleResolutionDownBy: number;
  /** Bits per second. */
  readonly maxBitrate: number;
  readonly maxFramerate: number;
  readonly degradationPreference: RTCDegradationPreference;
  /** What the picture is like: the encoder keeps text sharp, or motion smooth. */
  readonly contentHint: 'detail' | 'motion';
  /** Off while the picture is frozen; an encoder that is switched on again begins with a key frame. */
  readonly active: boolean;
}

const preferences: Readonly<Record<QualitySettings['keeps'], RTCDegradationPreference>> = {
  resolution: 'maintain-resolution',
  'frame-rate': 'maintain-framerate',
  balance: 'balanced',
};

/** How the encoder makes `settings` of a picture of `source`. */
export function encoderSettings(settings: QualitySettings, source: Source, active = true): EncoderSettings {
  return {
    scaleResolutionDownBy: 1 / settings.scale,
    maxBitrate: settings.maxBitrate,
    maxFramerate: settings.framesPerSecond,
    degradationPreference: preferences[settings.keeps],
    contentHint: source === 'screen' && settings.keeps !== 'frame-rate' ? 'detail' : 'motion',
    active,
  };
}

/** Keeps one sender's encoder at the settings last wanted; changes are made one after another. */
export class QualitySender {
  readonly #sender: RTCRtpSender;
  #wanted: EncoderSettings | undefined;
  #isApplying = false;

  constructor(sender: RTCRtpSender) {
    this.#sender = sender;
  }

  /** Applies `settings` as soon as the encoder takes them; again after each negotiation. */
  apply(settings: EncoderSettings): void {
    this.#wanted = settings;
    if (!this.#isApplying) void this.#applyWanted();
  }

  async #applyWanted(): Promise<void> {
    this.#isApplying = true;
    let applied: EncoderSettings | undefined;
    while (this.#wanted !== undefined && this.#wanted !== applied) {
      applied = this.#wanted;
      try {
        await this.#sender.setParameters(withSettings(this.#sender.getParameters(), applied));
      } catch {
        // Before the first negotiation some browsers have no encoding to set; it is applied again after it.
      }
    }
    this.#isApplying = false;
  }
}

/** `parameters` with the settings in each of its encodings. */
export function withSettings(
  parameters: RTCRtpSendParameters,
  { scaleResolutionDownBy, maxBitrate, maxFramerate, degradationPreference, active }: EncoderSettings,
): RTCRtpSendParameters {
  const encodings = parameters.encodings.map((encoding) => ({
    ...encoding,
    scaleResolutionDownBy,
    maxBitrate,
    maxFramerate,
    active,
  }));
  return { ...parameters, encodings, degradationPreference };
}
