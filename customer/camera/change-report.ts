import type { Facing } from '../../shared/session/session-event';

/** How the camera is set. */
export interface CameraChange {
  readonly facing: Facing;
  readonly torch: boolean;
  readonly zoom: number;
}

/** The shortest time between two entries of one zooming, in milliseconds. */
const soonMs = 1_000;

/** Tells how the camera was changed: at once, or at most once a second while fingers move and once they rest. */
export class ChangeReport {
  readonly #tell: (change: CameraChange) => void;
  #waiting: CameraChange | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: CameraChange | undefined;

  constructor(tell: (change: CameraChange) => void) {
    this.#tell = tell;
  }

  /** Returns the camera's last known state, whether or not it was reported yet. */
  get last(): CameraChange | undefined {
    return this.#waiting ?? this.#last;
  }

  /** Tells `change` without delay. */
  now(change: CameraChange): void {
    this.#stopTimer();
    this.#waiting = undefined;
    this.#last = change;
    this.#tell(change);
  }

  /** Tells `change`, or a later one in its place, within a second. */
  soon(change: CameraChange): void {
    this.#waiting = change;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#waiting !== undefined) this.now(this.#waiting);
    }, soonMs);
  }

  /** Tells nothing more of this camera. */
  cancel(): void {
    this.#stopTimer();
    this.#waiting = undefined;
    this.#last = undefined;
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
