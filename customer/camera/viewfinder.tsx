import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { LateLaser } from '../annotation/late-laser';
import styles from './camera.module.css';
import { pinched } from './camera-abilities';
import type { CameraController, CameraState } from './camera-controller';
import { ZoomSlider } from './zoom-slider';

interface ViewfinderProps {
  readonly camera: CameraController;
  readonly shown: Extract<CameraState, { readonly kind: 'on' }>;
  readonly isPaused: boolean;
}

interface Pinch {
  readonly zoom: number;
  readonly distance: number;
}

/** Shows what the camera sees; two fingers magnify it. */
export function Viewfinder({ camera, shown, isPaused }: ViewfinderProps) {
  const { stream, facing, abilities, zoom, refused } = shown;
  const video = useRef<HTMLVideoElement>(null);
  const fingers = useRef(new Map<number, { readonly x: number; readonly y: number }>());
  const pinch = useRef<Pinch | null>(null);
  const [hasZoomed, setHasZoomed] = useState(false);

  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = stream;
    return () => {
      element.srcObject = null;
    };
  }, [stream]);

  const moved = (event: PointerEvent): void => {
    if (abilities.zoom === null || !fingers.current.has(event.pointerId)) return;
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const distance = distanceOf([...fingers.current.values()]);
    if (distance === null) return;
    pinch.current ??= { zoom, distance };
    setHasZoomed(true);
    camera.setZoom(pinched(pinch.current.zoom, pinch.current.distance, distance, abilities.zoom));
  };
  const lifted = (event: PointerEvent): void => {
    fingers.current.delete(event.pointerId);
    pinch.current = null;
  };

  return (
    <div
      className={styles.finder}
      data-hidden={isPaused}
      onPointerDown={(event) => {
        fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
        pinch.current = null;
      }}
      onPointerMove={moved}
      onPointerUp={lifted}
      onPointerCancel={lifted}
      onPointerLeave={lifted}
    >
      <video
        ref={video}
        className={styles.viewfinder}
        data-mirrored={facing === 'front'}
        autoPlay
        playsInline
        muted
        aria-label="What your camera shows"
      />
      <LateLaser fit="cover" mirrored={facing === 'front'} />
      <p className={styles.refused} role="status">
        {refused === 'torch' && 'The flash did not switch. Another app may be using it.'}
        {refused === 'zoom' && 'The camera did not zoom.'}
      </p>
      {abilities.zoom !== null && !isPaused && (
        <ZoomSlider
          range={abilities.zoom}
          zoom={zoom}
          isShown={hasZoomed}
          onZoom={(next) => {
            setHasZoomed(true);
            camera.setZoom(next);
          }}
        />
      )}
    </div>
  );
}

function distanceOf([first, second]: readonly { readonly x: number; readonly y: number }[]): number | null {
  if (first === undefined || second === undefined) return null;
  return Math.hypot(first.x - second.x, first.y - second.y);
}
