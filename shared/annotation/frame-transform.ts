import { type FramePoint, type FrameSize, framePoint, type ViewPoint, viewPoint } from './frame-point';
import { inverse, type Matrix, mapped, scaledAfter } from './matrix';

/** Clockwise quarter turns in which a view shows a frame, in degrees. */
export type Rotation = 0 | 90 | 180 | 270;

/** How one window shows a frame. */
export interface FrameView {
  readonly frame: FrameSize;
  /** In CSS pixels; may be a fraction. */
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel. */
  readonly devicePixelRatio: number;
  readonly rotation: Rotation;
  /** Flipped left to right as seen, after the rotation, as a front camera's preview is. */
  readonly mirrored: boolean;
  /** 1 fits the whole frame into the view. */
  readonly zoom: number;
  /** Where the frame's centre lies, in CSS pixels from the view's centre. */
  readonly panX: number;
  readonly panY: number;
}

/** Both directions between a frame and a view. */
export interface FrameTransform {
  readonly toView: Matrix;
  readonly toFrame: Matrix;
  /** CSS pixels per frame pixel. */
  readonly scale: number;
}

/** The largest zoom a person can reach. */
export const maximumZoom = 16;

const turns: Record<Rotation, { readonly cosine: number; readonly sine: number }> = {
  0: { cosine: 1, sine: 0 },
  90: { cosine: 0, sine: 1 },
  180: { cosine: -1, sine: 0 },
  270: { cosine: 0, sine: -1 },
};

/** Returns a view that fits the whole frame, upright and centred. Sizes in CSS pixels. */
export function fittedView(
  frame: FrameSize,
  width: number,
  height: number,
  devicePixelRatio: number,
): FrameView {
  return { frame, width, height, devicePixelRatio, rotation: 0, mirrored: false, zoom: 1, panX: 0, panY: 0 };
}

/** Returns the frame's size as the view shows it before scaling: turned on its side, width and height are swapped. */
export function turnedSize({ frame, rotation }: FrameView): FrameSize {
  const onSide = rotation === 90 || rotation === 270;
  return onSide ? { width: frame.height, height: frame.width } : frame;
}

/** Returns the CSS pixels per frame pixel at which the whole frame fits. */
export function fitScale(view: FrameView): number {
  const turned = turnedSize(view);
  return Math.min(view.width / turned.width, view.height / turned.height);
}

/** Returns the zoom at which one frame pixel takes one device pixel. */
export function actualSizeZoom(view: FrameView): number {
  return 1 / (view.devicePixelRatio * fitScale(view));
}

/** Returns the transform of a view. @throws RangeError when the view has no area. */
export function frameTransform(view: FrameView): FrameTransform {
  const scale = fitScale(view) * view.zoom;
  const { cosine, sine } = turns[view.rotation];
  const flip = view.mirrored ? -1 : 1;
  const a = scale * flip * cosine;
  const b = scale * sine;
  const c = -scale * flip * sine;
  const d = scale * cosine;
  const centreX = view.frame.width / 2;
  const centreY = view.frame.height / 2;
  const toView: Matrix = {
    a,
    b,
    c,
    d,
    e: view.width / 2 + view.panX - a * centreX - c * centreY,
    f: view.height / 2 + view.panY - b * centreX - d * centreY,
  };
  return { toView, toFrame: inverse(toView), scale };
}

/** Returns where a frame point appears in the view. */
export function frameToView(transform: FrameTransform, point: FramePoint): ViewPoint {
  const { x, y } = mapped(transform.toView, point.x, point.y);
  return viewPoint(x, y);
}

/** Returns the frame point that appears at a place of the view. */
export function viewToFrame(transform: FrameTransform, point: ViewPoint): FramePoint {
  const { x, y } = mapped(transform.toFrame, point.x, point.y);
  return framePoint(x, y);
}

/** Returns the size of a canvas that covers the view crisply, in whole device pixels. */
export function canvasSize(view: FrameView): FrameSize {
  return {
    width: Math.max(1, Math.round(view.width * view.devicePixelRatio)),
    height: Math.max(1, Math.round(view.height * view.devicePixelRatio)),
  };
}

/** Returns the map from frame pixels to the pixels of a canvas of `canvasSize`, for image and marks alike. */
export function canvasMatrix(view: FrameView): Matrix {
  const { width, height } = canvasSize(view);
  return scaledAfter(frameTransform(view).toView, width / view.width, height / view.height);
}

/**
 * Returns a map like `matrix` that keeps `anchor` in place but neither rotates nor mirrors, so that text stays
 * readable.
 */
export function uprightMatrix(matrix: Matrix, anchor: FramePoint): Matrix {
  const scale = Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
  const { x, y } = mapped(matrix, anchor.x, anchor.y);
  return { a: scale, b: 0, c: 0, d: scale, e: x - scale * anchor.x, f: y - scale * anchor.y };
}

/** Returns the view zoomed to `zoom` (1 to 16) so that the frame stays in place under `anchor`. */
export function zoomedAt(view: FrameView, anchor: ViewPoint, zoom: number): FrameView {
  const next = Math.min(maximumZoom, Math.max(1, zoom));
  const factor = next / view.zoom;
  const offsetX = anchor.x - view.width / 2;
  const offsetY = anchor.y - view.height / 2;
  return withinView({
    ...view,
    zoom: next,
    panX: offsetX - (offsetX - view.panX) * factor,
    panY: offsetY - (offsetY - view.panY) * factor,
  });
}

/** Returns the view with the frame pushed by CSS pixels, no farther than its edges. */
export function pannedBy(view: FrameView, x: number, y: number): FrameView {
  return withinView({ ...view, panX: view.panX + x, panY: view.panY + y });
}

/** Returns the view with the frame pushed back so that it leaves no gap it could fill. */
export function withinView(view: FrameView): FrameView {
  const scale = fitScale(view) * view.zoom;
  const turned = turnedSize(view);
  const roomX = Math.max(0, (turned.width * scale - view.width) / 2);
  const roomY = Math.max(0, (turned.height * scale - view.height) / 2);
  return {
    ...view,
    panX: Math.min(roomX, Math.max(-roomX, view.panX)) + 0,
    panY: Math.min(roomY, Math.max(-roomY, view.panY)) + 0,
  };
}
