import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curvesThrough, pointOnCurve } from '../../../../shared/annotation/curve';
import { decodeElement } from '../../../../shared/annotation/element';
import type { InkPoint } from '../../../../shared/annotation/frame-point';
import { distance, distanceToChain, type Vector } from '../../../../shared/annotation/geometry';
import { annotationLimits } from '../../../../shared/annotation/limits';
import { simplified, simplifiedTo } from '../../../../shared/annotation/simplify';
import { beginPen, finishPen } from '../../../../shared/annotation/tools/pen';
import { extendStroke, wholeStroke } from '../../../../shared/annotation/tools/stroke';
import { fullHd, handPaths, points, sample, startOf } from './arbitraries';

describe('the pen', () => {
  test('the drawn curve stays within 0.75 pixels of the stroke under the pointer, and its pressure near', () => {
    fc.assert(
      fc.property(handPaths, (path) => {
        const [first, ...rest] = path;
        if (first === undefined) return;
        const draft = extendStroke(beginPen(startOf('element-pen'), first), rest).draft;
        const element = finishPen(draft);
        const curve = sampled(element.points);
        for (const point of wholeStroke(draft)) expect(distanceToChain(point, curve)).toBeLessThan(0.75);
        const presses = wholeStroke(draft).map(({ pressure }) => pressure);
        const kept = element.points.map(({ pressure }) => pressure);
        expect(Math.max(...kept)).toBeGreaterThan(Math.max(...presses) - 0.13);
        expect(Math.min(...kept)).toBeLessThan(Math.min(...presses) + 0.13);
        expect(decodeElement(JSON.parse(JSON.stringify(element)), fullHd)).toEqual({
          ok: true,
          value: element,
        });
      }),
      { numRuns: 300 },
    );
  });

  test('a stroke begins and ends where the pointer did and is the same each time', () => {
    fc.assert(
      fc.property(handPaths, (path) => {
        const [first, ...rest] = path;
        if (first === undefined) return;
        const draw = () => finishPen(extendStroke(beginPen(startOf('element-pen'), first), rest).draft);
        const element = draw();
        expect(draw()).toEqual(element);
        const [begin, end] = [element.points[0], element.points.at(-1)];
        expect(begin && distance(begin, first.point)).toBeLessThan(0.05);
        const last = path.at(-1)?.point;
        fc.pre(last !== undefined && last.x > -1900 && last.x < 3800 && last.y > -1900 && last.y < 2900);
        expect(end && last && distance(end, last)).toBeLessThan(0.05);
      }),
      { numRuns: 100 },
    );
  });

  test('smoothing steadies a trembling hand', () => {
    const tremble = Array.from({ length: 100 }, (_none, index) =>
      sample(200 + index * 2, 300 + (index % 2 === 0 ? 1.5 : -1.5), index * 8),
    );
    const first = tremble[0];
    if (first === undefined) throw new Error('no samples');
    const { points: smoothed } = extendStroke(
      beginPen(startOf('element-pen'), first),
      tremble.slice(1),
    ).draft;
    const off = smoothed.slice(20).map(({ y }) => Math.abs(y - 300));
    expect(Math.max(...off)).toBeLessThan(0.75);
  });

  test('a tap leaves a dot', () => {
    const dot = finishPen(beginPen(startOf('element-pen'), sample(5, 6)));
    expect(dot).toMatchObject({ points: [{ x: 5, y: 6, pressure: 0.5 }] });
  });

  test('samples over the limit are refused by name and the stroke kept', () => {
    const { samplesPerStroke, pointsPerElement } = annotationLimits;
    const wild = Array.from({ length: samplesPerStroke + 10 }, (_none, index) =>
      sample(960 + 400 * Math.cos(index * 2.4), 540 + 400 * Math.sin(index * 2.4), index * 20),
    );
    const { draft, refusal } = extendStroke(beginPen(startOf('element-pen'), sample(960, 540)), wild);
    expect(refusal?.code).toBe('too-many-points');
    expect(draft.points).toHaveLength(samplesPerStroke);
    expect(finishPen(draft).points.length).toBeLessThanOrEqual(pointsPerElement);
  });

  test('simplifying leaves out only what lies within the tolerance', () => {
    fc.assert(
      fc.property(
        fc.array(points, { maxLength: 60 }),
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        (all, tolerance) => {
          const kept = simplified(all, tolerance);
          for (const point of all) expect(distanceToChain(point, kept)).toBeLessThanOrEqual(tolerance + 1e-9);
          expect(simplifiedTo(all, 5).length).toBeLessThanOrEqual(5);
        },
      ),
    );
  });
});

/** The curve as close straight pieces. */
function sampled(ink: readonly InkPoint[]): readonly Vector[] {
  const chain: Vector[] = ink.slice(0, 1);
  curvesThrough(ink).forEach((curve, index) => {
    const from = ink[index];
    if (from === undefined) return;
    for (let step = 1; step <= 12; step += 1) chain.push(pointOnCurve(from, curve, step / 12));
  });
  return chain;
}
