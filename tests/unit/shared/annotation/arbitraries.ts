import fc from 'fast-check';
import type { AnnotationElement } from '../../../../shared/annotation/element';
import {
  type FrameSize,
  framePoint,
  inkOnGrid,
  inkPoint,
  pointOnGrid,
} from '../../../../shared/annotation/frame-point';
import type { FrameView, Rotation } from '../../../../shared/annotation/frame-transform';
import { inks, strokeWidths } from '../../../../shared/annotation/ink';
import type { TimedPoint } from '../../../../shared/annotation/smoothing';
import type { MarkStart } from '../../../../shared/annotation/tools/tool';

export const fullHd: FrameSize = { width: 1920, height: 1080 };

const within = (least: number, most: number) =>
  fc.double({ min: least, max: most, noNaN: true, noDefaultInfinity: true });

export const rotations = fc.constantFrom<Rotation>(0, 90, 180, 270);

/** Any window, however small, large or odd, showing the given frame. */
export function views(frame: FrameSize): fc.Arbitrary<FrameView> {
  return fc.record({
    frame: fc.constant(frame),
    width: within(40, 5000),
    height: within(40, 5000),
    devicePixelRatio: within(0.5, 4),
    rotation: rotations,
    mirrored: fc.boolean(),
    zoom: within(1, 16),
    panX: within(-3000, 3000),
    panY: within(-3000, 3000),
  });
}

export const points = fc.tuple(within(0, 1920), within(0, 1080)).map(([x, y]) => framePoint(x, y));
export const gridPoints = points.map(pointOnGrid);
export const pressures = within(0, 1);
export const inkPoints = fc.tuple(points, pressures).map(([{ x, y }, pressure]) => inkPoint(x, y, pressure));

/** A hand's way over the frame: small steps that bend, with slowly changing pressure. */
export const handPaths = fc
  .array(fc.tuple(within(-9, 9), within(-9, 9), within(-0.1, 0.1)), {
    minLength: 1,
    maxLength: 200,
    size: 'max',
  })
  .map((steps) => {
    let [x, y, pressure, stepX, stepY] = [960, 540, 0.5, 4, 0];
    return steps.map(([turnX, turnY, press], index): TimedPoint => {
      stepX = Math.max(-20, Math.min(20, stepX + turnX));
      stepY = Math.max(-20, Math.min(20, stepY + turnY));
      x += stepX;
      y += stepY;
      pressure = Math.max(0, Math.min(1, pressure + press));
      return { point: inkPoint(x, y, pressure), time: index * 4 };
    });
  });

export const identifiers = fc.constantFrom(
  ...Array.from({ length: 5 }, (_none, index) => `element-${index}`),
);

/** Elements whose `order` follows from their `id`, as it does for those that tools make. */
export const elements: fc.Arbitrary<AnnotationElement> = fc
  .record({
    id: identifiers,
    version: fc.integer({ min: 1, max: 4 }),
    order: fc.nat(4),
    colour: fc.constantFrom(...inks),
    width: fc.constantFrom(...strokeWidths),
  })
  .chain((fields) => {
    const span = { from: gridPoints, to: gridPoints };
    const record = <Kind extends string, Rest>(
      kind: Kind,
      rest: { [Key in keyof Rest]: fc.Arbitrary<Rest[Key]> },
    ) => fc.record(rest).map((own) => ({ kind, ...fields, ...(own as Rest) }));
    return fc.oneof<fc.Arbitrary<AnnotationElement>[]>(
      record('pen', { points: fc.array(inkPoints.map(inkOnGrid), { minLength: 1, maxLength: 30 }) }),
      record('highlighter', { points: fc.array(gridPoints, { minLength: 1, maxLength: 30 }) }),
      record('line', span),
      record('arrow', span),
      record('rectangle', span),
      record('ellipse', span),
      record('text', { at: gridPoints, text: fc.constantFrom('Plug 1', 'here\nplease', '電源', 'p') }),
      record('pin', { at: gridPoints, number: fc.integer({ min: 1, max: 120 }) }),
    );
  });

export function startOf(id: string, order = 0): MarkStart {
  return { id, order, colour: 'red', width: 'medium', frame: fullHd };
}

export function sample(x: number, y: number, time = 0, pressure = 0.5): TimedPoint {
  return { point: inkPoint(x, y, pressure), time };
}
