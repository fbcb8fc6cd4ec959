import { useLayoutEffect, useRef, useState } from 'react';
import type { FrameSize } from '../../shared/annotation/frame-point';
import type { PictureControls } from '../picture/use-picture-controls';
import styles from './annotation-overlay.module.css';
import type { Annotator } from './annotator';
import { MarkStage, type StageView } from './mark-stage';
import { matrixOf } from './placed-frame';

/** How the stage shows a frame now; null where there is nothing to show. */
export function stageViewOf(frame: FrameSize, controls: PictureControls): StageView | null {
  if (frame.width === 0 || controls.stage.width === 0) return null;
  return {
    width: controls.stage.width,
    height: controls.stage.height,
    frame,
    toView: matrixOf(controls.placed, controls.view.turn, frame),
    dots: window.devicePixelRatio || 1,
  };
}

/** The marks over the picture, drawn with Konva. It takes no pointer. */
export function MarksView({
  annotator,
  frame,
  controls,
}: {
  readonly annotator: Annotator;
  readonly frame: FrameSize;
  readonly controls: PictureControls;
}) {
  const [canvas, setCanvas] = useState<HTMLDivElement | null>(null);
  const stage = useRef<MarkStage | null>(null);
  const view = stageViewOf(frame, controls);
  const latest = useRef(view);
  latest.current = view;
  useLayoutEffect(() => {
    if (canvas === null) return;
    const made = new MarkStage(canvas, annotator, () => themeColours(canvas));
    stage.current = made;
    if (latest.current !== null) made.look(latest.current);
    return () => {
      stage.current = null;
      made.close();
    };
  }, [canvas, annotator]);
  useLayoutEffect(() => {
    if (view !== null) stage.current?.look(view);
  });
  return <div ref={setCanvas} className={styles.canvas} />;
}

function themeColours(element: Element) {
  const style = getComputedStyle(element);
  return {
    selection: style.getPropertyValue('--sl-accent-fill').trim(),
    selectionHalo: style.getPropertyValue('--sl-accent-on-fill').trim(),
  };
}
