import type { SessionState } from '../../shared/session/session-state';
import { partContext } from '../kit/part-context';
import { ToldError } from '../kit/told-error';
import type { Reception } from '../video/video-receiver';
import type { SessionRecorder } from './session-recorder';

/** A recording this window makes, as it is remembered over a reload. */
export interface RememberedRecording {
  readonly recordingId: string;
  readonly startedAt: number;
}

export interface RecordingsParts {
  /** Where a session's picture stands; undefined where this window does not receive it. */
  readonly receptionOf: (sessionId: string) => Reception | undefined;
  /** Begins a recording. @throws where this window cannot record. */
  readonly begin: (
    sessionId: string,
    recordingId: string,
    track: MediaStreamTrack,
    over: () => void,
  ) => SessionRecorder;
  /** Tells main that a recording could not begin, so that another may be tried under the same consent. */
  readonly notBegun: (sessionId: string, recordingId: string) => void;
  /** Ends a recording that a window before this one began. */
  readonly endOrphan: (sessionId: string, remembered: RememberedRecording) => void;
  readonly remember: (sessionId: string, recording: RememberedRecording | null) => void;
  readonly recall: (sessionId: string) => RememberedRecording | null;
  readonly failed: (what: string, error: unknown) => void;
  readonly newId: () => string;
  readonly readClock: () => number;
}

interface Session {
  readonly sessionId: string;
  readonly state: SessionState;
}

/** The recordings of all open sessions: they follow what the customer allows and shows, in view or not. */
export class Recordings {
  readonly #parts: RecordingsParts;
  readonly #recorders = new Map<string, SessionRecorder>();
  /** Sessions whose consent was used, so that one consent makes one recording. */
  readonly #begun = new Map<string, number>();

  constructor(parts: RecordingsParts) {
    this.#parts = parts;
  }

  /** The recording under way for a session, if any. */
  of(sessionId: string): SessionRecorder | undefined {
    return this.#recorders.get(sessionId);
  }

  /** Begins another recording under the consent of one that ended by itself. @throws ToldError where nothing is live. */
  again({ sessionId, state }: Session): void {
    if (state.phase !== 'active' || state.recording.kind !== 'failed' || this.#recorders.has(sessionId))
      return;
    const track = this.#trackOf(sessionId, state);
    if (track === null) {
      throw new ToldError('There is no live picture to record. Press Record again once there is one.');
    }
    this.#begin(sessionId, track);
  }

  /** Begins, pauses, goes on with and ends recordings as the sessions say. */
  follow(sessions: Iterable<Session>): void {
    const seen = new Set<string>();
    for (const session of sessions) {
      if (session.state.phase !== 'active') continue;
      seen.add(session.sessionId);
      this.#followOne(session.sessionId, session.state);
    }
    for (const [sessionId, recorder] of [...this.#recorders]) {
      if (!seen.has(sessionId)) recorder.abandon();
    }
  }

  #followOne(sessionId: string, state: Extract<SessionState, { phase: 'active' }>): void {
    const { recording } = state;
    const recorder = this.#recorders.get(sessionId);
    const track = this.#trackOf(sessionId, state);
    if (recorder !== undefined) {
      recorder.follow(track);
      return;
    }
    if (recording.kind === 'allowed' && track !== null && this.#begun.get(sessionId) !== recording.at) {
      this.#begun.set(sessionId, recording.at);
      this.#begin(sessionId, track);
      return;
    }
    if (recording.kind !== 'running' && recording.kind !== 'paused') return;
    const orphan = this.#parts.recall(sessionId);
    if (orphan === null) return;
    this.#parts.remember(sessionId, null);
    this.#parts.endOrphan(sessionId, orphan);
  }

  /** The track that may be recorded now: only of a live picture whose connection holds. */
  #trackOf(sessionId: string, state: Extract<SessionState, { phase: 'active' }>): MediaStreamTrack | null {
    const reception = this.#parts.receptionOf(sessionId);
    if (state.pane.kind !== 'live' || reception === undefined || reception.kind !== 'connected') return null;
    return reception.stream?.getVideoTracks()[0] ?? null;
  }

  #begin(sessionId: string, track: MediaStreamTrack): void {
    const recordingId = this.#parts.newId();
    try {
      const recorder = this.#parts.begin(sessionId, recordingId, track, () => {
        this.#recorders.delete(sessionId);
        this.#parts.remember(sessionId, null);
      });
      this.#recorders.set(sessionId, recorder);
      this.#parts.remember(sessionId, { recordingId, startedAt: this.#parts.readClock() });
    } catch (error) {
      this.#parts.failed('The recording did not start', error);
      this.#parts.notBegun(sessionId, recordingId);
    }
  }
}

export const [RecordingsContext, useRecordings] = partContext<Recordings>('The recordings');
