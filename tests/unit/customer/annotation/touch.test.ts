import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placedView } from '../../../../customer/annotation/laser-layer';
import {
  doubleTapped,
  type Fingers,
  movedBy,
  resized,
  viewAfterKey,
  zoomedBy,
  zoomRoom,
} from '../../../../customer/annotation/touch';
import { framePoint, type ViewPoint, viewPoint } from '../../../../shared/annotation/frame-point';
import {
  type FrameView,
  fittedView,
  frameToView,
  frameTransform,
  maximumZoom,
  viewToFrame,
  withinView,
} from '../../../../shared/annotation/frame-transform';
import { distance } from '../../../../shared/annotation/geometry';
import { fullHd } from '../../shared/annotation/arbitraries';

const phone = fittedView(fullHd, 390, 600, 3);
const number = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true });
const places = fc.tuple(number(0, 390), number(0, 600)).map(([x, y]) => viewPoint(x, y));
const phoneViews = fc
  .record({ zoom: number(1, maximumZoom), panX: number(-2_000, 2_000), panY: number(-2_000, 2_000) })
  .map((change) => withinView({ ...phone, ...change }));

const frameUnder = (view: FrameView, place: ViewPoint) => viewToFrame(frameTransform(view), place);
const middle = ([one, two = one]: Fingers): ViewPoint => viewPoint((one.x + two.x) / 2, (one.y + two.y) / 2);
const isBound = (view: FrameView, free: FrameView): boolean =>
  view.panX !== free.panX || view.panY !== free.panY || view.zoom !== free.zoom;

test('what lies between two fingers stays between them, unless an edge holds it', () => {
  fc.assert(
    fc.property(phoneViews, places, places, places, places, (view, a, b, c, d) => {
      const before: Fingers = [a, b];
      const after: Fingers = [c, d];
      fc.pre(distance(a, b) > 20 && distance(c, d) > 20);
      const next = movedBy(view, before, after);
      const factor = distance(c, d) / distance(a, b);
      const wanted = view.zoom * factor;
      const from = middle(before);
      const to = middle(after);
      const [offsetX, offsetY] = [from.x - view.width / 2, from.y - view.height / 2];
      const free: FrameView = {
        ...view,
        zoom: wanted,
        panX: offsetX - (offsetX - view.panX) * factor,
        panY: offsetY - (offsetY - view.panY) * factor,
      };
      const isHeld =
        wanted < 1 ||
        wanted > maximumZoom ||
        isBound(withinView(free), free) ||
        isBound(next, { ...free, panX: free.panX + to.x - from.x, panY: free.panY + to.y - from.y });
      if (isHeld) return;
      const kept = frameUnder(view, from);
      expect(distance(frameToView(frameTransform(next), kept), to)).toBeLessThan(1e-6);
    }),
    { numRuns: 500 },
  );
});

test('a pinch in the middle enlarges by as much as the fingers part', () => {
  const next = movedBy(
    phone,
    [viewPoint(145, 300), viewPoint(245, 300)],
    [viewPoint(95, 300), viewPoint(295, 300)],
  );
  expect(next.zoom).toBeCloseTo(2);
  expect([next.panX, next.panY]).toEqual([0, 0]);
});

test('no touch leaves the picture anywhere but within its area', () => {
  fc.assert(
    fc.property(phoneViews, places, places, places, places, (view, a, b, c, d) => {
      for (const next of [movedBy(view, [a, b], [c, d]), movedBy(view, [a], [c]), doubleTapped(view, a)]) {
        expect(next.zoom).toBeGreaterThanOrEqual(1);
        expect(next.zoom).toBeLessThanOrEqual(maximumZoom);
        expect(withinView(next)).toEqual(next);
      }
    }),
  );
});

test('one finger pushes the picture once it is enlarged', () => {
  const large = zoomedBy(phone, 4);
  expect(movedBy(phone, [viewPoint(10, 10)], [viewPoint(40, 10)])).toEqual(phone);
  expect(movedBy(large, [viewPoint(10, 10)], [viewPoint(40, 10)]).panX).toBe(30);
});

test('tapped twice, what lies there comes nearer; tapped twice again, all of it is seen', () => {
  const place = viewPoint(120, 310);
  const near = doubleTapped(phone, place);
  expect(near.zoom).toBeGreaterThan(2);
  expect(doubleTapped(near, place)).toEqual(phone);
});

test('keys enlarge, move and fit', () => {
  const near = viewAfterKey(phone, '+') ?? phone;
  expect(near.zoom).toBeCloseTo(1.5);
  expect(viewAfterKey(near, '-')?.zoom).toBeCloseTo(1);
  expect(viewAfterKey(near, '0')).toEqual(phone);
  const moved = ['ArrowLeft', 'ArrowRight'].map((key) => viewAfterKey(near, key)?.panX ?? 0);
  expect(moved[0]).toBeGreaterThan(near.panX);
  expect(moved[1]).toBeLessThan(near.panX);
  const tall = zoomedBy(phone, 6);
  expect(viewAfterKey(tall, 'ArrowUp')?.panY).toBeGreaterThan(tall.panY);
  expect(viewAfterKey(tall, 'ArrowDown')?.panY).toBeLessThan(tall.panY);
  expect(viewAfterKey(phone, 'Tab')).toBeUndefined();
});

test('the buttons know when there is no more room', () => {
  expect(zoomRoom(phone)).toEqual({ more: true, less: false });
  expect(zoomRoom(zoomedBy(phone, 100))).toEqual({ more: false, less: true });
});

test('a phone that is turned keeps what was in the middle there, unless an edge holds it', () => {
  fc.assert(
    fc.property(phoneViews, (view) => {
      const turned = resized(view, { width: 780, height: 250, devicePixelRatio: 3 });
      const share = 250 / 1080 / (390 / 1920);
      const isHeld = isBound(turned, { ...view, panX: view.panX * share, panY: view.panY * share });
      expect(turned.zoom).toBe(view.zoom);
      if (isHeld) return;
      const before = frameUnder(view, viewPoint(195, 300));
      expect(distance(frameUnder(turned, viewPoint(390, 125)), before)).toBeLessThan(1e-6);
    }),
  );
  const near = zoomedBy(phone, 4);
  expect(resized(near, { width: 200, height: 300, devicePixelRatio: 3 }).zoom).toBe(4);
});

test('over a picture that covers its box the pointer lies where the picture has that point', () => {
  fc.assert(
    fc.property(
      number(100, 900),
      number(100, 900),
      fc.boolean(),
      fc.tuple(number(0, 1920), number(0, 1080)),
      (width, height, mirrored, [x, y]) => {
        const box = { width, height, devicePixelRatio: 2 };
        // As a browser lays out `object-fit: cover` and `contain`, and mirrors with `scaleX(-1)`.
        for (const fit of ['cover', 'contain'] as const) {
          const pick = fit === 'cover' ? Math.max : Math.min;
          const scale = pick(width / 1920, height / 1080);
          const left = (width - 1920 * scale) / 2 + x * scale;
          const expected = {
            x: mirrored ? width - left : left,
            y: (height - 1080 * scale) / 2 + y * scale,
          };
          const view = placedView(fullHd, box, { fit, mirrored });
          const shown = frameToView(frameTransform(view), framePoint(x, y));
          expect(distance(shown, expected)).toBeLessThan(1e-6);
        }
      },
    ),
  );
});
