import type { RecordingFailure } from '../../shared/session/session-event';
import type { RecordedTrack } from './recorded-track';
import { failureOfWriting, recordingFailed } from './recording-failure';
import { RecordingQueue } from './recording-queue';

/** The part of a MediaRecorder that is used. */
export interface Recorder {
  readonly state: RecordingState;
  readonly start: (timesliceMs: number) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => void;
}

export interface RecorderListeners {
  readonly chunk: (chunk: Blob) => void;
  readonly stopped: () => void;
  readonly failed: (error: unknown) => void;
}

export interface SessionRecorderParts {
  readonly recordingId: string;
  readonly makeTrack: () => RecordedTrack;
  readonly makeRecorder: (stream: MediaStream, listeners: RecorderListeners) => Recorder;
  readonly writePiece: (piece: Blob) => Promise<void>;
  /** Tells main; in the order of the calls. @throws where main refuses. */
  readonly tell: (what: 'start' | 'pause' | 'resume') => Promise<void>;
  /** Tells main that it is over; `failure` where it ended by itself. @throws where main refuses. */
  readonly tellStopped: (durationMs: number, failure?: RecordingFailure) => Promise<void>;
  /** What did not work. */
  readonly failed: (what: string, error: unknown) => void;
  /** The recording is over, for whatever reason. */
  readonly over: () => void;
  readonly readClock: () => number;
}

/** How often a chunk goes to the disk, in milliseconds. */
const timesliceMs = 1000;

/** One recording: begins when made, pauses while there is no picture, and writes as it goes. */
export class SessionRecorder {
  readonly #parts: SessionRecorderParts;
  readonly #queue: RecordingQueue;
  readonly #recorded: RecordedTrack;
  readonly #recorder: Recorder;
  #told: Promise<void>;
  #track: MediaStreamTrack | null = null;
  #isHeld = false;
  #isOver = false;
  #stops: (() => void) | undefined;
  #runningSince: number | null;
  #recordedMs = 0;

  /** @throws where this window cannot record. */
  constructor(parts: SessionRecorderParts, track: MediaStreamTrack) {
    this.#parts = parts;
    this.#queue = new RecordingQueue({
      write: parts.writePiece,
      failed: (error) => void this.#endBecause(failureOfWriting(error), error),
    });
    this.#recorded = parts.makeTrack();
    this.#recorder = parts.makeRecorder(this.#recorded.stream, {
      chunk: (chunk) => this.#queue.add(chunk),
      stopped: () => this.#stops?.(),
      failed: (error) => void this.#endBecause('not-recorded', error),
    });
    this.#runningSince = parts.readClock();
    this.#recorder.start(timesliceMs);
    this.#track = track;
    this.#recorded.follow(track);
    this.#told = parts.tell('start').then(
      () => this.#queue.open(),
      (error: unknown) => {
        parts.failed('The recording did not start', error);
        this.abandon();
        // Refused where the consent is gone; where it holds, another try needs no new one.
        parts.tellStopped(0, 'not-written').catch(() => undefined);
      },
    );
  }

  /** Whether the representative paused it. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** How long it has recorded, pauses left out, in milliseconds. */
  get durationMs(): number {
    const running = this.#runningSince === null ? 0 : this.#parts.readClock() - this.#runningSince;
    return Math.round(this.#recordedMs + running);
  }

  /** Takes its pictures from `track` from now on; null where there is nothing that may be recorded. */
  follow(track: MediaStreamTrack | null): void {
    if (this.#isOver) return;
    if (track !== this.#track) {
      this.#track = track;
      this.#recorded.follow(track);
    }
    this.#runOrPause();
  }

  /** The representative pauses it, or lets it go on. */
  hold(isHeld: boolean): void {
    if (this.#isOver) return;
    this.#isHeld = isHeld;
    this.#runOrPause();
  }

  /** Ends it, once all of it is written. */
  stop(): Promise<void> {
    return this.#end();
  }

  async #endBecause(failure: RecordingFailure, error: unknown): Promise<void> {
    if (this.#isOver) return;
    await this.#end(failure);
    this.#parts.failed('The recording stopped', recordingFailed(failure, this.#queue.hasWritten, error));
  }

  async #end(failure?: RecordingFailure): Promise<void> {
    if (this.#isOver) return;
    const { durationMs } = this;
    await this.#finish();
    try {
      await this.#told;
      await this.#queue.written();
      await this.#parts.tellStopped(durationMs, failure);
    } catch (error) {
      this.#parts.failed('The recording was not kept', error);
    }
    this.#parts.over();
  }

  /** Ends it without telling main, whose session has ended or never knew of it. */
  abandon(): void {
    if (this.#isOver) return;
    void this.#finish();
    this.#parts.over();
  }

  #runOrPause(): void {
    const runs = this.#track !== null && !this.#isHeld;
    if (runs === (this.#runningSince !== null)) return;
    if (runs) {
      this.#runningSince = this.#parts.readClock();
      this.#recorder.resume();
    } else {
      this.#recordedMs = this.durationMs;
      this.#runningSince = null;
      this.#recorder.pause();
    }
    this.#told = this.#told
      .then(() => (this.#isOver ? undefined : this.#parts.tell(runs ? 'resume' : 'pause')))
      // The log may miss a pause; the file does not.
      .catch(() => undefined);
  }

  #finish(): Promise<void> {
    this.#isOver = true;
    if (this.#runningSince !== null) this.#recordedMs = this.durationMs;
    this.#runningSince = null;
    const stopped =
      this.#recorder.state === 'inactive'
        ? Promise.resolve()
        : new Promise<void>((resolve) => {
            this.#stops = resolve;
            this.#recorder.stop();
          });
    return stopped.finally(() => this.#recorded.close());
  }
}
