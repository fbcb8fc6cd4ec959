import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exifSegment, exifTime, type PhotoDetails, withExif } from '../../../../customer/practice/exif';

const details: PhotoDetails = {
  make: 'Sightline',
  model: 'Simulated phone',
  orientation: 6,
  takenAt: new Date(2026, 2, 4, 9, 5, 7),
  latitude: -33.4052,
  longitude: -18.1236,
};

type Value = string | readonly number[];

/** Reads an EXIF segment's directories, byte order included, straight from the standard's tables. */
function readExif(segment: Uint8Array): ReadonlyMap<string, Value> {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  expect(view.getUint16(0)).toBe(0xffe1);
  expect(view.getUint16(2)).toBe(segment.length - 2);
  expect(String.fromCharCode(...segment.slice(4, 10))).toBe('Exif\0\0');
  const tiff = 10;
  const little = view.getUint16(tiff) === 0x4949;
  const short = (at: number) => view.getUint16(tiff + at, little);
  const long = (at: number) => view.getUint32(tiff + at, little);
  expect(short(2)).toBe(42);
  const found = new Map<string, Value>();
  const directory = (name: string, at: number) => {
    let previous = -1;
    for (let index = 0; index < short(at); index++) {
      const entry = at + 2 + index * 12;
      const tag = short(entry);
      expect(tag).toBeGreaterThan(previous);
      previous = tag;
      const count = long(entry + 4);
      const size = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8 }[short(entry + 2)];
      if (size === undefined) throw new Error(`type ${short(entry + 2)}`);
      const from = size * count > 4 ? long(entry + 8) : entry + 8;
      const numbers = Array.from({ length: count }, (_, item) => {
        const place = from + item * size;
        if (size === 1) return view.getUint8(tiff + place);
        if (size === 2) return short(place);
        if (size === 4) return long(place);
        return long(place) / long(place + 4);
      });
      const isText = short(entry + 2) === 2;
      found.set(
        `${name}:${tag.toString(16)}`,
        isText ? String.fromCharCode(...numbers).replace(/\0$/, '') : numbers,
      );
      if (tag === 0x8769) directory('exif', numbers[0] ?? 0);
      if (tag === 0x8825) directory('gps', numbers[0] ?? 0);
    }
    expect(long(at + 2 + short(at) * 12)).toBe(0);
  };
  directory('main', long(4));
  return found;
}

const angle = (value: Value | undefined) =>
  typeof value === 'object' ? (value[0] ?? 0) + (value[1] ?? 0) / 60 + (value[2] ?? 0) / 3600 : Number.NaN;

describe('an EXIF segment', () => {
  test('says make, model, orientation, times and position', () => {
    const found = readExif(exifSegment(details));
    expect(found.get('main:10f')).toBe('Sightline');
    expect(found.get('main:110')).toBe('Simulated phone');
    expect(found.get('main:112')).toEqual([6]);
    expect(found.get('main:132')).toBe('2026:03:04 09:05:07');
    expect(found.get('exif:9003')).toBe('2026:03:04 09:05:07');
    expect(found.get('gps:0')).toEqual([2, 3, 0, 0]);
    expect(found.get('gps:1')).toBe('S');
    expect(found.get('gps:3')).toBe('W');
    expect(angle(found.get('gps:2'))).toBeCloseTo(33.4052, 5);
    expect(angle(found.get('gps:4'))).toBeCloseTo(18.1236, 5);
  });

  test('holds any position, and minutes and seconds stay below 60', () => {
    const place = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
      make: fc.string({ maxLength: 40 }),
    });
    fc.assert(
      fc.property(place, ({ latitude, longitude, make }) => {
        const found = readExif(exifSegment({ ...details, latitude, longitude, make }));
        const sign = found.get('gps:1') === 'S' ? -1 : 1;
        expect(sign * angle(found.get('gps:2'))).toBeCloseTo(latitude, 5);
        expect(Math.abs(longitude)).toBeCloseTo(angle(found.get('gps:4')), 5);
        for (const key of ['gps:2', 'gps:4']) {
          const [, minutes, seconds] = found.get(key) ?? [];
          expect(Number(minutes)).toBeLessThan(60);
          expect(Number(seconds)).toBeLessThan(60);
        }
      }),
    );
  });
});

describe('a JPEG', () => {
  const picture = [0xff, 0xdb, 0, 4, 1, 2, 0xff, 0xd9];

  test('gets the segment first, in place of its JFIF header', () => {
    const jfif = [0xff, 0xe0, 0, 6, 1, 2, 3, 4];
    const segment = [...exifSegment(details)];
    const expected = [0xff, 0xd8, ...segment, ...picture];
    expect([...withExif(Uint8Array.from([0xff, 0xd8, ...jfif, ...picture]), details)]).toEqual(expected);
    expect([...withExif(Uint8Array.from([0xff, 0xd8, ...picture]), details)]).toEqual(expected);
  });

  test('is asked for: other bytes are refused', () => {
    expect(() => withExif(Uint8Array.from([0x89, 0x50]), details)).toThrow(RangeError);
  });
});

test('times are written with two digits each', () => {
  expect(exifTime(new Date(2026, 10, 22, 23, 59, 0))).toBe('2026:11:22 23:59:00');
});
