import { emptyBoard } from '../../shared/annotation/board';
import type { Freeze } from '../../shared/annotation/freeze';
import type { Blob as KeptBlob } from '../../shared/blob';
import type { AnnotatorParts } from './annotator-parts';
import type { AnnotatedFrame } from './annotator-view';
import type { Marks } from './marks';

export interface FrameHoldListeners {
  readonly changed: () => void;
  /** Both sides have the frame. */
  readonly shared: () => void;
  /** The frame is gone, with all that was under way on it. */
  readonly dropped: () => void;
}

/** Holds the frozen frame from the pointer's first touch: here at once, on both sides with the first mark, until it is cleared. */
export class FrameHold {
  readonly #parts: AnnotatorParts;
  readonly #marks: Marks;
  readonly #listeners: FrameHoldListeners;
  #frame: AnnotatedFrame | null = null;
  /** The log's entry of the freeze, as soon as main names it; the log here may follow later. */
  #frozenSeq = 0;
  #isClearing = false;
  #freezing: Promise<void> = Promise.resolve();

  constructor(parts: AnnotatorParts, marks: Marks, listeners: FrameHoldListeners) {
    this.#parts = parts;
    this.#marks = marks;
    this.#listeners = listeners;
  }

  get frame(): AnnotatedFrame | null {
    return this.#frame;
  }

  get isClearing(): boolean {
    return this.#isClearing;
  }

  /** Takes up what the log says, which is at `lastSeq`. */
  follow(freeze: Freeze | null, lastSeq: number): void {
    if (freeze === null) {
      const isAhead = this.#frame?.stage !== 'shared' || this.#frozenSeq > lastSeq;
      if (this.#frame === null || isAhead) return;
      this.#drop();
    } else if (this.#frame?.frameId === freeze.frameId) {
      if (this.#frame.image === null) this.#share(freeze.image);
      this.#marks.follow(freeze.board, lastSeq);
    } else {
      this.#drop();
      const { frameId, width, height, at, image } = freeze;
      this.#frame = { frameId, size: { width, height }, at, grabbed: null, image, stage: 'shared' };
      this.#marks.begin(freeze.board);
      this.#marks.open();
    }
    this.#listeners.changed();
  }

  /** Freezes what is shown, on this side only. Returns whether there was a picture. */
  grab(): boolean {
    const grabbed = this.#parts.grab();
    if (grabbed === undefined) return false;
    const { width, height } = grabbed;
    const frameId = this.#parts.newId();
    const at = this.#parts.timeOfDay();
    this.#frame = { frameId, size: { width, height }, at, grabbed, image: null, stage: 'local' };
    this.#marks.begin(emptyBoard(frameId));
    return true;
  }

  /** Sends a frame that is held on this side only to the other. */
  send(): void {
    const frame = this.#frame;
    if (frame === null || frame.stage !== 'local' || frame.grabbed === null) return;
    const { frameId, grabbed } = frame;
    this.#frame = { ...frame, stage: 'sending' };
    this.#freezing = this.#parts.freeze(frameId, grabbed).then(
      ({ seq }) => {
        if (this.#frame?.frameId !== frameId) return;
        this.#frozenSeq = seq;
        this.#share(this.#frame.image);
        this.#listeners.changed();
      },
      (error: unknown) => {
        if (this.#frame?.frameId !== frameId) return;
        this.#drop();
        this.#listeners.changed();
        this.#parts.failed('The picture was not frozen', error);
      },
    );
  }

  /** Lets a frame go on which nothing came about, so that a mere click freezes nothing. */
  leaveUntouched(): void {
    if (this.#frame !== null && this.#frame.grabbed !== null && this.#marks.isUntouched) this.clear();
  }

  /** Ends the annotation on both sides; what was drawn before is written first. */
  clear(): void {
    const frame = this.#frame;
    if (frame === null || this.#isClearing) return;
    if (frame.stage === 'local') {
      this.#drop();
      this.#listeners.changed();
      return;
    }
    this.#isClearing = true;
    this.#listeners.changed();
    this.settled()
      .then(() => (this.#frame?.frameId === frame.frameId ? this.#parts.clear(frame.frameId) : undefined))
      .catch((error: unknown) => this.#parts.failed('The picture stays frozen', error))
      .finally(() => {
        this.#isClearing = false;
        this.#listeners.changed();
      });
  }

  /** Resolves when the frame and everything drawn on it is in the log, or given up. */
  async settled(): Promise<void> {
    await this.#freezing;
    await this.#marks.settled();
  }

  #share(image: KeptBlob | null): void {
    if (this.#frame === null) return;
    this.#frame = { ...this.#frame, image, stage: 'shared' };
    this.#marks.open();
    this.#listeners.shared();
  }

  #drop(): void {
    this.#marks.reset();
    this.#frame = null;
    this.#frozenSeq = 0;
    this.#listeners.dropped();
  }
}
