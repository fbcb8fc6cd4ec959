import Konva from 'konva';
import type { AnnotationElement } from '../../shared/annotation/element';
import type { FrameSize } from '../../shared/annotation/frame-point';
import { type Box, boxAround } from '../../shared/annotation/geometry';
import { elementBox } from '../../shared/annotation/hit-test';
import { type Matrix, mapped, scaledAfter } from '../../shared/annotation/matrix';
import { drawLaser } from '../../shared/annotation/tools/laser';
import type { Annotator } from './annotator';
import { MarkRaster } from './mark-raster';
import { paintCommands, paintElement } from './paint';

/** How the stage shows the frame: CSS pixels, and the map from the frame to them. */
export interface StageView {
  readonly width: number;
  readonly height: number;
  readonly frame: FrameSize;
  readonly toView: Matrix;
  /** Device pixels per CSS pixel. */
  readonly dots: number;
}

export interface StageColours {
  readonly selection: string;
  readonly selectionHalo: string;
}

const selectionGap = 4;

/** Draws an annotator's marks with Konva: finished marks on one layer, what is being drawn on another. */
export class MarkStage {
  readonly #annotator: Annotator;
  readonly #colours: () => StageColours;
  readonly #stage: Konva.Stage;
  readonly #finished: Konva.Layer;
  readonly #moving: Konva.Layer;
  readonly #raster: MarkRaster;
  readonly #stopListening: () => void;
  #view: StageView | null = null;
  #elements: readonly AnnotationElement[] | null = null;
  #hiddenIds: readonly string[] = [];
  #visible: readonly AnnotationElement[] = [];
  #fade: number | null = null;

  /** `colours` tells the theme's colours whenever they are needed. */
  constructor(container: HTMLDivElement, annotator: Annotator, colours: () => StageColours) {
    this.#annotator = annotator;
    this.#colours = colours;
    this.#stage = new Konva.Stage({ container, listening: false });
    this.#finished = new Konva.Layer({ listening: false });
    this.#moving = new Konva.Layer({ listening: false });
    this.#stage.add(this.#finished, this.#moving);
    this.#finished.add(
      new Konva.Shape({
        listening: false,
        perfectDrawEnabled: false,
        sceneFunc: (context) => this.#drawFinished(context._context),
      }),
    );
    this.#moving.add(
      new Konva.Shape({
        listening: false,
        perfectDrawEnabled: false,
        sceneFunc: (context) => this.#drawMoving(context._context),
      }),
    );
    this.#raster = new MarkRaster({
      now: () => performance.now(),
      nextFrame: (callback) => {
        const handle = requestAnimationFrame(callback);
        return () => cancelAnimationFrame(handle);
      },
      improved: () => this.#finished.batchDraw(),
    });
    this.#stopListening = annotator.onScene(() => this.#changed());
    // The annotator may hold marks already, as when its session is shown again.
    this.#changed();
  }

  /** Shows the frame another way. */
  look(view: StageView): void {
    const before = this.#view;
    this.#view = view;
    if (before?.width !== view.width || before.height !== view.height) {
      this.#stage.size({ width: view.width, height: view.height });
    }
    if (before?.dots !== view.dots) {
      for (const layer of [this.#finished, this.#moving]) layer.getCanvas().setPixelRatio(view.dots);
    }
    this.#finished.batchDraw();
    this.#moving.batchDraw();
  }

  /** Ends drawing, and lets the canvases go. */
  close(): void {
    this.#stopListening();
    if (this.#fade !== null) cancelAnimationFrame(this.#fade);
    this.#raster.close();
    this.#stage.destroy();
  }

  #changed(): void {
    const { elements, preview } = this.#annotator;
    const isSame = elements === this.#elements && sameIds(preview.hiddenIds, this.#hiddenIds);
    if (!isSame) {
      this.#elements = elements;
      this.#hiddenIds = preview.hiddenIds;
      const hidden = new Set(preview.hiddenIds);
      this.#visible = hidden.size === 0 ? elements : elements.filter(({ id }) => !hidden.has(id));
      this.#finished.batchDraw();
    }
    this.#moving.batchDraw();
  }

  #drawFinished(context: CanvasRenderingContext2D): void {
    const view = this.#view;
    if (view === null) return;
    const { width, height } = context.canvas;
    const matrix = pixels(view);
    this.#raster.update(this.#visible, view.frame, matrix, width, height);
    this.#raster.draw(context, matrix);
  }

  #drawMoving(context: CanvasRenderingContext2D): void {
    const view = this.#view;
    if (view === null) return;
    const matrix = pixels(view);
    const { preview, selection } = this.#annotator;
    for (const element of preview.drawn) paintElement(context, element, view.frame, matrix);
    if (selection.length > 0) this.#drawSelection(context, selection, view);
    const now = performance.now();
    const trail = this.#annotator.laserTrail(now);
    if (trail === null) return;
    paintCommands(context, drawLaser(trail, now), matrix);
    this.#fade ??= requestAnimationFrame(() => {
      this.#fade = null;
      this.#moving.batchDraw();
    });
  }

  #drawSelection(
    context: CanvasRenderingContext2D,
    selection: readonly AnnotationElement[],
    view: StageView,
  ): void {
    const { selection: colour, selectionHalo } = this.#colours();
    const onSide = view.toView.a === 0;
    context.save();
    context.setTransform(view.dots, 0, 0, view.dots, 0, 0);
    for (const element of selection) {
      const { x, y, width, height } = seen(elementBox(element, view.frame, onSide), view.toView);
      const box = [
        x - selectionGap,
        y - selectionGap,
        width + 2 * selectionGap,
        height + 2 * selectionGap,
      ] as const;
      context.setLineDash([]);
      context.lineWidth = 3;
      context.strokeStyle = selectionHalo;
      context.strokeRect(...box);
      context.setLineDash([5, 4]);
      context.lineWidth = 1.5;
      context.strokeStyle = colour;
      context.strokeRect(...box);
    }
    context.restore();
  }
}

/** The map from the frame to the layers' own pixels. */
function pixels({ toView, dots }: StageView): Matrix {
  return scaledAfter(toView, dots, dots);
}

function seen(box: Box, matrix: Matrix): Box {
  return boxAround([mapped(matrix, box.x, box.y), mapped(matrix, box.x + box.width, box.y + box.height)]);
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((id, index) => id === other[index]));
}
