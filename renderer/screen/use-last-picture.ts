import { type RefObject, useEffect, useRef, useState } from 'react';

/** How often the picture is copied while it is live, in milliseconds. */
const copyIntervalMs = 500;

/**
 * Keeps a copy of the newest picture in a canvas, since a video whose connection broke turns black.
 * Returns the canvas's ref and whether it holds a picture.
 */
export function useLastPicture(
  video: RefObject<HTMLVideoElement | null>,
  isLive: boolean,
): readonly [canvas: RefObject<HTMLCanvasElement | null>, hasPicture: boolean] {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hasPicture, setHasPicture] = useState(false);
  useEffect(() => {
    if (!isLive) return;
    const timer = setInterval(() => {
      const from = video.current;
      const to = canvas.current;
      if (from === null || to === null || from.videoWidth === 0) return;
      if (to.width !== from.videoWidth) to.width = from.videoWidth;
      if (to.height !== from.videoHeight) to.height = from.videoHeight;
      to.getContext('2d')?.drawImage(from, 0, 0);
      setHasPicture(true);
    }, copyIntervalMs);
    return () => clearInterval(timer);
  }, [video, isLive]);
  return [canvas, hasPicture];
}
