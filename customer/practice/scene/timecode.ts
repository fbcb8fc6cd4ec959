/** The cells of a timecode strip, left to right: 8 start, 32 milliseconds, 8 checksum; 1 is white. */
export const timecodeCells = 48;

/** Timecodes count milliseconds modulo this. */
export const timecodeModulus = 2 ** 32;

const start = [1, 0, 1, 1, 0, 0, 1, 0] as const;
/** Least difference of luminance (0–255) between a white and a black cell. */
const leastContrast = 40;
/** How far from grey a cell must be, as a share of half the contrast. */
const leastMargin = 0.35;
/** Margins beside the strip, in cells, that a reading allows for. */
const margins = [0, 0.25, 0.5];

/** CRC-8 (polynomial 0x07, first value 0xFF) of a 32-bit number's four bytes. */
function checksum(value: number): number {
  let crc = 0xff;
  for (let shift = 24; shift >= 0; shift -= 8) {
    crc ^= (value >>> shift) & 0xff;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x80 ? (crc << 1) ^ 0x07 : crc << 1) & 0xff;
  }
  return crc;
}

const bits = (value: number, count: number): (0 | 1)[] =>
  Array.from({ length: count }, (_, index) => ((value >>> (count - 1 - index)) & 1 ? 1 : 0));

/** The cells that say `ms` (milliseconds, taken modulo 2^32). */
export function encode(ms: number): readonly (0 | 1)[] {
  const whole = Math.floor(ms) % timecodeModulus;
  const value = (whole < 0 ? whole + timecodeModulus : whole) >>> 0;
  return [...start, ...bits(value, 32), ...bits(checksum(value), 8)];
}

/** The mean of the samples in a cell's middle half. */
function cellMean(samples: ArrayLike<number>, left: number, cell: number): number {
  const from = Math.max(0, Math.ceil(left + cell * 0.25 - 0.5));
  const to = Math.min(samples.length - 1, Math.floor(left + cell * 0.75 - 0.5));
  if (to < from) return samples[Math.min(samples.length - 1, Math.max(0, Math.floor(left + cell / 2)))] ?? 0;
  let sum = 0;
  for (let at = from; at <= to; at++) sum += samples[at] ?? 0;
  return sum / (to - from + 1);
}

interface Reading {
  readonly ms: number;
  /** The least clear cell's distance from grey, 1 being perfectly black or white. */
  readonly margin: number;
}

function readAt(samples: ArrayLike<number>, left: number, cell: number): Reading | undefined {
  const means = Array.from({ length: timecodeCells }, (_, index) =>
    cellMean(samples, left + index * cell, cell),
  );
  let white = 0;
  let black = 0;
  start.forEach((bit, index) => {
    if (bit) white += (means[index] ?? 0) / 4;
    else black += (means[index] ?? 0) / 4;
  });
  const half = (white - black) / 2;
  if (half * 2 < leastContrast) return undefined;
  const grey = (white + black) / 2;
  let margin = Number.POSITIVE_INFINITY;
  let value = 0;
  let check = 0;
  for (const [index, mean] of means.entries()) {
    margin = Math.min(margin, Math.abs(mean - grey) / half);
    const bit = mean > grey ? 1 : 0;
    if (index < start.length) {
      if (bit !== start[index]) return undefined;
    } else if (index < 40) value = ((value << 1) | bit) >>> 0;
    else check = (check << 1) | bit;
  }
  return margin >= leastMargin && check === checksum(value) ? { ms: value, margin } : undefined;
}

/**
 * The milliseconds (modulo 2^32) said by luminance samples (0–255) along a strip's scan line, edge to edge of the
 * picture; undefined where they say none clearly.
 */
export function decode(samples: ArrayLike<number>): number | undefined {
  if (samples.length < timecodeCells * 2) return undefined;
  let best: Reading | undefined;
  for (const left of margins) {
    for (const right of margins) {
      const cell = samples.length / (left + timecodeCells + right);
      const reading = readAt(samples, left * cell, cell);
      if (reading && (!best || reading.margin > best.margin)) best = reading;
    }
  }
  return best?.ms;
}

/** A picture's pixels, as a canvas gives them: four bytes a pixel, rows from the top. */
export interface Pixels {
  readonly data: ArrayLike<number>;
  readonly width: number;
  readonly height: number;
}

/** The mean luminance of the rows around `y`, one sample a pixel. */
function scanLine({ data, width, height }: Pixels, y: number, reach: number): Float32Array {
  const from = Math.max(0, Math.round(y - reach));
  const to = Math.min(height - 1, Math.max(from, Math.round(y + reach)));
  const line = new Float32Array(width);
  for (let row = from; row <= to; row++) {
    for (let x = 0; x < width; x++) {
      const at = (row * width + x) * 4;
      const luminance =
        0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0);
      line[x] = (line[x] ?? 0) + luminance / (to - from + 1);
    }
  }
  return line;
}

/** The height of a strip across a picture of this width, both in pixels. */
export const stripHeight = (width: number): number => Math.max(4, Math.round(width / timecodeCells));

/** The milliseconds (modulo 2^32) a picture's strip says, at its top edge (cameras) or bottom edge (the screen). */
export function readTimecode(pixels: Pixels): number | undefined {
  const cell = pixels.width / timecodeCells;
  const middle = cell / 2 - 0.5;
  for (const y of [middle, pixels.height - 1 - middle]) {
    const ms = decode(scanLine(pixels, y, cell * 0.15));
    if (ms !== undefined) return ms;
  }
  return undefined;
}

/** Milliseconds from a timecode to `now` (milliseconds since 1970), across the modulus. */
export function ageOf(timecode: number, now: number): number {
  const difference = (((now - timecode) % timecodeModulus) + timecodeModulus) % timecodeModulus;
  return difference > timecodeModulus / 2 ? difference - timecodeModulus : difference;
}
