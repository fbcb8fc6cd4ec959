/** What a canvas track answers in place of its own. */
export interface TrackBehaviour {
  readonly label: string;
  readonly settings: () => MediaTrackSettings;
  readonly capabilities: () => MediaTrackCapabilities;
  /** Takes the constraints on; throws the refusal as a DOMException or OverconstrainedError. */
  readonly apply: (constraints: MediaTrackConstraints) => void;
  /** Called once no track and no clone is live any more. */
  readonly released: () => void;
}

/** Tracks of one source that pass for a device's own. */
export interface PhoneTracks {
  readonly stream: MediaStream;
  /** Ends every track, as a device that went away does: each tells "ended". */
  readonly end: () => void;
}

/** The refusal of a constraint, as the browser's own kind of error. */
export const overconstrainedError = (constraint: string): Error | OverconstrainedError =>
  typeof OverconstrainedError === 'function'
    ? new OverconstrainedError(constraint, `No setting meets the constraint ${constraint}.`)
    : new DOMException(`No setting meets the constraint ${constraint}.`, 'OverconstrainedError');

/** A stream whose track, and its clones, answer as the behaviour says. */
export function phoneTracks(first: MediaStreamTrack, behaviour: TrackBehaviour): PhoneTracks {
  const live = new Map<MediaStreamTrack, () => void>();

  const decorate = (track: MediaStreamTrack, constraints: MediaTrackConstraints): MediaStreamTrack => {
    const stop = track.stop.bind(track);
    const clone = track.clone.bind(track);
    let applied = constraints;
    live.set(track, stop);
    const answers = {
      label: { get: () => behaviour.label },
      getSettings: { value: behaviour.settings },
      getCapabilities: { value: behaviour.capabilities },
      getConstraints: { value: () => structuredClone(applied) },
      applyConstraints: {
        value: async (next: MediaTrackConstraints = {}) => {
          if (track.readyState === 'ended') return;
          behaviour.apply(next);
          applied = structuredClone(next);
        },
      },
      clone: { value: () => (track.readyState === 'live' ? decorate(clone(), applied) : clone()) },
      stop: { value: () => release(track) },
    };
    for (const [name, descriptor] of Object.entries(answers))
      Object.defineProperty(track, name, { configurable: true, ...descriptor });
    return track;
  };

  const release = (track: MediaStreamTrack) => {
    live.get(track)?.();
    if (live.delete(track) && live.size === 0) behaviour.released();
  };

  const wrap = (stream: MediaStream): MediaStream => {
    Object.defineProperty(stream, 'clone', {
      configurable: true,
      value: () => wrap(new MediaStream(stream.getTracks().map((track) => track.clone()))),
    });
    return stream;
  };

  return {
    stream: wrap(new MediaStream([decorate(first, {})])),
    end: () => {
      for (const track of [...live.keys()]) {
        release(track);
        track.dispatchEvent(new Event('ended'));
      }
    },
  };
}
