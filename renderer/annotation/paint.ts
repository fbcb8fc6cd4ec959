import type { AnnotationElement } from '../../shared/annotation/element';
import { type FrameSize, framePoint } from '../../shared/annotation/frame-point';
import { uprightMatrix } from '../../shared/annotation/frame-transform';
import { centreOf } from '../../shared/annotation/geometry';
import { type Matrix, mapped } from '../../shared/annotation/matrix';
import { type DrawCommand, drawElement } from '../../shared/annotation/outline';
import { tracePath } from '../../shared/annotation/path';
import {
  baselineShare,
  lineHeight,
  markFontFamily,
  markFontWeight,
} from '../../shared/annotation/text-layout';

/** A canvas that can be drawn on. */
export type Canvas2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** The typefaces of marks, as a canvas and a style sheet write them. */
export const markFonts = `"${markFontFamily} Variable", "${markFontFamily}", system-ui, sans-serif`;

interface Prepared {
  readonly frame: FrameSize;
  readonly commands: readonly (readonly [command: DrawCommand, path: Path2D | null])[];
}

const preparedOf = new WeakMap<AnnotationElement, Prepared>();

function prepare(commands: readonly DrawCommand[]): Prepared['commands'] {
  return commands.map((command) => {
    if (command.kind === 'text') return [command, null] as const;
    const path = new Path2D();
    tracePath(command.path, path);
    return [command, path] as const;
  });
}

/** Paints a mark; `matrix` leads from the frame to the canvas's pixels. Paths are kept as long as the element. */
export function paintElement(
  context: Canvas2D,
  element: AnnotationElement,
  frame: FrameSize,
  matrix: Matrix,
): void {
  let prepared = preparedOf.get(element);
  if (prepared?.frame !== frame) {
    prepared = { frame, commands: prepare(drawElement(element, frame)) };
    preparedOf.set(element, prepared);
  }
  paintPrepared(context, prepared.commands, matrix);
}

/** Paints what is drawn once only. */
export function paintCommands(context: Canvas2D, commands: readonly DrawCommand[], matrix: Matrix): void {
  paintPrepared(context, prepare(commands), matrix);
}

function paintPrepared(context: Canvas2D, commands: Prepared['commands'], matrix: Matrix): void {
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const [command, path] of commands) {
    if (command.kind === 'text') {
      paintText(context, command, matrix);
      continue;
    }
    if (path === null) continue;
    use(context, matrix);
    context.globalAlpha = command.opacity;
    if (command.kind === 'fill') {
      context.fillStyle = command.colour;
      context.fill(path);
    } else {
      context.strokeStyle = command.colour;
      context.lineWidth = command.width;
      context.stroke(path);
    }
  }
  context.restore();
}

function paintText(context: Canvas2D, command: Extract<DrawCommand, { kind: 'text' }>, matrix: Matrix): void {
  const { box, lines, size, align, colour, halo } = command;
  const centre = centreOf(box);
  use(context, uprightMatrix(matrix, framePoint(centre.x, centre.y)));
  context.globalAlpha = 1;
  context.font = `${markFontWeight} ${size}px ${markFonts}`;
  context.textAlign = align === 'centre' ? 'center' : 'left';
  context.textBaseline = 'alphabetic';
  const x = align === 'centre' ? centre.x : box.x;
  const baseline = (line: number) => box.y + (line * lineHeight + baselineShare) * size;
  if (halo !== null) {
    context.strokeStyle = halo.colour;
    context.lineWidth = halo.width;
    lines.forEach((line, index) => {
      context.strokeText(line, x, baseline(index));
    });
  }
  context.fillStyle = colour;
  lines.forEach((line, index) => {
    context.fillText(line, x, baseline(index));
  });
}

function use(context: Canvas2D, { a, b, c, d, e, f }: Matrix): void {
  context.setTransform(a, b, c, d, e, f);
}

/** The map of `inner`, then of `outer`. */
export function chained(outer: Matrix, inner: Matrix): Matrix {
  const origin = mapped(outer, inner.e, inner.f);
  return {
    a: outer.a * inner.a + outer.c * inner.b,
    b: outer.b * inner.a + outer.d * inner.b,
    c: outer.a * inner.c + outer.c * inner.d,
    d: outer.b * inner.c + outer.d * inner.d,
    e: origin.x,
    f: origin.y,
  };
}
