import type { PictureType } from '../../shared/blob';

/** What a picture's own bytes say of its size, before anything decodes it. */
export interface PictureSize {
  /** Pixels across and down, as coded: a picture may say that it is shown turned. */
  readonly width: number;
  readonly height: number;
  /** Pictures in it that are shown one after the other; 1 for one that does not move. */
  readonly frames: number;
}

/** Reads a picture's size from its bytes as they come in; keeps no more than a few of them. */
export interface PictureMeter {
  /** Takes the next bytes. Never throws, and never reads beyond them. */
  readonly take: (piece: Uint8Array) => void;
  /** The largest size that was told up to now; null where none was, or it was nothing. */
  readonly size: () => PictureSize | null;
}

/** Bytes to pass over, and then bytes to be given. */
interface Wish {
  readonly skip: number;
  readonly give: number;
}

type Walk = Generator<Wish, void, DataView>;

type Tell = (told: { readonly width?: number; readonly height?: number; readonly frame?: true }) => void;

const walks: Readonly<Record<PictureType, (tell: Tell) => Walk>> = {
  'image/jpeg': walkJpeg,
  'image/png': walkPng,
  'image/webp': walkWebp,
  'image/gif': walkGif,
};

/** Makes a meter for a picture of `type`, whose first bytes somebody else checks. */
export function meterPicture(type: PictureType): PictureMeter {
  let width = 0;
  let height = 0;
  let frames = 0;
  const walk = walks[type]((told) => {
    width = Math.max(width, told.width ?? 0);
    height = Math.max(height, told.height ?? 0);
    if (told.frame) frames += 1;
  });
  let step = walk.next();
  let skip = step.done ? 0 : step.value.skip;
  let given = new Uint8Array(step.done ? 0 : step.value.give);
  let filled = 0;
  return {
    take(piece) {
      let at = 0;
      while (!step.done) {
        const passed = Math.min(skip, piece.length - at);
        skip -= passed;
        at += passed;
        const part = piece.subarray(at, at + given.length - filled);
        if (skip === 0) {
          given.set(part, filled);
          filled += part.length;
          at += part.length;
        }
        if (skip > 0 || filled < given.length) return;
        step = walk.next(new DataView(given.buffer));
        if (step.done) return;
        skip = step.value.skip;
        given = new Uint8Array(step.value.give);
        filled = 0;
      }
    },
    size: () => (width > 0 && height > 0 ? { width, height, frames: Math.max(1, frames) } : null),
  };
}

/** ITU T.81, B.1.1: segments up to the first scan; a frame header tells the size. */
function* walkJpeg(tell: Tell): Walk {
  yield { skip: 1, give: 1 };
  for (;;) {
    // Decoders pass over whatever stands before a marker.
    let byte = 0;
    while (byte !== 0xff) byte = (yield { skip: 0, give: 1 }).getUint8(0);
    while (byte === 0xff) byte = (yield { skip: 0, give: 1 }).getUint8(0);
    const marker = byte;
    if (marker === 0xd9 || marker === 0xda) return;
    if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue;
    const length = (yield { skip: 0, give: 2 }).getUint16(0);
    if (length < 2) return;
    let left = length - 2;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame && left >= 5) {
      const head = yield { skip: 1, give: 4 };
      tell({ height: head.getUint16(0), width: head.getUint16(2) });
      left -= 5;
    }
    if (left > 0) yield { skip: left - 1, give: 1 };
  }
}

/** PNG (third edition), 5.3, 11.2.1 and 11.3.6: chunks; each `fcTL` begins a frame. */
function* walkPng(tell: Tell): Walk {
  let skip = 8;
  for (;;) {
    const head: DataView = yield { skip, give: 8 };
    const length = head.getUint32(0);
    const name = nameAt(head, 4);
    if (name === 'IEND') return;
    let taken = 0;
    if (name === 'IHDR' && length >= 8) {
      const size: DataView = yield { skip: 0, give: 8 };
      tell({ width: size.getUint32(0), height: size.getUint32(4) });
      taken = 8;
    } else if (name === 'fcTL') tell({ frame: true });
    skip = length - taken + 4;
  }
}

/** RFC 9649, 2: chunks of a RIFF file; the canvas, each picture and each frame tell a size. */
function* walkWebp(tell: Tell): Walk {
  let skip = 12;
  for (;;) {
    const head: DataView = yield { skip, give: 8 };
    const name = nameAt(head, 0);
    const length = head.getUint32(4, true);
    let taken = 0;
    if (name === 'VP8X' && length >= 10) {
      const canvas: DataView = yield { skip: 4, give: 6 };
      tell({ width: longOf3(canvas, 0) + 1, height: longOf3(canvas, 3) + 1 });
      taken = 10;
    } else if (name === 'VP8L' && length >= 5) {
      const bits = (yield { skip: 1, give: 4 }).getUint32(0, true);
      tell({ width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 });
      taken = 5;
    } else if (name === 'VP8 ' && length >= 10) {
      // RFC 6386, 9.1: the frame's tag, its start code, and 14 bits each way.
      const size: DataView = yield { skip: 6, give: 4 };
      tell({ width: size.getUint16(0, true) & 0x3fff, height: size.getUint16(2, true) & 0x3fff });
      taken = 10;
    } else if (name === 'ANMF' && length >= 16) {
      const frame: DataView = yield { skip: 0, give: 12 };
      tell({
        width: longOf3(frame, 0) * 2 + longOf3(frame, 6) + 1,
        height: longOf3(frame, 3) * 2 + longOf3(frame, 9) + 1,
        frame: true,
      });
      taken = 12;
    }
    skip = length - taken + (length % 2);
  }
}

/** GIF89a, 18 and 20: the screen, and images that browsers let reach beyond it. */
function* walkGif(tell: Tell): Walk {
  const screen: DataView = yield { skip: 6, give: 7 };
  tell({ width: screen.getUint16(0, true), height: screen.getUint16(2, true) });
  let skip = colourTableBytes(screen.getUint8(4));
  for (;;) {
    const introducer = (yield { skip, give: 1 }).getUint8(0);
    skip = 0;
    if (introducer === 0x2c) {
      const image: DataView = yield { skip: 0, give: 9 };
      tell({
        width: image.getUint16(0, true) + image.getUint16(4, true),
        height: image.getUint16(2, true) + image.getUint16(6, true),
        frame: true,
      });
      // The colours, and how the codes begin.
      skip = colourTableBytes(image.getUint8(8)) + 1;
    } else if (introducer === 0x21) skip = 1;
    else return;
    for (let more = true; more; ) {
      skip = (yield { skip, give: 1 }).getUint8(0);
      more = skip > 0;
    }
  }
}

function colourTableBytes(packed: number): number {
  return (packed & 0x80) === 0 ? 0 : 3 << ((packed & 7) + 1);
}

function nameAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
}

function longOf3(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
}

/** What a PNG's head tells of its size; null for bytes that are no PNG, or of no size. */
export function pngSize(bytes: Uint8Array): PictureSize | null {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (!signature.every((byte, index) => bytes[index] === byte)) return null;
  const meter = meterPicture('image/png');
  meter.take(bytes);
  return meter.size();
}
