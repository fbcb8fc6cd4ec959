import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const asset = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../../../assets', name));
const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const record = z
  .object({ drawnFrom: z.string(), files: z.record(z.string(), z.string()) })
  .parse(JSON.parse(asset('icons.json').toString('utf8')));

const sizes = [512, 256, 128, 64, 48, 32, 16];

function pngSize(png: Buffer): readonly [number, number] {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  // Colour with transparency, which every system wants.
  expect(png.readUInt8(25)).toBe(6);
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

test('the icons are drawn from the picture as it is (else run scripts/package/icons.mjs)', () => {
  expect(record.drawnFrom).toBe(hash(asset('icon.svg')));
  const wanted = [...sizes.map((size) => `icons/${size}x${size}.png`), 'icon.ico', 'icon.icns'];
  expect(Object.keys(record.files).sort()).toEqual(wanted.sort());
  for (const [name, digest] of Object.entries(record.files)) expect(hash(asset(name)), name).toBe(digest);
});

test.each(sizes)("Linux's icon of %i pixels", (size) => {
  expect(pngSize(asset(`icons/${size}x${size}.png`))).toEqual([size, size]);
});

test("Windows' icon file holds each size once, within the file and without gaps", () => {
  const file = asset('icon.ico');
  expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1]);
  const count = file.readUInt16LE(4);
  let end = 6 + 16 * count;
  const found = Array.from({ length: count }, (_, index) => {
    const entry = 6 + 16 * index;
    const length = file.readUInt32LE(entry + 8);
    expect(file.readUInt32LE(entry + 12)).toBe(end);
    const size = file.readUInt8(entry) || 256;
    expect(pngSize(file.subarray(end, end + length))).toEqual([size, size]);
    end += length;
    return size;
  });
  expect(end).toBe(file.length);
  expect(found).toEqual([256, 128, 64, 48, 32, 16]);
});

test("macOS's icon file holds each size, also those for Retina screens", () => {
  const file = asset('icon.icns');
  expect(file.subarray(0, 4).toString('latin1')).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  const found: Record<string, number> = {};
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at + 4);
    const [width, height] = pngSize(file.subarray(at + 8, at + length));
    expect(width).toBe(height);
    found[file.subarray(at, at + 4).toString('latin1')] = width;
    at += length;
  }
  expect(found).toEqual({
    icp4: 16,
    icp5: 32,
    ic11: 32,
    ic12: 64,
    ic07: 128,
    ic13: 256,
    ic08: 256,
    ic14: 512,
    ic09: 512,
    ic10: 1024,
  });
});
