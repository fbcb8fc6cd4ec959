import { type CSSProperties, type ReactNode, useState } from 'react';
import styles from './picture-stage.module.css';
import { useGestures } from './use-gestures';
import type { PictureControls } from './use-picture-controls';
import type { Size, Turn } from './view-geometry';

/** What the corner marks say of the picture. */
export type PictureTone = 'live' | 'stalled' | 'photo' | 'frozen';

export interface PictureStageProps {
  readonly controls: PictureControls;
  readonly tone: PictureTone;
  /** What the picture is, for readers. */
  readonly label: string;
  /** What is said of the picture, beside or above it. */
  readonly notes: ReactNode;
  /** The picture itself, filling its frame as `turned` says. */
  readonly children: (turned: CSSProperties) => ReactNode;
}

/** A picture on the stage: placed, turned, zoomed and moved, with corner marks that hug it. */
export function PictureStage({ controls, tone, label, notes, children }: PictureStageProps) {
  const [surface, setSurface] = useState<HTMLElement | null>(null);
  useGestures(surface, controls);
  const { placed, view, source } = controls;
  const { size } = placed;
  const isAcross = view.turn === 90 || view.turn === 270;
  const turned: CSSProperties = {
    width: isAcross ? size.height : size.width,
    height: isAcross ? size.width : size.height,
    transform: turnedInPlace(view.turn, size),
  };
  return (
    <>
      <section
        ref={setSurface}
        className={styles.surface}
        data-picture
        data-pan={placed.canPan || undefined}
        aria-label={label}
        aria-keyshortcuts="+ - 0 1"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the picture is zoomed and moved by keys.
        tabIndex={0}
      >
        <div
          className={styles.frame}
          data-tone={tone}
          data-scaled={view.kind === 'scaled' || undefined}
          style={{ left: placed.left, top: placed.top, width: size.width, height: size.height }}
        >
          {children(turned)}
          {source.width > 0 && tone !== 'frozen' && <Corners />}
        </div>
      </section>
      <div className={styles.notes} data-place={placed.notes} data-strip={controls.hasStrip || undefined}>
        {notes}
      </div>
    </>
  );
}

/** The turn about the top left corner that keeps the picture in its frame: by whole lengths, so that no dot is halved. */
function turnedInPlace(turn: Turn, { width, height }: Size): string {
  switch (turn) {
    case 0:
      return 'none';
    case 90:
      return `translate(${width}px, 0) rotate(90deg)`;
    case 180:
      return `translate(${width}px, ${height}px) rotate(180deg)`;
    case 270:
      return `translate(0, ${height}px) rotate(270deg)`;
  }
}

function Corners() {
  return (
    <>
      <span className={styles.corner} data-corner="top-left" />
      <span className={styles.corner} data-corner="top-right" />
      <span className={styles.corner} data-corner="bottom-left" />
      <span className={styles.corner} data-corner="bottom-right" />
    </>
  );
}
