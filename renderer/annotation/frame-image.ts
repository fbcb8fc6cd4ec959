import { checkFrameImage } from '../../shared/annotation/limits';
import type { ShownPicture } from '../captured/shown-picture';
import { type Grabbed, refusalWords } from './annotator-parts';

/** A picture that cannot be frozen; `message` is a sentence fit to show. */
export class FrameImageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FrameImageError';
  }
}

/** Copies a picture as it is at this moment; undefined where this window cannot draw. */
export function grabPicture({ element, width, height }: ShownPicture): Grabbed | undefined {
  const picture = document.createElement('canvas');
  picture.width = width;
  picture.height = height;
  const context = picture.getContext('2d');
  if (context === null) return undefined;
  context.drawImage(element, 0, 0, width, height);
  return { picture, width, height };
}

/** Encodes a grabbed picture to be sent. @throws FrameImageError where it is too large or cannot be encoded. */
export async function encodeFrame({ picture, width, height }: Grabbed): Promise<Blob> {
  const image = (await encoded(picture, 'image/webp', 0.95)) ?? (await encoded(picture, 'image/png'));
  if (image === null) throw new FrameImageError('The picture could not be encoded. Draw again.');
  const refusal = checkFrameImage({ width, height, bytes: image.size });
  if (refusal !== null) throw new FrameImageError(refusalWords(refusal));
  return image;
}

function encoded(picture: HTMLCanvasElement, type: string, quality?: number): Promise<Blob | null> {
  return new Promise((resolve) => {
    // A browser that cannot write a type writes PNG instead.
    picture.toBlob((blob) => resolve(blob?.type === type ? blob : null), type, quality);
  });
}
