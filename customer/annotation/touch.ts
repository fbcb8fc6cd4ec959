import { type ViewPoint, viewPoint } from '../../shared/annotation/frame-point';
import {
  type FrameView,
  maximumZoom,
  pannedBy,
  withinView,
  zoomedAt,
} from '../../shared/annotation/frame-transform';

/** Where up to two fingers are. */
export type Fingers = readonly [ViewPoint] | readonly [ViewPoint, ViewPoint];

/** One step of zooming with a key, a button or a double tap. */
export const zoomStep = 1.5;
const panStep = 60;

/** The view after fingers moved: one pushes the picture, two also enlarge it under the point between them. */
export function movedBy(view: FrameView, before: Fingers, after: Fingers): FrameView {
  const from = middleOf(before);
  const to = middleOf(after);
  const spread = spreadOf(before);
  const factor = spread > 0 ? spreadOf(after) / spread : 1;
  const zoomed = factor === 1 || factor === 0 ? view : zoomedAt(view, from, view.zoom * factor);
  return pannedBy(zoomed, to.x - from.x, to.y - from.y);
}

/** The view enlarged (or reduced) by a factor around its middle. */
export function zoomedBy(view: FrameView, factor: number): FrameView {
  return zoomedAt(view, viewPoint(view.width / 2, view.height / 2), view.zoom * factor);
}

/** The view after a tap twice on a place: enlarged there, or fitted again. */
export function doubleTapped(view: FrameView, at: ViewPoint): FrameView {
  return zoomedAt(view, at, view.zoom > 1.01 ? 1 : zoomStep * zoomStep);
}

/** The view after a key; undefined for a key that does nothing here. */
export function viewAfterKey(view: FrameView, key: string): FrameView | undefined {
  switch (key) {
    case '+':
    case '=':
      return zoomedBy(view, zoomStep);
    case '-':
    case '_':
      return zoomedBy(view, 1 / zoomStep);
    case '0':
    case 'Home':
      return zoomedBy(view, 0);
    case 'ArrowLeft':
      return pannedBy(view, panStep, 0);
    case 'ArrowRight':
      return pannedBy(view, -panStep, 0);
    case 'ArrowUp':
      return pannedBy(view, 0, panStep);
    case 'ArrowDown':
      return pannedBy(view, 0, -panStep);
    default:
      return undefined;
  }
}

/** The view in an area of another size (CSS pixels): what was in the middle stays there. */
export function resized(
  view: FrameView,
  { width, height, devicePixelRatio }: Pick<FrameView, 'width' | 'height' | 'devicePixelRatio'>,
): FrameView {
  const share = view.width > 0 && view.height > 0 ? scaleShare(view, width, height) : 1;
  return withinView({
    ...view,
    width,
    height,
    devicePixelRatio,
    panX: view.panX * share,
    panY: view.panY * share,
  });
}

/** Whether the view can be enlarged, or reduced, any more. */
export function zoomRoom({ zoom }: Pick<FrameView, 'zoom'>): {
  readonly more: boolean;
  readonly less: boolean;
} {
  return { more: zoom < maximumZoom, less: zoom > 1 };
}

function scaleShare({ frame, width, height }: FrameView, nextWidth: number, nextHeight: number): number {
  const scaleIn = (w: number, h: number) => Math.min(w / frame.width, h / frame.height);
  return scaleIn(nextWidth, nextHeight) / scaleIn(width, height);
}

function middleOf([first, second = first]: Fingers): ViewPoint {
  return viewPoint((first.x + second.x) / 2, (first.y + second.y) / 2);
}

function spreadOf([first, second = first]: Fingers): number {
  return Math.hypot(first.x - second.x, first.y - second.y);
}
