import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { framePoint, pointOnGrid, viewPoint } from '../../../../shared/annotation/frame-point';
import {
  actualSizeZoom,
  canvasMatrix,
  canvasSize,
  fittedView,
  frameToView,
  frameTransform,
  pannedBy,
  uprightMatrix,
  viewToFrame,
  zoomedAt,
} from '../../../../shared/annotation/frame-transform';
import { distance } from '../../../../shared/annotation/geometry';
import { inverse, mapped } from '../../../../shared/annotation/matrix';
import { decodeStrokeBatch, encodeStrokePart } from '../../../../shared/annotation/stroke-batch';
import { fullHd, points, rotations, views } from './arbitraries';

describe('frame and view', () => {
  test('a point goes to any view and back within a millionth of a pixel', () => {
    fc.assert(
      fc.property(views(fullHd), points, (view, point) => {
        const transform = frameTransform(view);
        const back = viewToFrame(transform, frameToView(transform, point));
        expect(distance(back, point)).toBeLessThanOrEqual(1e-6);
      }),
      { numRuns: 1000 },
    );
  });

  test('a fitted view shows the whole frame, centred, and touches two edges', () => {
    fc.assert(
      fc.property(views(fullHd), rotations, (any, rotation) => {
        const view = { ...any, rotation, zoom: 1, panX: 0, panY: 0 };
        const transform = frameTransform(view);
        const corners = [framePoint(0, 0), framePoint(1920, 1080)].map((corner) =>
          frameToView(transform, corner),
        );
        const spans = (['x', 'y'] as const).map((axis) => {
          const [one, two] = corners.map((corner) => corner[axis]);
          expect(((one ?? 0) + (two ?? 0)) / 2).toBeCloseTo((axis === 'x' ? view.width : view.height) / 2, 6);
          return Math.abs((one ?? 0) - (two ?? 0)) / (axis === 'x' ? view.width : view.height);
        });
        expect(Math.max(...spans)).toBeCloseTo(1, 6);
      }),
    );
  });

  test.each([
    [0, false, 0, 0],
    [90, false, 1080, 0],
    [180, false, 1920, 1080],
    [270, false, 0, 1920],
    [0, true, 1920, 0],
    [90, true, 0, 0],
  ] as const)(
    'turned %i° (mirrored: %s) the top left corner appears at %i, %i',
    (rotation, mirrored, x, y) => {
      const onSide = rotation % 180 === 90;
      const view = fittedView(fullHd, onSide ? 1080 : 1920, onSide ? 1920 : 1080, 1);
      const at = frameToView(frameTransform({ ...view, rotation, mirrored }), framePoint(0, 0));
      expect(at.x).toBeCloseTo(x, 9);
      expect(at.y).toBeCloseTo(y, 9);
    },
  );
});

