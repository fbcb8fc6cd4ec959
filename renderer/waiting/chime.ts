const notes = [
  { frequency: 659.25, startsAt: 0 },
  { frequency: 987.77, startsAt: 0.16 },
] as const;
const noteSeconds = 0.7;
const loudness = 0.16;

let shared: AudioContext | undefined;

/** Plays two soft notes, an E and the B above it; silent where this computer has no sound. */
export function playChime(): void {
  if (typeof AudioContext === 'undefined') return;
  shared ??= new AudioContext();
  const context = shared;
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
