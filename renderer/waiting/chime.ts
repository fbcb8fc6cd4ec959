import { partContext } from '../kit/part-context';

const notes = [
  { frequency: 659.25, startsAt: 0 },
  { frequency: 987.77, startsAt: 0.16 },
] as const;
const noteSeconds = 0.7;
const loudness = 0.16;

/** The sound for a customer who begins to wait. */
export class Chime {
  #context: AudioContext | undefined;

  /** Plays two soft notes, an E and the B above it; silent where this computer has no sound. */
  readonly play = (): void => {
    if (typeof AudioContext === 'undefined') return;
    this.#context ??= new AudioContext();
    playOn(this.#context);
  };
}

export const [ChimeContext, useChime] = partContext<Pick<Chime, 'play'>>('The chime');

function playOn(context: AudioContext): void {
  // A computer whose sound device is gone stays silent; the badge and the announcement remain.
  if (context.state === 'suspended') context.resume().catch(() => undefined);
  const begin = context.currentTime + 0.02;
  for (const { frequency, startsAt } of notes) {
    const tone = new OscillatorNode(context, { frequency, type: 'sine' });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, begin + startsAt);
    volume.gain.linearRampToValueAtTime(loudness, begin + startsAt + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0005, begin + startsAt + noteSeconds);
    tone.connect(volume).connect(context.destination);
    tone.start(begin + startsAt);
    tone.stop(begin + startsAt + noteSeconds);
  }
}
