import type { AnnotationElement } from '../../shared/annotation/element';
import type { FrameSize } from '../../shared/annotation/frame-point';
import { markFonts, paintElement } from './paint';

const upright = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

/** Paints a picture and its marks at the frame's resolution. @throws where this window cannot draw. */
export function paintStill(
  picture: CanvasImageSource,
  elements: readonly AnnotationElement[],
  frame: FrameSize,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = frame.width;
  canvas.height = frame.height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The picture could not be drawn.');
  context.drawImage(picture, 0, 0, frame.width, frame.height);
  for (const element of elements) paintElement(context, element, frame, upright);
  return canvas;
}

/** A still as PNG, one picture dot for each of the frame's. @throws where it cannot be encoded. */
export async function encodeStill(
  picture: CanvasImageSource,
  elements: readonly AnnotationElement[],
  frame: FrameSize,
): Promise<Blob> {
  // A canvas takes another typeface where its own has not been loaded yet.
  await document.fonts.load(`600 16px ${markFonts}`);
  const canvas = paintStill(picture, elements, frame);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('The picture could not be encoded.'));
      else resolve(blob);
    }, 'image/png');
  });
}
