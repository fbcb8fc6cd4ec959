import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actualSize,
  fitted,
  largestZoom,
  notesWidth,
  panBy,
  placePicture,
  rotate,
  type Size,
  stripWidth,
  type Turn,
  turnBy,
  turnedSize,
  type View,
  zoomAt,
} from '../../../../renderer/picture/view-geometry';

const length = fc.integer({ min: 200, max: 4000 });
const size: fc.Arbitrary<Size> = fc.record({ width: length, height: length });
const turn = fc.constantFrom<Turn>(0, 90, 180, 270);
const around = fc.record({ hasStrip: fc.boolean() });
const dots = fc.constantFrom(1, 1.25, 2);
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('a fitted picture', () => {
  it('begins on a whole screen dot, so that marks lie where it is painted', () => {
    fc.assert(
      fc.property(size, size, turn, around, dots, (stage, source, quarter, surroundings, perPixel) => {
        const { left, top } = placePicture(
          stage,
          source,
          { kind: 'fit', turn: quarter },
          surroundings,
          perPixel,
        );
        for (const edge of [left * perPixel, top * perPixel]) expect(edge).toBeCloseTo(Math.round(edge), 6);
      }),
    );
  });

  it('lies whole on the stage, in its shape, clear of its notes and of the strip', () => {
    fc.assert(
      fc.property(size, size, turn, around, (stage, source, quarter, surroundings) => {
        const placed = placePicture(stage, source, { kind: 'fit', turn: quarter }, surroundings);
        const picture = turnedSize(source, quarter);
        const right = placed.left + placed.size.width;
        expect(placed.left).toBeGreaterThanOrEqual(-1e-6);
        expect(placed.top).toBeGreaterThanOrEqual(-1e-6);
        expect(right).toBeLessThanOrEqual(stage.width + 1e-6);
        expect(placed.top + placed.size.height).toBeLessThanOrEqual(stage.height + 1e-6);
        expect(placed.size.width).toBeCloseTo(picture.width * placed.scale);
        expect(placed.size.height).toBeCloseTo(picture.height * placed.scale);
        if (placed.notes === 'beside') expect(placed.left).toBeGreaterThanOrEqual(notesWidth - 1e-6);
        if (surroundings.hasStrip && placed.scale > 0) {
          expect(stage.width - right).toBeGreaterThanOrEqual(stripWidth - 1e-6);
        }
      }),
    );
  });

  it('takes no place before it has a size', () => {
    const placed = placePicture({ width: 800, height: 600 }, { width: 0, height: 0 }, fitted, {
      hasStrip: false,
    });
    expect(placed.scale).toBe(0);
  });
});

describe('zooming', () => {
  const stage = { width: 820, height: 680 };
  const source = { width: 1170, height: 2532 };
  const bare = { hasStrip: false };

  it('keeps what is under the pointer there, as far as the edges allow', () => {
    fc.assert(
      fc.property(share, share, (x, y) => {
        const close: View = {
          kind: 'scaled',
          turn: 0,
          scale: 1,
          centre: { x: source.width / 2, y: source.height / 2 },
        };
        const at = { x: x * stage.width, y: y * stage.height };
        const before = placePicture(stage, source, close, bare);
        const next = zoomAt(close, 1.5, at, stage, source, bare, 1);
        const after = placePicture(stage, source, next, bare);
        const under = (placed: typeof before) => ({
          x: (at.x - placed.left) / placed.scale,
          y: (at.y - placed.top) / placed.scale,
        });
        expect(Math.abs(under(after).x - under(before).x)).toBeLessThan(1.5);
        expect(Math.abs(under(after).y - under(before).y)).toBeLessThan(1.5);
      }),
    );
  });

  it('never goes closer than eight screen dots for one, nor further out than the whole picture', () => {
    fc.assert(
      fc.property(
        size,
        size,
        turn,
        around,
        dots,
        fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { maxLength: 20 }),
        (room, picture, quarter, surroundings, density, factors) => {
          const fit = placePicture(room, picture, { kind: 'fit', turn: quarter }, surroundings, density);
          let view: View = { kind: 'fit', turn: quarter };
          for (const factor of factors) {
            view = zoomAt(view, factor, { x: 10, y: 20 }, room, picture, surroundings, density);
            const { scale } = placePicture(room, picture, view, surroundings, density);
            expect(scale).toBeLessThanOrEqual(Math.max(largestZoom / density, fit.scale) * 1.0001);
            expect(scale).toBeGreaterThanOrEqual(Math.min(fit.scale, 1 / density) * 0.9999);
            expect(view.turn).toBe(quarter);
          }
        },
      ),
    );
  });

  it('comes back to the whole picture', () => {
    let view: View = fitted;
    for (let step = 0; step < 12; step += 1) {
      view = zoomAt(view, Math.SQRT2, { x: 5, y: 5 }, stage, source, bare, 1);
    }
    expect(placePicture(stage, source, view, bare).scale).toBeCloseTo(largestZoom);
    for (let step = 0; step < 13; step += 1) {
      view = zoomAt(view, Math.SQRT1_2, { x: 5, y: 5 }, stage, source, bare, 1);
    }
    expect(view).toEqual(fitted);
  });

  it('shows one picture dot on one screen dot at 1:1, on whole screen dots', () => {
    fc.assert(
      fc.property(size, size, dots, (room, picture, density) => {
        const placed = placePicture(room, picture, actualSize(picture, 0, density), bare, density);
        expect(placed.scale * density).toBeCloseTo(1);
        expect(placed.left * density).toBeCloseTo(Math.round(placed.left * density));
        expect(placed.top * density).toBeCloseTo(Math.round(placed.top * density));
      }),
    );
  });
});

describe('moving and turning', () => {
  it('never moves a picture out of the stage', () => {
    const move = fc.record({
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
    });
    fc.assert(
      fc.property(size, size, fc.array(move), (stage, source, moves) => {
        let view: View = { ...actualSize(source, 0, 1) };
        for (const by of moves) view = panBy(view, by, stage, source);
        const { left, top, size: shown } = placePicture(stage, source, view, { hasStrip: false });
        expect(left + shown.width).toBeGreaterThan(0);
        expect(top + shown.height).toBeGreaterThan(0);
        expect(left).toBeLessThan(stage.width);
        expect(top).toBeLessThan(stage.height);
      }),
    );
  });

  it('follows the pointer inside a large picture', () => {
    const stage = { width: 400, height: 400 };
    const source = { width: 4000, height: 4000 };
    const view = actualSize(source, 0, 1);
    const before = placePicture(stage, source, view, { hasStrip: false });
    const after = placePicture(stage, source, panBy(view, { x: 30, y: -20 }, stage, source), {
      hasStrip: false,
    });
    expect([after.left - before.left, after.top - before.top]).toEqual([30, -20]);
    expect(before.canPan).toBe(true);
  });

  it('turns by quarters and fits the picture again', () => {
    expect([turnBy(0, -1), turnBy(270, 1), turnBy(90, 1)]).toEqual([270, 0, 180]);
    expect(rotate(actualSize({ width: 9, height: 5 }, 90, 1), 1)).toEqual({ kind: 'fit', turn: 180 });
    expect(turnedSize({ width: 9, height: 5 }, 270)).toEqual({ width: 5, height: 9 });
  });
});
