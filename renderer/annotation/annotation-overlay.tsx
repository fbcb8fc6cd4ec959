import { useEffect, useRef, useState } from 'react';
import { useGestures } from '../picture/use-gestures';
import type { PictureControls } from '../picture/use-picture-controls';
import styles from './annotation-overlay.module.css';
import { MarksView, stageViewOf } from './marks-view';
import { TextField } from './text-field';
import type { Annotation } from './use-annotation';
import { useDrawing } from './use-drawing';

/** Lies over the picture while the representative annotates: takes the pointer, shows the marks. */
export function AnnotationOverlay({
  annotation,
  controls,
  name,
}: {
  readonly annotation: Annotation;
  readonly controls: PictureControls;
  /** What to call the customer. */
  readonly name: string;
}) {
  const { annotator, choice, view } = annotation;
  const [surface, setSurface] = useState<HTMLElement | null>(null);
  const isSpaceDown = useSpaceKey(surface);
  useGestures(
    surface,
    controls,
    (event) => event.button === 1 || (event.button === 0 && isSpaceDown.current),
  );
  const frame = view.frame?.size ?? controls.source;
  const looks = stageViewOf(frame, controls);
  const latest = useRef(looks);
  latest.current = looks;
  useDrawing(surface, annotator, latest, isSpaceDown);
  const toPicture = () => surface?.focus({ preventScroll: true });

  return (
    <>
      <section
        ref={setSurface}
        className={styles.overlay}
        data-picture
        data-tool={choice.tool}
        aria-label={`Annotate what ${name} shows`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: tools, zoom and selection are worked by keys.
        tabIndex={0}
      >
        <MarksView annotator={annotator} frame={frame} controls={controls} />
      </section>
      {view.writing !== null && looks !== null && (
        <TextField
          key={view.writing.mark.id}
          draft={view.writing}
          looks={looks}
          onWrite={(text) => annotator.write(text)}
          onFinish={() => annotator.finishText()}
          onCancel={() => annotator.escape()}
          onClosed={toPicture}
        />
      )}
    </>
  );
}

/** Whether the space bar is held while the focus is on `element`; with it a drag moves the picture. */
function useSpaceKey(element: HTMLElement | null) {
  const isDown = useRef(false);
  useEffect(() => {
    if (element === null) return;
    const set = (event: KeyboardEvent) => {
      if (event.key !== ' ') return;
      if (event.type === 'keydown' && event.target !== element) return;
      isDown.current = event.type === 'keydown';
      element.toggleAttribute('data-pan', isDown.current);
      if (event.type === 'keydown') event.preventDefault();
    };
    const leave = () => {
      isDown.current = false;
      element.removeAttribute('data-pan');
    };
    element.addEventListener('keydown', set);
    window.addEventListener('keyup', set);
    window.addEventListener('blur', leave);
    return () => {
      element.removeEventListener('keydown', set);
      window.removeEventListener('keyup', set);
      window.removeEventListener('blur', leave);
    };
  }, [element]);
  return isDown;
}
