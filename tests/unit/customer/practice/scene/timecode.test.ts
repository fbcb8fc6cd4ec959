import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ageOf,
  decode,
  encode,
  readTimecode,
  stripHeight,
  timecodeCells,
  timecodeModulus,
} from '../../../../../customer/practice/scene/timecode';

const times = fc.integer({ min: 0, max: timecodeModulus - 1 });

/** The cells as a painted line of `width` pixels, cell edges on whole pixels as the strip paints them. */
function paint(cells: readonly (0 | 1)[], width: number, black = 0, white = 255): number[] {
  const line = new Array<number>(width).fill(black);
  cells.forEach((cell, index) => {
    const to = Math.round(((index + 1) * width) / timecodeCells);
    for (let x = Math.round((index * width) / timecodeCells); x < to; x++) line[x] = cell ? white : black;
  });
  return line;
}

/** The line resampled by area, as a picture is scaled. */
function scale(line: readonly number[], width: number): number[] {
  const ratio = line.length / width;
  return Array.from({ length: width }, (_, x) => {
    let sum = 0;
    for (let at = Math.floor(x * ratio); at < (x + 1) * ratio; at++)
      sum += (line[at] ?? 0) * (Math.min(at + 1, (x + 1) * ratio) - Math.max(at, x * ratio));
    return sum / ratio;
  });
}

const blur = (line: readonly number[]) =>
  line.map(
    (middle, x) =>
      (line[Math.max(0, x - 1)] ?? 0) / 4 + middle / 2 + (line[Math.min(line.length - 1, x + 1)] ?? 0) / 4,
  );

describe('a timecode', () => {
  test('is 48 cells that begin with the start pattern', () => {
    const cells = encode(0);
    expect(cells).toHaveLength(timecodeCells);
    expect(cells.slice(0, 8)).toEqual([1, 0, 1, 1, 0, 0, 1, 0]);
    expect(cells.slice(8, 40)).toEqual(new Array(32).fill(0));
  });

  test('is read back, at any width it is painted', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 240, max: 1920 }), (ms, width) => {
        expect(decode(paint(encode(ms), width))).toBe(ms);
      }),
    );
  });

  test('counts whole milliseconds modulo 2^32', () => {
    expect(decode(paint(encode(1_790_000_000_123.9), 960))).toBe(1_790_000_000_123 % timecodeModulus);
    expect(encode(timecodeModulus + 5)).toEqual(encode(5));
    expect(encode(-1)).toEqual(encode(timecodeModulus - 1));
  });

  test('survives scaling, blur, a narrow range of luminance, and noise, or is not read at all', () => {
    const noisy = fc.record({
      ms: times,
      width: fc.constantFrom(585, 640, 960, 1266, 1280, 1920),
      scaling: fc.double({ min: 0.4, max: 1, noNaN: true }),
      black: fc.integer({ min: 0, max: 40 }),
      white: fc.integer({ min: 190, max: 255 }),
      noise: fc.infiniteStream(fc.integer({ min: -22, max: 22 })),
    });
    fc.assert(
      fc.property(noisy, ({ ms, width, scaling, black, white, noise }) => {
        const scaled = blur(scale(paint(encode(ms), width, black, white), Math.round(width * scaling)));
        const samples = scaled.map((value) =>
          Math.min(255, Math.max(0, value + Number(noise.next().value ?? 0))),
        );
        expect(decode(samples)).toBe(ms);
      }),
    );
  });

  test('is found where the scan line has a margin of less than a cell', () => {
    const line = [
      ...new Array<number>(7).fill(0),
      ...paint(encode(123_456_789), 960),
      ...new Array<number>(7).fill(0),
    ];
    expect(decode(line)).toBe(123_456_789);
  });

  test('with one cell wrong is refused', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: timecodeCells - 1 }), (ms, wrong) => {
        const cells = encode(ms).map((cell, index) => (index === wrong ? (cell ? 0 : 1) : cell));
        expect(decode(paint(cells, 960))).toBeUndefined();
      }),
    );
  });

  test('is not seen in other pictures', () => {
    const samples = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 0, maxLength: 1000 });
    fc.assert(fc.property(samples, (line) => decode(line) === undefined));
    expect(decode(new Array(960).fill(128))).toBeUndefined();
    expect(decode([])).toBeUndefined();
  });
});

describe('a picture', () => {
  const picture = (ms: number, width: number, height: number, edge: 'top' | 'bottom') => {
    const data = new Uint8ClampedArray(width * height * 4).fill(90);
    const line = paint(encode(ms), width);
    const strip = stripHeight(width);
    const from = edge === 'top' ? 0 : height - strip;
    for (let y = from; y < from + strip; y++)
      for (let x = 0; x < width; x++) data.fill(line[x] ?? 0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    return { data, width, height };
  };

  test('gives its timecode from the top and from the bottom edge', () => {
    expect(readTimecode(picture(77, 960, 720, 'top'))).toBe(77);
    expect(readTimecode(picture(88, 585, 1266, 'bottom'))).toBe(88);
    expect(readTimecode(picture(99, 292, 633, 'bottom'))).toBe(99);
  });

  test('without a strip gives none', () => {
    const data = new Uint8ClampedArray(320 * 240 * 4).fill(200);
    expect(readTimecode({ data, width: 320, height: 240 })).toBeUndefined();
  });
});

test('an age is counted across the modulus, and is negative for a time to come', () => {
  const now = 417 * timecodeModulus + 20;
  expect(ageOf(timecodeModulus - 30, now)).toBe(50);
  expect(ageOf(20, now)).toBe(0);
  expect(ageOf(25, now)).toBe(-5);
});
