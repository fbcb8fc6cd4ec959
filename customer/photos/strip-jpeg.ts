import { join } from './join-bytes';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A JPEG of one picture with its colour profile and orientation, and no other metadata; what follows its end
 * (further pictures, films, a maker's own notes) is left out. Null where the bytes are no whole JPEG.
 */
export function stripJpeg(bytes: Bytes): Bytes | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  const first: Uint8Array[] = [];
  let orientation = 1;
  let hasScan = false;
  let at = 2;
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    // Any number of fill bytes may stand before a marker.
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (marker === undefined) return null;
    if (marker === endOfImage) {
      if (!hasScan) return null;
      kept.push(bytes.subarray(at, at + 2));
      const [start, ...rest] = kept;
      const turned = orientation === 1 ? [] : [orientationSegment(orientation)];
      return start === undefined ? null : join([start, ...first, ...turned, ...rest]);
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      kept.push(bytes.subarray(at, at + 2));
      at += 2;
      continue;
    }
    const length = (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    let end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    if (marker === exifMarker) orientation = orientationOf(segment) ?? orientation;
    if (marker === startOfScan) {
      hasScan = true;
      end = endOfScan(bytes, end);
      kept.push(bytes.subarray(at, end));
    } else if (marker === 0xe0 && startsWithText(segment, 'JFIF\0')) first.push(segment);
    else if (isNeeded(marker, segment)) kept.push(segment);
    at = end;
  }
  return null;
}

const exifMarker = 0xe1;
const startOfScan = 0xda;
const endOfImage = 0xd9;

function isNeeded(marker: number, segment: Uint8Array): boolean {
  const isApplication = marker >= 0xe0 && marker <= 0xef;
  const isComment = marker === 0xfe;
  if (!isApplication && !isComment) return true;
  if (marker === 0xe2) return startsWithText(segment, 'ICC_PROFILE\0');
  return marker === 0xee && startsWithText(segment, 'Adobe');
}

/** Where the coded data of a scan ends: at the first marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at === -1) return bytes.length;
    const next = bytes[at + 1];
    if (next === undefined) return bytes.length;
    if (next === 0xff) at += 1;
    else if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 2;
    else return at;
  }
}

/** The orientation an APP1 segment tells, 1 to 8 (CIPA DC-008, 4.6.5); undefined where it tells none. */
export function orientationOf(segment: Uint8Array): number | undefined {
  if (!startsWithText(segment, 'Exif\0')) return undefined;
  const tiff = segment.subarray(10);
  const isLittle = tiff[0] === 0x49 && tiff[1] === 0x49;
  if (!isLittle && !(tiff[0] === 0x4d && tiff[1] === 0x4d)) return undefined;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.length < 10) return undefined;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return undefined;
  const entries = view.getUint16(directory, isLittle);
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > tiff.length) return undefined;
    if (view.getUint16(entry, isLittle) !== 0x0112) continue;
    const value = view.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** An APP1 segment that says how the picture is turned and nothing else. */
export function orientationSegment(orientation: number): Bytes {
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return Uint8Array.from([0xff, exifMarker, 0, body.length + 2, ...body]);
}

/** Whether a segment's content begins with `text`. */
function startsWithText(segment: Uint8Array, text: string): boolean {
  return [...text].every((character, index) => segment[4 + index] === character.charCodeAt(0));
}
