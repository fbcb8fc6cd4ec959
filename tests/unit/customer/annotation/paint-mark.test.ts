import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { paintCommands, paintMark } from '../../../../customer/annotation/paint-mark';
import type { AnnotationElement } from '../../../../shared/annotation/element';
import { framePoint } from '../../../../shared/annotation/frame-point';
import {
  canvasMatrix,
  canvasSize,
  type FrameView,
  frameToView,
  frameTransform,
} from '../../../../shared/annotation/frame-transform';
import { distance } from '../../../../shared/annotation/geometry';
import { type Matrix, mapped } from '../../../../shared/annotation/matrix';
import { drawElement } from '../../../../shared/annotation/outline';
import { layoutText } from '../../../../shared/annotation/text-layout';
import { elements, fullHd, gridPoints, views } from '../../shared/annotation/arbitraries';

interface Call {
  readonly what: 'stroke' | 'fill' | 'strokeText' | 'fillText';
  readonly colour: string;
  readonly alpha: number;
  readonly matrix: Matrix;
  readonly steps: readonly { readonly x: number; readonly y: number }[];
  readonly text: string;
}

/** A path that remembers where it goes. */
class NotedPath {
  readonly steps: { x: number; y: number }[] = [];
  moveTo(x: number, y: number): void {
    this.steps.push({ x, y });
  }
  lineTo(x: number, y: number): void {
    this.steps.push({ x, y });
  }
  bezierCurveTo(_x1: number, _y1: number, _x2: number, _y2: number, x: number, y: number): void {
    this.steps.push({ x, y });
  }
  closePath(): void {}
}

/** A canvas that writes down what is painted and under which transform. */
function notingContext() {
  const calls: Call[] = [];
  let matrix: Matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
  const context = {
    globalAlpha: 1,
    fillStyle: '',
    strokeStyle: '',
    setTransform: (a: number, b: number, c: number, d: number, e: number, f: number) => {
      matrix = { a, b, c, d, e, f };
    },
    stroke: (path: NotedPath) => note('stroke', path.steps, ''),
    fill: (path: NotedPath) => note('fill', path.steps, ''),
    strokeText: (text: string, x: number, y: number) => note('strokeText', [{ x, y }], text),
    fillText: (text: string, x: number, y: number) => note('fillText', [{ x, y }], text),
  };
  const note = (what: Call['what'], steps: Call['steps'], text: string): void => {
    const colour = what.startsWith('stroke') ? context.strokeStyle : context.fillStyle;
    calls.push({ what, colour, alpha: context.globalAlpha, matrix, steps, text });
  };
  return { context: context as unknown as CanvasRenderingContext2D, calls };
}

const made = { paths: 0 };
beforeAll(() => {
  vi.stubGlobal(
    'Path2D',
    class extends NotedPath {
      constructor() {
        super();
        made.paths += 1;
      }
    },
  );
});
afterAll(() => {
  vi.unstubAllGlobals();
});
beforeEach(() => {
  made.paths = 0;
});

/** In pixels of the canvas. */
const canvasPlace = (view: FrameView, x: number, y: number) => {
  const { x: cssX, y: cssY } = frameToView(frameTransform(view), framePoint(x, y));
  return { x: cssX * view.devicePixelRatio, y: cssY * view.devicePixelRatio };
};

test('every mark lies within a pixel of its place, however the frame is shown', () => {
  fc.assert(
    fc.property(views(fullHd), elements, (view, element) => {
      const { context, calls } = notingContext();
      paintMark(context, canvasMatrix(view), element, fullHd);
      const { width, height } = canvasSize(view);
      for (const { what, matrix, steps } of calls) {
        if (what.endsWith('Text')) continue;
        for (const { x, y } of steps) {
          const shown = mapped(matrix, x, y);
          const isVisible = shown.x >= 0 && shown.x <= width && shown.y >= 0 && shown.y <= height;
          // A canvas has whole pixels where its area may have a fraction: half of one along each axis.
          if (isVisible) expect(distance(shown, canvasPlace(view, x, y))).toBeLessThan(1);
        }
      }
      expect(calls).toHaveLength(countOf(element));
    }),
    { numRuns: 300 },
  );
});

test('writing is upright and never mirrored, in its own place', () => {
  fc.assert(
    fc.property(views(fullHd), gridPoints, (view, at) => {
      const { context, calls } = notingContext();
      const element: AnnotationElement = {
        kind: 'text',
        id: 'text-000001',
        version: 1,
        order: 0,
        colour: 'red',
        width: 'medium',
        at,
        text: 'Pull plug 1\nthen wait',
      };
      const matrix = canvasMatrix(view);
      paintMark(context, matrix, element, fullHd);
      expect(calls.map(({ what, text }) => `${what} ${text}`)).toEqual([
        'strokeText Pull plug 1',
        'strokeText then wait',
        'fillText Pull plug 1',
        'fillText then wait',
      ]);
      const { box } = layoutText(element.text, at, 'medium', fullHd);
      const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      for (const call of calls) {
        expect(call.matrix.a).toBeGreaterThan(0);
        expect(call.matrix.d).toBeGreaterThan(0);
        expect([call.matrix.b, call.matrix.c]).toEqual([0, 0]);
        const shown = mapped(call.matrix, centre.x, centre.y);
        expect(distance(shown, mapped(matrix, centre.x, centre.y))).toBeLessThan(1e-3);
      }
    }),
  );
});

test('each command keeps its colour and how far one sees through it', () => {
  fc.assert(
    fc.property(views(fullHd), elements, (view, element) => {
      const { context, calls } = notingContext();
      paintMark(context, canvasMatrix(view), element, fullHd);
      const wanted = drawElement(element, fullHd).filter(({ kind }) => kind !== 'text');
      const shapes = calls.filter(({ what }) => !what.endsWith('Text'));
      expect(shapes.map(({ what, colour, alpha }) => [what, colour, alpha])).toEqual(
        wanted.map((command) => [
          command.kind,
          command.colour,
          command.kind === 'text' ? 1 : command.opacity,
        ]),
      );
      expect(context.globalAlpha).toBe(1);
    }),
  );
});

test('a mark painted again is not reckoned again', () => {
  const { context } = notingContext();
  const element: AnnotationElement = {
    kind: 'ellipse',
    id: 'mark-000001',
    version: 1,
    order: 0,
    colour: 'blue',
    width: 'thin',
    from: framePoint(10, 10),
    to: framePoint(90, 60),
  };
  const matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
  paintMark(context, matrix, element, fullHd);
  const first = made.paths;
  paintMark(context, { ...matrix, a: 2, d: 2 }, element, fullHd);
  expect(first).toBe(2);
  expect(made.paths).toBe(first);
  paintCommands(context, matrix, drawElement(element, fullHd));
  expect(made.paths).toBe(first * 2);
});

function countOf(element: AnnotationElement): number {
  return drawElement(element, fullHd).reduce((sum, command) => {
    if (command.kind !== 'text') return sum + 1;
    return sum + command.lines.length * (command.halo === null ? 1 : 2);
  }, 0);
}
