import { type Context, mix } from './drawing';

/** The world every camera scene is drawn in, in its own units. */
export const world = { width: 1440, height: 1080 } as const;

/** What a camera sees with: pixels, scene seconds, magnification. */
export interface CameraView {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly zoom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Points the camera: the world fills the picture, zooms about `target` and sways as a hand does. */
export function lookAt(c: Context, view: CameraView, target: Point, rest: Point, sway: number): void {
  const { width, height, seconds, zoom } = view;
  const cover = Math.max(width / world.width, height / world.height) * 1.05;
  const near = 1 - 1 / zoom ** 2;
  const hand = sway / Math.sqrt(zoom);
  const x =
    mix(rest.x, target.x, near) + hand * (Math.sin(seconds * 0.7) + 0.5 * Math.sin(seconds * 1.9 + 1));
  const y = mix(rest.y, target.y, near) + hand * (Math.cos(seconds * 0.9) + 0.4 * Math.sin(seconds * 2.3));
  c.translate(width / 2, height / 2);
  c.rotate(0.006 * (hand / 10) * Math.sin(seconds * 0.5));
  c.scale(cover * zoom, cover * zoom);
  c.translate(-x, -y);
}

/** A background out of focus, drawn once: where it is blurred anyway, magnifying shows no more. */
export function createBackdrop(blur: number, paint: (c: Context) => void): (c: Context) => void {
  const margin = 120;
  const scale = 0.75;
  let canvas: HTMLCanvasElement | undefined;
  return (c) => {
    if (!canvas) {
      canvas = document.createElement('canvas');
      canvas.width = (world.width + margin * 2) * scale;
      canvas.height = (world.height + margin * 2) * scale;
      const inner = canvas.getContext('2d', { alpha: false });
      if (inner) {
        inner.filter = `blur(${blur * scale}px)`;
        inner.scale(scale, scale);
        inner.translate(margin, margin);
        paint(inner);
      }
    }
    c.drawImage(canvas, -margin, -margin, world.width + margin * 2, world.height + margin * 2);
  };
}
