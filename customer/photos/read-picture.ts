import type { PictureType } from '../../shared/blob';
import { limits } from '../../shared/limits';
import { PictureRefusedError } from './picture-refused';
import { pictureTypeOf, stripExif } from './strip-exif';

/** A picture ready to be sent: nothing in it but what can be seen. */
export interface ReadyPicture {
  readonly blob: Blob;
  readonly type: PictureType;
  readonly name: string;
  /** Pixels as shown, turned as the picture says. */
  readonly width: number;
  readonly height: number;
  /** Whether it has fewer pixels than the picture that was chosen. */
  readonly isReduced: boolean;
}

const widestPixels = 65_535;
const jpegQuality = 0.92;
/** Pixels of a picture that had too many: as many as every phone's canvas holds. */
const reducedPixels = 16_000_000;

/** The sides of a picture as it is sent: as they are, or scaled down where it has more pixels than one may have. */
export function sentSize(width: number, height: number): { readonly width: number; readonly height: number } {
  if (width * height <= limits.picturePixels) return { width, height };
  const scale = Math.sqrt(reducedPixels / (width * height));
  const side = (pixels: number): number => Math.max(1, Math.floor(pixels * scale));
  return { width: side(width), height: side(height) };
}

/**
 * Makes a chosen file ready: where and when it was taken is left out, and a format the console does not know is
 * converted where this browser can open it. Rejects with a PictureRefusedError.
 */
export async function readPicture(file: File): Promise<ReadyPicture> {
  if (file.size > limits.pictureBytes) throw new PictureRefusedError('too-large');
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new PictureRefusedError('cannot-read');
  }
  const type = pictureTypeOf(bytes);
  const stripped = type === null ? null : stripExif(bytes, type);
  const isHeic = type === null && isHeicFile(bytes);
  if (type !== null && stripped !== null) {
    const blob = new Blob([stripped], { type });
    const size = await sizeOf(blob);
    // More than the console takes: painted smaller, which leaves out what was taken out above as well.
    if (size.width * size.height > limits.picturePixels) return checked(await converted(file, false));
    return checked({ blob, type, name: nameOf(file.name, type), ...size, isReduced: false });
  }
  if (type === null && !isHeic && !file.type.startsWith('image/'))
    throw new PictureRefusedError('not-a-picture');
  return checked(await converted(file, isHeic));
}

function checked(picture: ReadyPicture): ReadyPicture {
  if (Math.max(picture.width, picture.height) > widestPixels) throw new PictureRefusedError('too-wide');
  if (picture.blob.size > limits.pictureBytes) throw new PictureRefusedError('too-large');
  return picture;
}

/** Paints the picture anew as a JPEG, which holds pixels only. */
async function converted(file: File, isHeic: boolean): Promise<ReadyPicture> {
  const problem = isHeic ? 'cannot-open-heic' : 'cannot-open';
  const canvas = document.createElement('canvas');
  try {
    const image = await opened(file);
    const [chosenWidth, chosenHeight] =
      image instanceof HTMLImageElement
        ? [image.naturalWidth, image.naturalHeight]
        : [image.width, image.height];
    const { width, height } = sentSize(chosenWidth, chosenHeight);
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null || width === 0 || height === 0) throw new PictureRefusedError(problem);
    context.drawImage(image, 0, 0, width, height);
    const blob = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, 'image/jpeg', jpegQuality),
    );
    if (blob === null) throw new PictureRefusedError(problem);
    const isReduced = width < chosenWidth || height < chosenHeight;
    return { blob, type: 'image/jpeg', name: nameOf(file.name, 'image/jpeg'), width, height, isReduced };
  } catch {
    throw new PictureRefusedError(problem);
  } finally {
    // Some phones keep a large canvas in memory until it has no pixels left.
    canvas.width = 0;
  }
}

async function opened(file: Blob): Promise<ImageBitmap | HTMLImageElement> {
  try {
    return await createImageBitmap(file);
  } catch {
    // Safari opens some formats as an image only.
    const address = URL.createObjectURL(file);
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      return image;
    } finally {
      URL.revokeObjectURL(address);
    }
  }
}

async function sizeOf(blob: Blob): Promise<{ readonly width: number; readonly height: number }> {
  const address = URL.createObjectURL(blob);
  try {
    const image = new Image();
    await new Promise<void>((resolve, reject) => {
      image.onload = () => resolve();
      image.onerror = () => reject(new PictureRefusedError('cannot-open'));
      image.src = address;
    });
    return { width: image.naturalWidth, height: image.naturalHeight };
  } finally {
    URL.revokeObjectURL(address);
  }
}

const heicBrands: ReadonlySet<string> = new Set([
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'hevx',
  'mif1',
  'msf1',
]);

/** Whether the bytes are High Efficiency Image File Format, as newer phones save photos. */
export function isHeicFile(bytes: Uint8Array): boolean {
  const text = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  return text(4) === 'ftyp' && heicBrands.has(text(8));
}

const extensions: Readonly<Record<PictureType, RegExp>> = {
  'image/jpeg': /\.jpe?g$/i,
  'image/png': /\.png$/i,
  'image/webp': /\.webp$/i,
  'image/gif': /\.gif$/i,
};

/** The name to show for a picture of `type`: without a path, with an extension that is true. */
export function nameOf(given: string, type: PictureType): string {
  const short = (given.split(/[\\/]/).at(-1) ?? '').trim();
  const extension = `.${type === 'image/jpeg' ? 'jpg' : type.slice('image/'.length)}`;
  const stem = short.replace(/\.[^.]{1,5}$/, '').slice(0, limits.fileNameCharacters - 8) || 'Picture';
  return extensions[type].test(short) && short.length <= limits.fileNameCharacters
    ? short
    : `${stem}${extension}`;
}
