import { encodeStrokeParts, type StrokeBatch, type StrokePart } from '../../shared/annotation/stroke-batch';

/** A stroke as far as it is drawn; its points only ever grow, or are two that move. */
export interface StrokeInMotion extends Omit<StrokePart, 'from'> {
  /** Whether all points are sent each time, as a span's two are. */
  readonly isWhole: boolean;
}

export interface StrokeSenderParts {
  readonly send: (batch: StrokeBatch) => Promise<unknown>;
  readonly cancel: (strokeId: string) => Promise<unknown>;
  /** Calls back with the next animation frame. Returns how to call that off. */
  readonly nextFrame: (callback: () => void) => () => void;
  /** Whether the other side can show the stroke yet. */
  readonly isOpen: () => boolean;
}

/** Shows the customer a stroke while it is drawn: once per animation frame, and never ahead of what main took. */
export class StrokeSender {
  readonly #parts: StrokeSenderParts;
  #stroke: StrokeInMotion | null = null;
  #sent = 0;
  #isBusy = false;
  #callOff: (() => void) | null = null;

  constructor(parts: StrokeSenderParts) {
    this.#parts = parts;
  }

  /** Shows the stroke as it is now. */
  show(stroke: StrokeInMotion): void {
    if (this.#stroke?.strokeId !== stroke.strokeId) this.#sent = 0;
    this.#stroke = stroke;
    this.wake();
  }

  /** Sends with the next frame what is still to be sent. */
  wake(): void {
    if (this.#stroke === null || this.#callOff !== null || this.#isBusy) return;
    this.#callOff = this.#parts.nextFrame(() => {
      this.#callOff = null;
      this.#flush();
    });
  }

  /** The stroke is finished; its element brings what was not sent. */
  finish(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#stroke = null;
    this.#sent = 0;
  }

  /** Takes the stroke back on the other side, where it has been shown. */
  cancel(): void {
    const stroke = this.#stroke;
    const wasSent = this.#sent > 0;
    this.finish();
    // The phone forgets strokes it does not see grow; a failed request needs no words.
    if (stroke !== null && wasSent) void this.#parts.cancel(stroke.strokeId).catch(() => undefined);
  }

  #flush(): void {
    const stroke = this.#stroke;
    if (stroke === null || !this.#parts.isOpen()) return;
    const { isWhole, ...part } = stroke;
    const from = isWhole ? 0 : this.#sent;
    const points = part.points.slice(from);
    if (points.length === 0) return;
    this.#sent = part.points.length;
    this.#isBusy = true;
    Promise.all(encodeStrokeParts({ ...part, from, points }).map((batch) => this.#parts.send(batch)))
      // The finished mark brings what was lost.
      .catch(() => undefined)
      .finally(() => {
        this.#isBusy = false;
        if (this.#stroke !== null && this.#stroke !== stroke) this.wake();
      });
  }
}
