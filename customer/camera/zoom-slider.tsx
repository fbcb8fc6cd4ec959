import type { CSSProperties } from 'react';
import styles from './camera.module.css';
import type { ZoomRange } from './camera-abilities';

interface ZoomSliderProps {
  readonly range: ZoomRange;
  readonly zoom: number;
  /** Before zooming begins it shows only to the keyboard. */
  readonly isShown: boolean;
  readonly onZoom: (zoom: number) => void;
}

/** Shows a slider for the camera's magnification. */
export function ZoomSlider({ range, zoom, isShown, onZoom }: ZoomSliderProps) {
  const part = (zoom - range.min) / (range.max - range.min);
  const style: CSSProperties & Record<'--part', number> = { '--part': part };
  return (
    <div className={styles.zoom} data-shown={isShown} style={style}>
      <span>{times(range.min)}</span>
      <div className={styles.track}>
        <output className={styles.bubble} aria-hidden="true">
          {times(zoom)}
        </output>
        <input
          type="range"
          aria-label="Zoom"
          aria-valuetext={`${times(zoom)}`}
          min={range.min}
          max={range.max}
          step={range.step}
          value={zoom}
          onPointerDown={(event) => event.stopPropagation()}
          onChange={(event) => onZoom(Number(event.currentTarget.value))}
        />
      </div>
      <span>{times(range.max)}</span>
    </div>
  );
}

function times(zoom: number): string {
  return `${Number(zoom.toFixed(1))}×`;
}
