import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnnotationElement } from '../../../../shared/annotation/element';
import { framePoint, inkPoint } from '../../../../shared/annotation/frame-point';
import { grown, isInside } from '../../../../shared/annotation/geometry';
import { elementBox, hits, topmostAt } from '../../../../shared/annotation/hit-test';
import { haloHex, hexOn, inkHex, inks } from '../../../../shared/annotation/ink';
import { type DrawCommand, drawElement } from '../../../../shared/annotation/outline';
import { tracePath } from '../../../../shared/annotation/path';
import { elements, fullHd } from './arbitraries';

const common = { id: 'element-1', version: 1, order: 0, colour: 'red', width: 'medium' } as const;
const span = { from: framePoint(200, 200), to: framePoint(600, 400) };

/** Every place that a command's path names. */
function placesOf(command: DrawCommand): readonly { readonly x: number; readonly y: number }[] {
  if (command.kind === 'text') return [command.box];
  const places: { x: number; y: number }[] = [];
  const add = (x: number, y: number) => {
    places.push({ x, y });
  };
  tracePath(command.path, {
    moveTo: add,
    lineTo: add,
    bezierCurveTo: (_x1, _y1, _x2, _y2, x, y) => add(x, y),
    closePath: () => undefined,
  });
  return places;
}

/** The commands with every length multiplied. */
function magnified(element: AnnotationElement, factor: number): AnnotationElement {
  return JSON.parse(JSON.stringify(element), (key, value: unknown) =>
    (key === 'x' || key === 'y') && typeof value === 'number' ? value * factor : value,
  );
}

describe('drawing', () => {
  test('every mark has a halo beneath its ink, dark only under white', () => {
    fc.assert(
      fc.property(elements, (element) => {
        const [first, second] = drawElement(element, fullHd);
        if (first?.kind === 'text') {
          expect(first.halo?.colour).toBe(haloHex(element.colour));
          return;
        }
        expect(first?.colour).toBe(haloHex(element.colour));
        expect(second?.colour).toBe(inkHex[element.colour]);
        if (first?.kind === 'stroke' && second?.kind === 'stroke') {
          expect(first.width).toBeGreaterThan(second.width);
          expect(first.path).toEqual(second.path);
        }
      }),
    );
  });

  test('what is drawn lies within the mark’s box, in numbers a canvas takes', () => {
    fc.assert(
      fc.property(elements, (element) => {
        const box = grown(elementBox(element, fullHd), 0.5);
        for (const command of drawElement(element, fullHd)) {
          for (const place of placesOf(command)) {
            expect(Number.isFinite(place.x + place.y)).toBe(true);
            expect(isInside(place, box)).toBe(true);
          }
        }
      }),
    );
  });

  test('marks look alike at any size of frame', () => {
    fc.assert(
      fc.property(
        elements.filter(({ kind }) => kind !== 'pen' && kind !== 'highlighter'),
        (element) => {
          const twice = { width: fullHd.width * 2, height: fullHd.height * 2 };
          const small = drawElement(element, fullHd);
          const large = drawElement(magnified(element, 2), twice);
          large.forEach((command, index) => {
            const same = small[index];
            if (command.kind === 'stroke' && same?.kind === 'stroke') {
              expect(command.width).toBeCloseTo(same.width * 2, 6);
            }
            if (same === undefined) throw new Error('missing');
            placesOf(command).forEach((place, at) => {
              expect(place.x).toBeCloseTo((placesOf(same)[at]?.x ?? Number.NaN) * 2, 6);
            });
          });
        },
      ),
    );
  });

  test('a mouse’s pen has one width, a pressed one an area as wide as the pressure', () => {
    const even = [inkPoint(100, 100, 0.5), inkPoint(300, 100, 0.5)];
    const [, ink] = drawElement({ kind: 'pen', ...common, points: even }, fullHd);
    expect(ink).toMatchObject({ kind: 'stroke', width: 9.6, colour: '#FF4A26' });
    const pressed = [inkPoint(100, 100, 0), inkPoint(300, 100, 1)];
    const [, area] = drawElement({ kind: 'pen', ...common, points: pressed }, fullHd);
    expect(area?.kind).toBe('fill');
    const heights = area === undefined ? [] : placesOf(area).map(({ y }) => y);
    expect(Math.max(...heights)).toBeCloseTo(100 + 4.8 * 1.6, 6);
  });

  test('a dot has a length, as newer canvases leave out what has none', () => {
    const fields = { id: 'mark-000001', version: 1, order: 0, colour: 'red', width: 'thin' } as const;
    const pen = { kind: 'pen', ...fields, points: [inkPoint(5, 5, 0.5)] } as const;
    const highlighter = { kind: 'highlighter', ...fields, points: [framePoint(5, 5)] } as const;
    for (const command of [pen, highlighter].flatMap((mark) => drawElement(mark, fullHd))) {
      if (command.kind !== 'stroke') throw new Error('a dot is stroked');
      const [from, to] = command.path;
      expect(from).toMatchObject({ kind: 'move', x: 5, y: 5 });
      expect(to).toMatchObject({ kind: 'line', x: 5.01, y: 5 });
    }
  });

  test('an arrow’s head is open, its tip at the end, shorter on a short arrow', () => {
    const [, ink] = drawElement({ kind: 'arrow', ...common, ...span }, fullHd);
    expect(ink === undefined ? [] : placesOf(ink)).toHaveLength(5);
    expect(ink === undefined ? undefined : placesOf(ink)[3]).toEqual({ x: 600, y: 400 });
  });

  test('a pin carries its number in the middle, legible on its colour', () => {
    const commands = drawElement({ kind: 'pin', ...common, at: framePoint(50, 60), number: 12 }, fullHd);
    const text = commands[2];
    if (text?.kind !== 'text') throw new Error('no number');
    expect(text).toMatchObject({ lines: ['12'], align: 'centre', colour: '#FFFFFF', halo: null });
    expect(text.box.x + text.box.width / 2).toBeCloseTo(50);
    expect(text.box.y + text.box.height / 2).toBeCloseTo(60);
    for (const ink of inks) expect(hexOn(ink)).not.toBe(inkHex[ink]);
  });

  test('text is set in lines from its corner', () => {
    const at = framePoint(10, 20);
    const [text] = drawElement({ kind: 'text', ...common, at, text: 'Plug 1\nhere' }, fullHd);
    expect(text).toMatchObject({
      kind: 'text',
      lines: ['Plug 1', 'here'],
      align: 'start',
      box: { x: 10, y: 20 },
    });
  });
});

