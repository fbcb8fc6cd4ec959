import { paintTimecode, type StripEdge } from './scene/timecode-strip';
import type { Tickers } from './ticker';

/** Paints one frame of the given size, in pixels. */
export type PaintFrame = (context: CanvasRenderingContext2D, width: number, height: number) => void;

export interface PictureFormat {
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
}

/** A canvas that is painted again and again, and the video track it gives. */
export interface PictureSource {
  readonly track: MediaStreamTrack;
  readonly frames: () => number;
  /** Paints with a new size or rate, from the next frame on. */
  readonly setFormat: (format: PictureFormat) => void;
  /** Paints no more and lets go of the timer. */
  readonly stop: () => void;
}

/** Milliseconds since 1970 by the page's steady clock, which other processes on the computer share. */
export const steadyTime = (): number => performance.timeOrigin + performance.now();

/** Starts painting; `isFrozen` is asked before each frame. */
export function createPictureSource(
  first: PictureFormat,
  edge: StripEdge,
  paint: PaintFrame,
  isFrozen: () => boolean,
  tickers: Tickers,
): PictureSource {
  const canvas = document.createElement('canvas');
  canvas.width = first.width;
  canvas.height = first.height;
  const context = canvas.getContext('2d', { alpha: false });
  const track = context ? canvas.captureStream(0).getVideoTracks()[0] : undefined;
  if (!context || !(track instanceof CanvasCaptureMediaStreamTrack))
    throw new DOMException('The canvas gives no picture.', 'NotReadableError');

  let format = first;
  let frames = 0;
  const paintFrame = () => {
    if (isFrozen() && frames > 0) return;
    if (canvas.width !== format.width) canvas.width = format.width;
    if (canvas.height !== format.height) canvas.height = format.height;
    context.save();
    paint(context, format.width, format.height);
    context.restore();
    paintTimecode(context, format.width, format.height, edge, steadyTime());
    track.requestFrame();
    frames++;
  };

  paintFrame();
  const ticker = tickers.start(1000 / first.frameRate, paintFrame);
  return {
    track,
    frames: () => frames,
    setFormat: (next) => {
      format = next;
      ticker.setInterval(1000 / next.frameRate);
    },
    stop: ticker.stop,
  };
}
