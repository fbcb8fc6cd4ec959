import { useEffect, useRef } from 'react';
import type { FrameSize } from '../../shared/annotation/frame-point';
import {
  canvasMatrix,
  canvasSize,
  type FrameView,
  fitScale,
  fittedView,
} from '../../shared/annotation/frame-transform';
import { drawLaser, faded } from '../../shared/annotation/tools/laser';
import styles from './laser-layer.module.css';
import type { LiveStrokes } from './live-strokes';
import { paintCommands } from './paint-mark';
import { useStrokes } from './strokes-context';

/** How the picture under the layer fills the same box. */
export interface LaserPlace {
  readonly fit: 'contain' | 'cover';
  readonly mirrored: boolean;
}

/** Shows where the representative points on what is live; it lies exactly over the picture's box. */
export function LaserLayer({ fit, mirrored }: LaserPlace) {
  const strokes = useStrokes();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    return context ? followLaser(context, strokes, { fit, mirrored }) : undefined;
  }, [strokes, fit, mirrored]);
  return (
    <div className={styles.layer} aria-hidden="true">
      <canvas ref={canvas} />
    </div>
  );
}

/** How a box of CSS pixels shows a frame that fits into it or covers it. */
export function placedView(
  frame: FrameSize,
  box: Pick<FrameView, 'width' | 'height' | 'devicePixelRatio'>,
  { fit, mirrored }: LaserPlace,
): FrameView {
  const view = { ...fittedView(frame, box.width, box.height, box.devicePixelRatio), mirrored };
  const covering = Math.max(box.width / frame.width, box.height / frame.height);
  return fit === 'cover' ? { ...view, zoom: covering / fitScale(view) } : view;
}

/** Paints the pointer as long as there is one. Returns its end. */
function followLaser(context: CanvasRenderingContext2D, strokes: LiveStrokes, place: LaserPlace): () => void {
  const { canvas } = context;
  let frame: number | undefined;
  let isClear = true;
  const paint = (): void => {
    frame = undefined;
    const now = performance.now();
    const trail = strokes.laser(null);
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (!isClear) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      isClear = true;
    }
    if (trail === null || faded(trail, now).points.length === 0 || width < 1 || height < 1) return;
    const view = placedView(trail.frame, { width, height, devicePixelRatio: window.devicePixelRatio }, place);
    const size = canvasSize(view);
    if (canvas.width !== size.width) canvas.width = size.width;
    if (canvas.height !== size.height) canvas.height = size.height;
    paintCommands(context, canvasMatrix(view), drawLaser(trail, now));
    isClear = false;
    soon();
  };
  const soon = (): void => {
    frame ??= window.requestAnimationFrame(paint);
  };
  const stop = strokes.subscribe(soon);
  return () => {
    stop();
    if (frame !== undefined) window.cancelAnimationFrame(frame);
  };
}
