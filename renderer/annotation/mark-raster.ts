import type { AnnotationElement } from '../../shared/annotation/element';
import type { FrameSize } from '../../shared/annotation/frame-point';
import { elementBox } from '../../shared/annotation/hit-test';
import { inverse, type Matrix, mapped } from '../../shared/annotation/matrix';
import { chained, paintElement } from './paint';

/** More marks than this are painted in slices, over several frames. */
const atOnce = 300;
/** How long one slice may take, in milliseconds. */
const sliceMs = 6;
/** For so many frames a view rests before many marks are painted anew for it. */
const restFrames = 5;

interface Sheet {
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
}

/** What the finished marks look like under one view. */
interface Painted {
  readonly sheet: Sheet;
  readonly matrix: Matrix;
  readonly frame: FrameSize;
  readonly elements: readonly AnnotationElement[];
}

export interface MarkRasterParts {
  readonly now: () => number;
  /** Calls back with the next animation frame. Returns how to call that off. */
  readonly nextFrame: (callback: () => void) => () => void;
  /** The picture of the marks has become better. */
  readonly improved: () => void;
}

/**
 * Holds finished marks as pixels: a mark more is painted on top, and a view that moves shows the pixels moved until
 * they are painted anew, so that ten thousand marks cost no more per frame than one.
 */
export class MarkRaster {
  readonly #parts: MarkRasterParts;
  #painted: Painted | null = null;
  #spare: Sheet | null = null;
  #callOff: (() => void) | null = null;

  constructor(parts: MarkRasterParts) {
    this.#parts = parts;
  }

  /** Brings the pixels up to date; sizes in device pixels, `matrix` from the frame to them. */
  update(
    elements: readonly AnnotationElement[],
    frame: FrameSize,
    matrix: Matrix,
    width: number,
    height: number,
  ): void {
    const before = this.#painted;
    const fits = before?.sheet.canvas.width === width && before.sheet.canvas.height === height;
    if (before !== null && fits && sameMatrix(before.matrix, matrix) && before.frame === frame) {
      if (before.elements === elements) return;
      const added = suffix(before.elements, elements);
      if (added !== null) {
        this.#stop();
        for (const element of added) paintElement(before.sheet.context, element, frame, matrix);
        this.#painted = { ...before, elements };
        return;
      }
    }
    this.#stop();
    const paint = () => this.#paint({ elements, frame, matrix }, width, height);
    const isOnlyMoved = before !== null && fits && before.frame === frame && before.elements === elements;
    if (isOnlyMoved && elements.length > atOnce) this.#afterRest(restFrames, paint);
    else paint();
  }

  #paint(
    { elements, frame, matrix }: Pick<Painted, 'elements' | 'frame' | 'matrix'>,
    width: number,
    height: number,
  ): void {
    const before = this.#painted;
    const sheet = this.#sheet(width, height);
    const seen = elements.filter((element) => isSeen(element, frame, matrix, width, height));
    if (seen.length <= atOnce || before === null) {
      for (const element of seen) paintElement(sheet.context, element, frame, matrix);
      this.#swap({ sheet, matrix, frame, elements });
    } else this.#slice(seen, 0, { sheet, matrix, frame, elements });
  }

  /** Draws the pixels for a view, which may have moved on since they were painted. */
  draw(context: CanvasRenderingContext2D, matrix: Matrix): void {
    const painted = this.#painted;
    if (painted === null || painted.elements.length === 0) return;
    context.save();
    if (sameMatrix(painted.matrix, matrix)) context.setTransform(1, 0, 0, 1, 0, 0);
    else {
      const { a, b, c, d, e, f } = chained(matrix, inverse(painted.matrix));
      context.setTransform(a, b, c, d, e, f);
    }
    context.drawImage(painted.sheet.canvas, 0, 0);
    context.restore();
  }

  /** Lets the pixels go. */
  close(): void {
    this.#stop();
    this.#painted = null;
    this.#spare = null;
  }

  #afterRest(frames: number, paint: () => void): void {
    this.#callOff = this.#parts.nextFrame(() => {
      this.#callOff = null;
      if (frames > 1) this.#afterRest(frames - 1, paint);
      else {
        paint();
        // Few marks may be in sight, and those are painted at once.
        if (this.#callOff === null) this.#parts.improved();
      }
    });
  }

  #slice(seen: readonly AnnotationElement[], from: number, next: Painted): void {
    this.#callOff = this.#parts.nextFrame(() => {
      this.#callOff = null;
      const until = this.#parts.now() + sliceMs;
      let index = from;
      for (; index < seen.length; index += 1) {
        const element = seen[index];
        if (element !== undefined) paintElement(next.sheet.context, element, next.frame, next.matrix);
        if (index % 16 === 15 && this.#parts.now() >= until) break;
      }
      if (index < seen.length) this.#slice(seen, index + 1, next);
      else {
        this.#swap(next);
        this.#parts.improved();
      }
    });
  }

  #sheet(width: number, height: number): Sheet {
    const spare = this.#spare;
    if (spare !== null && spare.canvas.width === width && spare.canvas.height === height) {
      spare.context.setTransform(1, 0, 0, 1, 0, 0);
      spare.context.clearRect(0, 0, width, height);
      return spare;
    }
    const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This window cannot draw.');
    this.#spare = { canvas, context };
    return this.#spare;
  }

  #swap(next: Painted): void {
    this.#spare = this.#painted?.sheet ?? null;
    this.#painted = next;
  }

  #stop(): void {
    this.#callOff?.();
    this.#callOff = null;
  }
}

/** What `now` has beyond `before`, where it only grew; a mark is the same while its version is. */
function suffix(
  before: readonly AnnotationElement[],
  now: readonly AnnotationElement[],
): readonly AnnotationElement[] | null {
  if (now.length < before.length) return null;
  const isGrown = before.every((element, index) => {
    const other = now[index];
    return other === element || (other?.id === element.id && other.version === element.version);
  });
  return isGrown ? now.slice(before.length) : null;
}

function isSeen(
  element: AnnotationElement,
  frame: FrameSize,
  matrix: Matrix,
  width: number,
  height: number,
): boolean {
  const onSide = matrix.a === 0;
  const box = elementBox(element, frame, onSide);
  const from = mapped(matrix, box.x, box.y);
  const to = mapped(matrix, box.x + box.width, box.y + box.height);
  return (
    Math.max(from.x, to.x) >= 0 &&
    Math.max(from.y, to.y) >= 0 &&
    Math.min(from.x, to.x) <= width &&
    Math.min(from.y, to.y) <= height
  );
}

function sameMatrix(one: Matrix, other: Matrix): boolean {
  return (
    one.a === other.a &&
    one.b === other.b &&
    one.c === other.c &&
    one.d === other.d &&
    one.e === other.e &&
    one.f === other.f
  );
}