describe('two windows', () => {
  test('a place marked in one appears less than 2 frame pixels from it in the other, after the wire', () => {
    fc.assert(
      fc.property(views(fullHd), views(fullHd), points, (console, phone, aimed) => {
        const drawn = frameTransform(console);
        const pointed = viewToFrame(drawn, frameToView(drawn, aimed));
        const received = decodeStrokeBatch(
          encodeStrokePart({
            frameId: 'frame-00001',
            frame: fullHd,
            strokeId: 'stroke-0001',
            tool: 'pen',
            colour: 'red',
            width: 'thin',
            from: 0,
            points: [{ ...pointed, pressure: 0.5 }],
          }),
        );
        if (!received.ok) throw new Error(received.refusal.message);
        const at = received.value.points[0] ?? framePoint(-1e9, -1e9);
        // Image and mark go through the phone's one matrix; only its inverse tells the picture's pixel under the mark.
        const onCanvas = mapped(canvasMatrix(phone), at.x, at.y);
        const shown = mapped(inverse(canvasMatrix(phone)), onCanvas.x, onCanvas.y);
        expect(distance(shown, aimed)).toBeLessThan(2);
        expect(distance(shown, aimed)).toBeLessThan(0.05);
      }),
      { numRuns: 1000 },
    );
  });

  test('with both ends rounded to whole device pixels the error stays below 2 pixels of 1080p in windows of that size or more', () => {
    const large = views(fullHd).map((view) => ({
      ...view,
      rotation: 0 as const,
      width: Math.max(view.width, 1920 / view.devicePixelRatio),
      height: Math.max(view.height, 1080 / view.devicePixelRatio),
    }));
    fc.assert(
      fc.property(large, large, points, (console, phone, aimed) => {
        const seen = mapped(canvasMatrix(console), aimed.x, aimed.y);
        const pointed = mapped(inverse(canvasMatrix(console)), Math.round(seen.x), Math.round(seen.y));
        const at = pointOnGrid(framePoint(pointed.x, pointed.y));
        const drawn = mapped(canvasMatrix(phone), at.x, at.y);
        const shown = mapped(inverse(canvasMatrix(phone)), Math.round(drawn.x), Math.round(drawn.y));
        expect(distance(shown, aimed)).toBeLessThan(2);
      }),
      { numRuns: 1000 },
    );
  });

  test('in any window a canvas in whole device pixels puts a mark less than 1 device pixel from its CSS place', () => {
    fc.assert(
      fc.property(views(fullHd), points, (view, point) => {
        const css = frameToView(frameTransform(view), point);
        fc.pre(css.x >= 0 && css.x <= view.width && css.y >= 0 && css.y <= view.height);
        const onCanvas = mapped(canvasMatrix(view), point.x, point.y);
        expect(Math.abs(onCanvas.x - css.x * view.devicePixelRatio)).toBeLessThan(1);
        expect(Math.abs(onCanvas.y - css.y * view.devicePixelRatio)).toBeLessThan(1);
        expect(canvasSize(view).width).toBeGreaterThan(0);
      }),
    );
  });
});

describe('zoom and pan', () => {
  test('zooming keeps the frame point under the pointer unless the frame would leave a gap', () => {
    const view = zoomedAt(fittedView(fullHd, 960, 540, 2), viewPoint(480, 270), 4);
    const anchor = viewPoint(500, 260);
    const under = viewToFrame(frameTransform(view), anchor);
    const next = zoomedAt(view, anchor, 8);
    expect(distance(viewToFrame(frameTransform(next), anchor), under)).toBeLessThan(1e-6);
    expect(zoomedAt(next, anchor, 0.1)).toMatchObject({ zoom: 1, panX: 0, panY: 0 });
    expect(zoomedAt(next, anchor, 99).zoom).toBe(16);
  });

  test('panning stops where the frame would leave the edge', () => {
    const view = { ...fittedView(fullHd, 960, 540, 1), zoom: 2 };
    expect(pannedBy(view, 9999, -9999)).toMatchObject({ panX: 480, panY: -270 });
    expect(pannedBy(fittedView(fullHd, 960, 540, 1), 50, 50)).toMatchObject({ panX: 0, panY: 0 });
  });

  test('at actual size one frame pixel is one device pixel', () => {
    const view = fittedView(fullHd, 700, 500, 1.5);
    const actual = { ...view, zoom: actualSizeZoom(view) };
    expect(frameTransform(actual).scale * 1.5).toBeCloseTo(1, 9);
  });
});

test('text is upright at the same size and place however the view is turned or mirrored', () => {
  fc.assert(
    fc.property(views(fullHd), points, (view, anchor) => {
      const matrix = frameTransform(view).toView;
      const upright = uprightMatrix(matrix, anchor);
      const [one, two] = [mapped(matrix, anchor.x, anchor.y), mapped(upright, anchor.x, anchor.y)];
      expect(distance(one, two)).toBeLessThan(1e-6);
      expect(upright).toMatchObject({ b: 0, c: 0 });
      expect(upright.a).toBeCloseTo(frameTransform(view).scale, 9);
    }),
  );
});

test('a view without area is no view', () => {
  expect(() => frameTransform(fittedView(fullHd, 0, 100, 1))).toThrow(RangeError);
});
