import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  chromaPlanes,
  coarseBlock,
  makeCoarse,
  makeNeutral,
} from '../../../../../customer/video/worker/colour-planes';

/** A picture of any small size, in either format, with padding at the end of its lines. */
const pictureArbitrary = fc
  .record({
    format: fc.constantFrom<'I420' | 'NV12'>('I420', 'NV12'),
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 24 }),
    padding: fc.integer({ min: 0, max: 7 }),
    seed: fc.integer(),
  })
  .map(({ format, width, height, padding, seed }) => {
    const across = Math.ceil(width / 2) * (format === 'NV12' ? 2 : 1);
    const lumaStride = width + padding;
    const chromaStride = across + padding;
    const luma = lumaStride * height;
    const chroma = chromaStride * Math.ceil(height / 2);
    const layout = [
      { offset: 0, stride: lumaStride },
      { offset: luma, stride: chromaStride },
      ...(format === 'I420' ? [{ offset: luma + chroma, stride: chromaStride }] : []),
    ];
    let value = seed;
    const bytes = Uint8Array.from({ length: luma + chroma * (format === 'I420' ? 2 : 1) }, () => {
      value = (Math.imul(value, 1_103_515_245) + 12_345) | 0;
      return value >>> 24;
    });
    return { bytes, luma, planes: chromaPlanes(format, width, height, layout) };
  });

test('black and white leaves lightness alone and makes every chroma sample neutral', () => {
  fc.assert(
    fc.property(pictureArbitrary, ({ bytes, luma, planes }) => {
      const before = bytes.slice();
      expect(planes).toHaveLength(2);
      for (const plane of planes) makeNeutral(bytes, plane);
      expect(bytes.subarray(0, luma)).toEqual(before.subarray(0, luma));
      for (const { offset, stride, width, height, step } of planes) {
        for (let line = 0; line < height; line += 1) {
          for (let at = 0; at < width; at += 1) expect(bytes[offset + line * stride + at * step]).toBe(128);
        }
      }
    }),
  );
});

test('coarse chroma gives each block the average it had, and leaves lightness and padding alone', () => {
  fc.assert(
    fc.property(pictureArbitrary, ({ bytes, planes }) => {
      const before = bytes.slice();
      const touched = new Set<number>();
      for (const plane of planes) makeCoarse(bytes, plane);
      for (const { offset, stride, width, height, step } of planes) {
        for (let top = 0; top < height; top += coarseBlock) {
          for (let left = 0; left < width; left += coarseBlock) {
            const places: number[] = [];
            for (let line = top; line < Math.min(height, top + coarseBlock); line += 1) {
              for (let at = left; at < Math.min(width, left + coarseBlock); at += 1) {
                places.push(offset + line * stride + at * step);
              }
            }
            const average = places.reduce((sum, place) => sum + (before[place] ?? 0), 0) / places.length;
            for (const place of places) {
              expect(bytes[place]).toBe(Math.round(average));
              touched.add(place);
            }
          }
        }
      }
      for (const [place, value] of before.entries())
        if (!touched.has(place)) expect(bytes[place]).toBe(value);
    }),
  );
});
