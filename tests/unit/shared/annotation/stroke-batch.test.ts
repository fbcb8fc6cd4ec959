import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type InkPoint, inkPoint } from '../../../../shared/annotation/frame-point';
import { annotationLimits } from '../../../../shared/annotation/limits';
import { type LiveStroke, liveElement, withPart } from '../../../../shared/annotation/live-stroke';
import {
  decodeStrokeBatch,
  encodeStrokePart,
  encodeStrokeParts,
  type StrokePart,
  spanPoints,
} from '../../../../shared/annotation/stroke-batch';
import { fullHd, handPaths, inkPoints } from './arbitraries';

const stroke = {
  frameId: 'frame-00001',
  frame: fullHd,
  strokeId: 'stroke-0001',
  tool: 'pen',
  colour: 'blue',
  width: 'medium',
} as const;

function part(points: readonly InkPoint[], from = 0): StrokePart {
  return { ...stroke, from, points };
}

function wired(given: StrokePart): StrokePart {
  const decoded = decodeStrokeBatch(JSON.parse(JSON.stringify(encodeStrokePart(given))));
  if (!decoded.ok) throw new Error(decoded.refusal.message);
  return decoded.value;
}

describe('round trip', () => {
  test('each point arrives within 1/32 pixel and half a hundredth of its pressure, however far the leaps', () => {
    fc.assert(
      fc.property(fc.array(inkPoints, { minLength: 1, maxLength: 512 }), fc.nat(1000), (points, from) => {
        const back = wired(part(points, from));
        expect(back).toMatchObject({ ...stroke, from });
        expect(back.points).toHaveLength(points.length);
        back.points.forEach((point, index) => {
          const sent = points[index] ?? inkPoint(Number.NaN, 0, 0);
          expect(Math.abs(point.x - sent.x)).toBeLessThanOrEqual(1 / 32);
          expect(Math.abs(point.y - sent.y)).toBeLessThanOrEqual(1 / 32);
          expect(Math.abs(point.pressure - sent.pressure)).toBeLessThanOrEqual(0.005 + 1e-12);
        });
      }),
    );
  });

  test('a batch takes less than a third of the same points as JSON of floats', () => {
    fc.assert(
      fc.property(handPaths, (path) => {
        fc.pre(path.length >= 20);
        const points = path.map(({ point }) => inkPoint(point.x / 1.7, point.y / 1.7, 0.5));
        const packed = JSON.stringify(encodeStrokePart(part(points)).points).length;
        const plain = JSON.stringify(points.map(({ x, y, pressure }) => ({ x, y, pressure }))).length;
        const bare = JSON.stringify(points.flatMap(({ x, y }) => [x, y])).length;
        expect(packed).toBeLessThan(plain / 3);
        expect(packed).toBeLessThan(bare / 2);
      }),
    );
  });

  test('batches joined on the other side are the stroke, also when they are repeated', () => {
    fc.assert(
      fc.property(handPaths, fc.integer({ min: 1, max: 40 }), fc.array(fc.nat(20)), (path, size, again) => {
        const points = path.map(({ point }) => point);
        const parts: StrokePart[] = [];
        for (let from = 0; from < points.length; from += size) {
          parts.push(wired(part(points.slice(from, from + size), from)));
        }
        let live: LiveStroke | undefined;
        for (const each of parts) live = withPart(withPart(live, each), each);
        const whole = parts.flatMap((each) => each.points);
        expect(live?.points).toEqual(whole);
        for (const index of again) {
          const late = parts.slice(index);
          expect(late.reduce<LiveStroke | undefined>(withPart, live)?.points).toEqual(whole);
        }
      }),
    );
  });

  test('after a lost batch the stroke stays as it is', () => {
    const live = withPart(undefined, wired(part([inkPoint(1, 1, 0.5)])));
    expect(withPart(live, wired(part([inkPoint(9, 9, 0.5)], 7)))).toBe(live);
    expect(withPart(undefined, wired(part([inkPoint(9, 9, 0.5)], 7)))).toBeUndefined();
  });

  test('a span is replaced with each batch', () => {
    const first = { ...part(spanPoints(inkPoint(1, 1, 0.5), inkPoint(5, 5, 0.5))), tool: 'arrow' } as const;
    const second = { ...part(spanPoints(inkPoint(1, 1, 0.5), inkPoint(90, 5, 0.5))), tool: 'arrow' } as const;
    const live = withPart(withPart(undefined, wired(first)), wired(second));
    if (live === undefined) throw new Error('not begun');
    expect(liveElement(live, 3)).toMatchObject({
      kind: 'arrow',
      order: 3,
      from: { x: 1, y: 1 },
      to: { x: 90, y: 5 },
    });
    expect(liveElement({ ...live, tool: 'laser' }, 3)).toBeNull();
    expect(liveElement({ ...live, tool: 'pen' }, 3)).toMatchObject({ kind: 'pen', id: 'stroke-0001' });
    expect(liveElement({ ...live, tool: 'highlighter' }, 3)).toMatchObject({ kind: 'highlighter' });
  });
});

describe('limits', () => {
  const batch = encodeStrokePart(part([inkPoint(1, 1, 0.5), inkPoint(2, 2, 0.7)]));
  test.each([
    ['too-many-points', { ...batch, points: new Array(1026).fill(0) }],
    ['too-many-points', { ...batch, pressures: new Array(513).fill(0) }],
    ['too-many-points', { ...batch, from: 8191 }],
    ['invalid-annotation', { ...batch, points: [1, 2, 3] }],
    ['invalid-annotation', { ...batch, pressures: [1] }],
    ['invalid-annotation', { ...batch, points: [] }],
    ['invalid-annotation', { ...batch, points: [0.5, 1] }],
    ['invalid-annotation', { ...batch, tool: 'eraser' }],
    ['outside-frame', { ...batch, points: [1_000_000, 0], pressures: [50] }],
    ['invalid-annotation', { ...batch, points: [1e300, 0], pressures: [50] }],
    ['invalid-annotation', 'stroke-batch'],
  ])('%s', (code, value) => {
    expect(decodeStrokeBatch(value)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('many points go in several batches', () => {
    const points = Array.from({ length: 1100 }, (_none, index) => inkPoint(index, 0, 0.5));
    const batches = encodeStrokeParts(part(points, 5));
    expect(batches.map(({ from }) => from)).toEqual([5, 517, 1029]);
    expect(batches[0]?.pressures).toBeUndefined();
    expect(() => encodeStrokePart(part(points))).toThrow(RangeError);
    expect(() => encodeStrokePart(part([]))).toThrow(RangeError);
    expect(annotationLimits.pointsPerBatch).toBe(512);
  });

  test('no value, however odd, makes the decoder throw', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(decodeStrokeBatch(value).ok).toBe(false);
      }),
    );
  });
});
