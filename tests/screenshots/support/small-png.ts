import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const colorTypes = { rgb: 2, palette: 3, rgba: 6 } as const;

/** How far a colour may lie from the one that stands for it, on average over all pixels, in steps of 256. */
const meanErrorLimit = 0.5;
const paletteSize = 256;
const commonest = 64;

/** The same picture to the eye in fewer bytes, with 256 colours; photographs stay as they are. */
export function smallPng(png: Buffer): Buffer {
  const { width, height, pixels } = decode(png);
  const counts = new Map<number, number>();
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
  const palette = paletteOf(counts);
  const indexOf = new Map<number, number>();
  let error = 0;
  for (const [color, count] of counts) {
    const { index, distance } = nearest(palette, color);
    indexOf.set(color, index);
    error += distance * count;
  }
  if (error / pixels.length > meanErrorLimit) return png;
  const rows = Buffer.alloc((width + 1) * height);
  for (const [at, color] of pixels.entries()) {
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = indexOf.get(color) ?? 0;
  }
  const colors = Buffer.alloc(palette.length * 3);
  for (const [index, color] of palette.entries()) colors.writeUIntBE(color, index * 3, 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colorTypes.palette, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The commonest colours, then one after another whichever the palette stands for worst: small marks keep their hue. */
function paletteOf(counts: ReadonlyMap<number, number>): number[] {
  const colors = [...counts].sort(([a, some], [b, others]) => others - some || a - b);
  const palette = colors.slice(0, commonest).map(([color]) => color);
  const left = colors.slice(commonest).map(([color, count]) => ({
    color,
    weight: Math.log2(1 + count),
    distance: nearest(palette, color).distance,
  }));
  while (palette.length < paletteSize) {
    let worst = left[0];
    for (const entry of left) {
      if (worst === undefined || entry.distance * entry.weight > worst.distance * worst.weight) worst = entry;
    }
    if (worst === undefined || worst.distance === 0) return palette;
    palette.push(worst.color);
    for (const entry of left) {
      entry.distance = Math.min(entry.distance, distanceOf(entry.color, worst.color));
    }
  }
  return palette;
}

function distanceOf(a: number, b: number): number {
  return (
    Math.abs((a >> 16) - (b >> 16)) +
    Math.abs(((a >> 8) & 0xff) - ((b >> 8) & 0xff)) +
    Math.abs((a & 0xff) - (b & 0xff))
  );
}

function nearest(palette: readonly number[], color: number): { index: number; distance: number } {
  let best = { index: 0, distance: Number.POSITIVE_INFINITY };
  for (const [index, candidate] of palette.entries()) {
    const distance = distanceOf(candidate, color);
    if (distance < best.distance) best = { index, distance };
  }
  return best;
}

/** The pixels of a picture as browsers write it, each as 0xRRGGBB; transparency is left out. */
function decode(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = png[25] === colorTypes.rgba ? 4 : png[25] === colorTypes.rgb ? 3 : 0;
  if (png[24] !== 8 || channels === 0 || png[28] !== 0)
    throw new Error('not a picture as browsers write them');
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const stride = width * channels;
  const raw = inflateSync(Buffer.concat(data));
  const bytes = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < channels ? 0 : (bytes[at - channels] ?? 0);
      const above = y === 0 ? 0 : (bytes[at - stride] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (bytes[at - stride - channels] ?? 0);
      bytes[at] = (raw[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  const pixels = Uint32Array.from({ length: width * height }, (_, pixel) =>
    bytes.readUIntBE(pixel * channels, 3),
  );
  return { width, height, pixels };
}

/** What a filter of the format (PNG, clause 9) takes a byte to be. */
function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4: {
      const estimate = left + above - corner;
      const [a, b, c] = [left, above, corner].map((value) => Math.abs(estimate - value));
      if ((a ?? 0) <= (b ?? 0) && (a ?? 0) <= (c ?? 0)) return left;
      return (b ?? 0) <= (c ?? 0) ? above : corner;
    }
    default:
      return 0;
  }
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const result = Buffer.alloc(named.length + 8);
  result.writeUInt32BE(data.length, 0);
  named.copy(result, 4);
  result.writeUInt32BE(crc32(named), named.length + 4);
  return result;
}