describe('pointing at marks', () => {
  const aim = { frame: fullHd, tolerance: 4 };
  const points = [inkPoint(200, 200, 0.5), inkPoint(600, 400, 0.5)];
  const at = framePoint(400, 300);

  test.each<[AnnotationElement, [number, number], [number, number]]>([
    [{ kind: 'pen', ...common, points }, [400, 305], [400, 325]],
    [{ kind: 'highlighter', ...common, points }, [400, 318], [400, 345]],
    [{ kind: 'line', ...common, ...span }, [400, 305], [400, 325]],
    [{ kind: 'arrow', ...common, ...span }, [590, 370], [400, 325]],
    [{ kind: 'rectangle', ...common, ...span }, [203, 300], [400, 300]],
    [{ kind: 'ellipse', ...common, ...span }, [400, 203], [203, 203]],
    [{ kind: 'text', ...common, at, text: 'Plug 1' }, [420, 330], [420, 400]],
    [{ kind: 'pin', ...common, at, number: 1 }, [420, 310], [450, 300]],
  ])('%o', (element, on, beside) => {
    expect(hits(element, framePoint(...on), aim)).toBe(true);
    expect(hits(element, framePoint(...beside), aim)).toBe(false);
  });

  test('the uppermost of several is met, and text on its side where it is seen', () => {
    const low: AnnotationElement = { kind: 'line', ...common, ...span };
    const high: AnnotationElement = { kind: 'pin', ...common, id: 'element-2', at, number: 1 };
    expect(topmostAt([low, high], at, aim)?.id).toBe('element-2');
    expect(topmostAt([low, high], framePoint(200, 200), aim)?.id).toBe('element-1');
    expect(topmostAt([low, high], framePoint(900, 900), aim)).toBeUndefined();
    const text: AnnotationElement = { kind: 'text', ...common, at, text: 'A rather long text' };
    expect(hits(text, framePoint(410, 310), aim)).toBe(true);
    expect(hits(text, framePoint(410, 310), { ...aim, onSide: true })).toBe(false);
  });

  test('every mark is met on its own ink', () => {
    fc.assert(
      fc.property(elements, (element) => {
        const inked = drawElement(element, fullHd)[1];
        if (inked?.kind !== 'stroke') return;
        for (const { x, y } of placesOf(inked)) expect(hits(element, framePoint(x, y), aim)).toBe(true);
      }),
    );
  });
});
