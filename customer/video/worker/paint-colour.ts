import type { QualitySettings } from '../../../shared/quality';

/** Paints `picture` in the colours of a quality; `small` is a canvas to work with. */
export function paintColour(
  canvas: HTMLCanvasElement | OffscreenCanvas,
  small: HTMLCanvasElement | OffscreenCanvas,
  picture: CanvasImageSource,
  width: number,
  height: number,
  colour: QualitySettings['colour'],
): void {
  const context = contextOf(canvas, width, height);
  if (context === null) return;
  context.globalCompositeOperation = 'source-over';
  context.drawImage(picture, 0, 0, width, height);
  switch (colour) {
    case 'full':
      return;
    case 'luma-only':
      // Grey has no colour of its own, so each pixel keeps its lightness only.
      context.globalCompositeOperation = 'color';
      context.fillStyle = '#808080';
      context.fillRect(0, 0, width, height);
      return;
    case 'coarse-chroma': {
      const across = Math.max(1, Math.round(width / coarsePixels));
      const down = Math.max(1, Math.round(height / coarsePixels));
      const painted = contextOf(small, across, down);
      if (painted === null) return;
      painted.drawImage(picture, 0, 0, across, down);
      context.globalCompositeOperation = 'color';
      context.drawImage(small, 0, 0, width, height);
    }
  }
}

/** The side of a block of pixels that share one colour, as many as four chroma samples cover. */
const coarsePixels = 8;

function contextOf(
  canvas: HTMLCanvasElement | OffscreenCanvas,
  width: number,
  height: number,
): CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context =
    canvas instanceof OffscreenCanvas
      ? canvas.getContext('2d', { alpha: false })
      : canvas.getContext('2d', { alpha: false });
  if (context !== null) context.imageSmoothingQuality = 'medium';
  return context;
}
