import type { PictureType } from '../../shared/blob';
import { join } from './join-bytes';
import { stripJpeg } from './strip-jpeg';

type Bytes = Uint8Array<ArrayBuffer>;

/** The type of a picture by its first bytes; null for one that is none of these. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(bytes, 0, pngSignature)) return 'image/png';
  if (startsWith(bytes, 0, codes('GIF8'))) return 'image/gif';
  if (startsWith(bytes, 0, codes('RIFF')) && startsWith(bytes, 8, codes('WEBP'))) return 'image/webp';
  return null;
}

/**
 * The picture without where, when and with what it was taken; its pixels, colours and orientation stay as they are.
 * Null where the bytes do not keep to their format, so that nothing can be said of what they hold.
 */
export function stripExif(bytes: Bytes, type: PictureType): Bytes | null {
  switch (type) {
    case 'image/jpeg':
      return stripJpeg(bytes);
    case 'image/png':
      return stripPng(bytes);
    case 'image/webp':
      return stripWebp(bytes);
    case 'image/gif':
      return stripGif(bytes);
  }
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The chunks that say what the picture looks like; texts, times and EXIF are not among them. */
const pngChunksKept: ReadonlySet<string> = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs hIST sPLT acTL fcTL fdAT'.split(
    ' ',
  ),
);

function stripPng(bytes: Bytes): Bytes | null {
  const kept: Bytes[] = [bytes.subarray(0, pngSignature.length)];
  let at = pngSignature.length;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + readLong(bytes, at);
    if (end > bytes.length) return null;
    const name = text(bytes, at + 4, 4);
    if (pngChunksKept.has(name)) kept.push(bytes.subarray(at, end));
    // Whatever follows the end belongs to no picture.
    if (name === 'IEND') return join(kept);
    at = end;
  }
  return null;
}

const webpChunksKept: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** The bits of a VP8X chunk that announce EXIF and XMP. */
const webpMetadataFlags = 0x0c;

function stripWebp(bytes: Bytes): Bytes | null {
  const whole = Math.min(bytes.length, 8 + readLongLittle(bytes, 4));
  const kept: Bytes[] = [bytes.slice(0, 12)];
  let at = 12;
  while (at + 8 <= whole) {
    const length = readLongLittle(bytes, at + 4);
    if (at + 8 + length > whole) return null;
    const end = Math.min(whole, at + 8 + length + (length % 2));
    const name = text(bytes, at, 4);
    if (webpChunksKept.has(name)) {
      const chunk = bytes.slice(at, end);
      if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~webpMetadataFlags;
      kept.push(chunk);
    }
    at = end;
  }
  if (kept.length < 2) return null;
  const result = join(kept);
  new DataView(result.buffer).setUint32(4, result.length - 8, true);
  return result;
}

/** The application extensions that a moving GIF needs; others carry XMP and the like. */
const gifExtensionsKept: ReadonlySet<string> = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);

function stripGif(bytes: Bytes): Bytes | null {
  const tableBytes = (packed: number): number => ((packed & 0x80) === 0 ? 0 : 3 << ((packed & 7) + 1));
  let at = 13 + tableBytes(bytes[10] ?? 0);
  const kept: Bytes[] = [bytes.subarray(0, at)];
  while (at < bytes.length) {
    const start = at;
    const introducer = bytes[at];
    if (introducer === 0x3b) {
      kept.push(bytes.subarray(at, at + 1));
      return join(kept);
    }
    let isKept = true;
    if (introducer === 0x21) {
      const label = bytes[at + 1];
      isKept = label === 0xf9 || (label === 0xff && gifExtensionsKept.has(text(bytes, at + 3, 11)));
      at += 2;
    } else if (introducer === 0x2c) at += 10 + tableBytes(bytes[at + 9] ?? 0) + 1;
    else return null;
    for (;;) {
      const size = bytes[at];
      if (size === undefined) return null;
      at += 1 + size;
      if (size === 0) break;
    }
    if (isKept) kept.push(bytes.subarray(start, at));
  }
  return null;
}

function codes(name: string): number[] {
  return [...name].map((character) => character.charCodeAt(0));
}

function startsWith(bytes: Uint8Array, at: number, expected: readonly number[]): boolean {
  return expected.every((value, index) => bytes[at + index] === value);
}

function text(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function readLong(bytes: Bytes, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}

function readLongLittle(bytes: Bytes, at: number): number {
  return at + 4 > bytes.length ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
}
