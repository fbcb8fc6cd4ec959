import type { AnnotationElement } from '../../shared/annotation/element';
import type { FrameSize } from '../../shared/annotation/frame-point';
import {
  canvasMatrix,
  canvasSize,
  type FrameView,
  fittedView,
  frameTransform,
} from '../../shared/annotation/frame-transform';
import { liveElement } from '../../shared/annotation/live-stroke';
import { drawLaser, faded } from '../../shared/annotation/tools/laser';
import type { LiveStrokes } from './live-strokes';
import { markFont, paintCommands, paintMark } from './paint-mark';
import { resized } from './touch';

/** With more marks than this, moving fingers move what is painted; it is painted anew once they rest. */
const repaintedWhileMoving = 600;
const restsAfterMs = 140;

/** Paints a frozen picture with its marks on one canvas, and what moves over it on another, at device pixels. */
export class FrozenStage {
  readonly #below: CanvasRenderingContext2D;
  readonly #above: CanvasRenderingContext2D;
  readonly #frameId: string;
  readonly #strokes: LiveStrokes;
  readonly #stopFollowing: () => void;
  readonly #textsAsked = new Set<string>();
  #view: FrameView;
  #image: ImageBitmap | null = null;
  #elements: readonly AnnotationElement[] = [];
  /** The view and how many of the elements are on the lower canvas; null when it has to be painted anew. */
  #painted: { readonly view: FrameView; readonly count: number } | null = null;
  #isMoving = false;
  #frame: number | undefined;
  #rest: number | undefined;
  #isDisposed = false;

  constructor(
    canvases: { readonly below: CanvasRenderingContext2D; readonly above: CanvasRenderingContext2D },
    frameId: string,
    frame: FrameSize,
    strokes: LiveStrokes,
  ) {
    this.#below = canvases.below;
    this.#above = canvases.above;
    this.#frameId = frameId;
    this.#strokes = strokes;
    this.#view = fittedView(frame, 0, 0, 1);
    this.#stopFollowing = strokes.subscribe(() => this.#paintSoon());
  }

  get view(): FrameView {
    return this.#view;
  }

  /** Takes the size of the area in CSS pixels. */
  resize(width: number, height: number, devicePixelRatio: number): void {
    this.#view = resized(this.#view, { width, height, devicePixelRatio });
    this.#painted = null;
    this.#paintSoon();
  }

  /** Shows the picture in another place or size; `isMoving` while fingers are on it. */
  setView(view: FrameView, isMoving: boolean): void {
    this.#view = view;
    this.#isMoving = isMoving && this.#elements.length > repaintedWhileMoving;
    window.clearTimeout(this.#rest);
    if (this.#isMoving) {
      this.#rest = window.setTimeout(() => {
        this.#isMoving = false;
        this.#paintSoon();
      }, restsAfterMs);
    }
    this.#paintSoon();
  }

  /** The image under the marks; it stays the caller's. */
  setImage(image: ImageBitmap | null): void {
    this.#image = image;
    this.#painted = null;
    this.#paintSoon();
  }

  /** The marks in their drawing order. */
  setElements(elements: readonly AnnotationElement[]): void {
    const before = this.#elements;
    this.#elements = elements;
    if (!before.every((element, index) => element === elements[index])) this.#painted = null;
    this.#askFonts(elements);
    this.#paintSoon();
  }

  /** Paints no more. */
  dispose(): void {
    this.#isDisposed = true;
    this.#stopFollowing();
    window.clearTimeout(this.#rest);
    if (this.#frame !== undefined) window.cancelAnimationFrame(this.#frame);
  }

  #paintSoon(): void {
    if (this.#isDisposed) return;
    this.#frame ??= window.requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#paint();
    });
  }

  #paint(): void {
    const { width, height } = this.#view;
    if (this.#image === null || width < 1 || height < 1) return;
    this.#fitCanvases();
    this.#paintBelow(this.#image);
    this.#paintAbove();
  }

  #fitCanvases(): void {
    const size = canvasSize(this.#view);
    for (const { canvas } of [this.#below, this.#above]) {
      if (canvas.width === size.width && canvas.height === size.height) continue;
      canvas.width = size.width;
      canvas.height = size.height;
      this.#painted = null;
    }
  }

  #paintBelow(image: ImageBitmap): void {
    const context = this.#below;
    if (this.#painted !== null && this.#painted.view !== this.#view && this.#isMoving) {
      context.canvas.style.transform = between(this.#painted.view, this.#view);
      return;
    }
    const matrix = canvasMatrix(this.#view);
    const { frame } = this.#view;
    let painted = this.#painted?.view === this.#view ? this.#painted.count : null;
    if (painted === null) {
      context.canvas.style.transform = '';
      clear(context);
      context.setTransform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, frame.width, frame.height);
      painted = 0;
    }
    for (const element of this.#elements.slice(painted)) paintMark(context, matrix, element, frame);
    this.#painted = { view: this.#view, count: this.#elements.length };
  }

  #paintAbove(): void {
    const context = this.#above;
    const matrix = canvasMatrix(this.#view);
    clear(context);
    for (const stroke of this.#strokes.on(this.#frameId)) {
      const element = liveElement(stroke, this.#elements.length);
      if (element !== null) paintMark(context, matrix, element, this.#view.frame);
    }
    const now = performance.now();
    const trail = this.#strokes.laser(this.#frameId);
    if (trail === null || faded(trail, now).points.length === 0) return;
    paintCommands(context, matrix, drawLaser(trail, now));
    // It fades, so the next frame looks different.
    this.#paintSoon();
  }

  /** A canvas does not wait for a font: what was written before it came is painted again. */
  #askFonts(elements: readonly AnnotationElement[]): void {
    for (const element of elements) {
      if (element.kind !== 'text' && element.kind !== 'pin') continue;
      const text = element.kind === 'text' ? element.text : '0123456789';
      if (this.#textsAsked.has(text)) continue;
      this.#textsAsked.add(text);
      if (document.fonts.check(markFont(16), text)) continue;
      document.fonts.load(markFont(16), text).then(
        () => {
          this.#painted = null;
          this.#paintSoon();
        },
        () => undefined,
      );
    }
  }
}

function clear(context: CanvasRenderingContext2D): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
}

/** The style that moves what was painted for one view to where the next one wants it. */
function between(painted: FrameView, wanted: FrameView): string {
  const from = frameTransform(painted).toView;
  const to = frameTransform(wanted).toView;
  const factor = to.a / from.a;
  return `matrix(${factor}, 0, 0, ${factor}, ${to.e - factor * from.e}, ${to.f - factor * from.f})`;
}
