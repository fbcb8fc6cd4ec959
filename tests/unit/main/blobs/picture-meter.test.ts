import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meterPicture, type PictureSize, pngSize } from '../../../../main/blobs/picture-meter';
import { type PictureType, pictureTypeSchema } from '../../../../shared/blob';
import { bytesOfType } from '../../../support/pictures';

const text = (value: string): number[] => [...Buffer.from(value)];
const two = (value: number): number[] => [value >> 8, value & 255];
const twoLittle = (value: number): number[] => [value & 255, value >> 8];
const three = (value: number): number[] => [value & 255, (value >> 8) & 255, value >> 16];
const four = (value: number): number[] => [...two(value >>> 16), ...two(value & 0xffff)];
const fourLittle = (value: number): number[] => four(value).reverse();

const segment = (marker: number, body: readonly number[]): number[] => [
  0xff,
  marker,
  ...two(body.length + 2),
  ...body,
];
const frameOf = (marker: number, width: number, height: number): number[] =>
  segment(marker, [8, ...two(height), ...two(width), 1, 1, 0x11, 0]);
const png = (...chunks: readonly number[][]): number[] => [
  ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  ...chunks.flat(),
];
const chunk = (name: string, body: readonly number[]): number[] => [
  ...four(body.length),
  ...text(name),
  ...body,
  ...[0, 0, 0, 0],
];
const header = (width: number, height: number) =>
  chunk('IHDR', [...four(width), ...four(height), 8, 2, 0, 0, 0]);
const webp = (...chunks: readonly number[][]): number[] => [
  ...text('RIFF'),
  ...[0, 0, 0, 0],
  ...text('WEBP'),
  ...chunks.flat(),
];
const riff = (name: string, body: readonly number[]): number[] => [
  ...text(name),
  ...fourLittle(body.length),
  ...body,
  ...(body.length % 2 === 1 ? [0] : []),
];
const moving = (x: number, y: number, width: number, height: number): number[] =>
  riff('ANMF', [...three(x), ...three(y), ...three(width - 1), ...three(height - 1), 0, 0, 0, 0, 9]);
const screen = (width: number, height: number): number[] => [
  ...text('GIF89a'),
  ...[...twoLittle(width), ...twoLittle(height)],
  // Two colours.
  ...[0x80, 0, 0, 0, 0, 0, 255, 255, 255],
];
const image = (x: number, y: number, width: number, height: number): number[] => [
  ...[0x2c, ...[x, y, width, height].flatMap(twoLittle), 0, 2],
  ...[3, 0x2c, 0x21, 0x3b, 0],
];
const pause = [0x21, 0xf9, 4, 0, 10, 0, 0, 0];

function sizeIn(type: PictureType, bytes: readonly number[], cut = bytes.length): PictureSize | null {
  const meter = meterPicture(type);
  for (let at = 0; at < bytes.length; at += cut) meter.take(Uint8Array.from(bytes.slice(at, at + cut)));
  return meter.size();
}

describe('the size in a picture’s own bytes', () => {
  const soi = [0xff, 0xd8];
  test.each<[string, PictureType, number[], PictureSize | null]>([
    [
      'baseline JPEG',
      'image/jpeg',
      [...soi, ...segment(0xe0, text('JFIF')), ...frameOf(0xc0, 640, 480)],
      { width: 640, height: 480, frames: 1 },
    ],
    [
      'progressive JPEG after a large profile, with fill bytes',
      'image/jpeg',
      [...soi, ...segment(0xe2, Array<number>(60_000).fill(7)), 0xff, 0xff, ...frameOf(0xc2, 22_000, 22_000)],
      { width: 22_000, height: 22_000, frames: 1 },
    ],
    [
      'JPEG with Huffman tables before its frame',
      'image/jpeg',
      [...soi, ...segment(0xc4, [1, 2, 3, 4, 5, 6, 7, 8]), ...frameOf(0xc1, 3, 5)],
      { width: 3, height: 5, frames: 1 },
    ],
    ['JPEG without a frame', 'image/jpeg', [...soi, 0xff, 0xda, 0, 2, ...frameOf(0xc0, 9, 9)], null],
    ['JPEG of no height', 'image/jpeg', [...soi, ...frameOf(0xc0, 9, 0)], null],
    ['PNG', 'image/png', png(header(70_000, 3)), { width: 70_000, height: 3, frames: 1 }],
    [
      'moving PNG',
      'image/png',
      png(header(10, 20), chunk('fcTL', Array<number>(26).fill(0)), chunk('IDAT', [1]), chunk('fcTL', [])),
      { width: 10, height: 20, frames: 2 },
    ],
    [
      'lossy WebP',
      'image/webp',
      webp(riff('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, ...twoLittle(800), ...twoLittle(600 + 0x4000)])),
      { width: 800, height: 600, frames: 1 },
    ],
    [
      'lossless WebP',
      'image/webp',
      webp(riff('VP8L', [0x2f, ...fourLittle(16_383 + 99 * 16_384)])),
      { width: 16_384, height: 100, frames: 1 },
    ],
    [
      'moving WebP, one frame of which reaches beyond its canvas',
      'image/webp',
      webp(
        riff('VP8X', [2, 0, 0, 0, ...three(99), ...three(49)]),
        riff('ICCP', [1, 2, 3]),
        moving(0, 0, 100, 50),
        moving(10, 0, 100, 50),
      ),
      { width: 120, height: 50, frames: 2 },
    ],
    [
      'moving GIF, one image of which reaches beyond its screen',
      'image/gif',
      [...screen(30, 20), ...pause, ...image(0, 0, 30, 20), ...pause, ...image(5, 5, 30, 20), 0x3b],
      { width: 35, height: 25, frames: 2 },
    ],
    ['GIF without a screen', 'image/gif', screen(0, 0), null],
  ])('of a %s', (_what, type, bytes, size) => {
    expect(sizeIn(type, bytes)).toEqual(size);
    expect(sizeIn(type, bytes, 1)).toEqual(size);
  });

  test('is told alike whatever the pieces, and nothing throws, whatever the bytes', () => {
    const type = fc.constantFrom(...pictureTypeSchema.options);
    const tail = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(fc.constantFrom(0xff, 0xc0, 0x2c, 0x21, 0, 1, 2, 8), { maxLength: 200 }),
    );
    fc.assert(
      fc.property(type, fc.nat(40), tail, fc.integer({ min: 1, max: 50 }), (of, head, rest, cut) => {
        const bytes = [...bytesOfType(of, 64).subarray(0, head), ...rest];
        const whole = sizeIn(of, bytes);
        expect(sizeIn(of, bytes, cut)).toEqual(whole);
        expect(whole === null || (whole.width > 0 && whole.height > 0 && whole.frames > 0)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('a PNG tells its size, and other bytes none', () => {
  expect(pngSize(bytesOfType('image/png'))).toEqual({ width: 64, height: 48, frames: 1 });
  expect(pngSize(bytesOfType('image/jpeg'))).toBeNull();
  expect(pngSize(bytesOfType('image/png').subarray(0, 20))).toBeNull();
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(pngSize(bytes)).toBeNull();
    }),
  );
});
