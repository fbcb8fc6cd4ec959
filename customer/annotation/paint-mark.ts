import type { AnnotationElement } from '../../shared/annotation/element';
import { type FrameSize, framePoint } from '../../shared/annotation/frame-point';
import { uprightMatrix } from '../../shared/annotation/frame-transform';
import { centreOf } from '../../shared/annotation/geometry';
import type { Matrix } from '../../shared/annotation/matrix';
import { type DrawCommand, drawElement } from '../../shared/annotation/outline';
import { tracePath } from '../../shared/annotation/path';
import {
  baselineShare,
  lineHeight,
  markFontFamily,
  markFontWeight,
} from '../../shared/annotation/text-layout';

type TextCommand = Extract<DrawCommand, { readonly kind: 'text' }>;

/** The commands of each mark, kept as long as the mark: a board of thousands is painted again with each move. */
const commandsOf = new WeakMap<AnnotationElement, readonly DrawCommand[]>();
const pathsOf = new WeakMap<DrawCommand, Path2D>();

/** Paints a mark; `matrix` maps the frame's pixels to the canvas's. */
export function paintMark(
  context: CanvasRenderingContext2D,
  matrix: Matrix,
  element: AnnotationElement,
  frame: FrameSize,
): void {
  let commands = commandsOf.get(element);
  if (commands === undefined) {
    commands = drawElement(element, frame);
    commandsOf.set(element, commands);
  }
  paintCommands(context, matrix, commands);
}

/** Paints commands in their order; `matrix` maps the frame's pixels to the canvas's. */
export function paintCommands(
  context: CanvasRenderingContext2D,
  matrix: Matrix,
  commands: readonly DrawCommand[],
): void {
  for (const command of commands) {
    if (command.kind === 'text') {
      paintText(context, matrix, command);
      continue;
    }
    use(context, matrix);
    context.globalAlpha = command.opacity;
    if (command.kind === 'fill') {
      context.fillStyle = command.colour;
      context.fill(pathOf(command));
    } else {
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.strokeStyle = command.colour;
      context.lineWidth = command.width;
      context.stroke(pathOf(command));
    }
  }
  context.globalAlpha = 1;
}

/** The font of marks at a size, as a canvas wants it named. */
export function markFont(size: number): string {
  return `${markFontWeight} ${size}px "${markFontFamily} Variable", "${markFontFamily}", system-ui, sans-serif`;
}

function paintText(context: CanvasRenderingContext2D, matrix: Matrix, command: TextCommand): void {
  const { lines, size, box, align, colour, halo } = command;
  const { x: middle, y } = centreOf(box);
  use(context, uprightMatrix(matrix, framePoint(middle, y)));
  context.globalAlpha = 1;
  context.font = markFont(size);
  context.textBaseline = 'alphabetic';
  context.textAlign = align === 'centre' ? 'center' : 'left';
  const x = align === 'centre' ? middle : box.x;
  const baselines = lines.map((_line, index) => box.y + (index * lineHeight + baselineShare) * size);
  if (halo !== null) {
    context.lineJoin = 'round';
    context.strokeStyle = halo.colour;
    context.lineWidth = halo.width;
    lines.forEach((line, index) => {
      context.strokeText(line, x, baselines[index] ?? box.y);
    });
  }
  context.fillStyle = colour;
  lines.forEach((line, index) => {
    context.fillText(line, x, baselines[index] ?? box.y);
  });
}

function pathOf(command: Exclude<DrawCommand, TextCommand>): Path2D {
  const kept = pathsOf.get(command);
  if (kept !== undefined) return kept;
  const path = new Path2D();
  tracePath(command.path, path);
  pathsOf.set(command, path);
  return path;
}

function use(context: CanvasRenderingContext2D, { a, b, c, d, e, f }: Matrix): void {
  context.setTransform(a, b, c, d, e, f);
}
