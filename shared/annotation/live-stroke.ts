import type { AnnotationElement } from './element';
import { framePoint } from './frame-point';
import type { StrokePart } from './stroke-batch';

/** A stroke that the other side is drawing, as far as it has arrived. */
export type LiveStroke = Omit<StrokePart, 'from'>;

/**
 * Joins a batch to what has arrived of its stroke (`undefined` for nothing yet). Repeated batches change nothing;
 * after a lost one the stroke stays as it is, and its finished element brings it whole.
 */
export function withPart(stroke: LiveStroke | undefined, part: StrokePart): LiveStroke | undefined {
  const { from, ...rest } = part;
  if (stroke === undefined || stroke.strokeId !== part.strokeId) return from === 0 ? rest : stroke;
  if (from > stroke.points.length || stroke.frameId !== part.frameId) return stroke;
  return { ...rest, points: [...stroke.points.slice(0, from), ...part.points] };
}

/**
 * Returns a stroke in motion as an element to draw; `order` from `nextOrder`. Null for a laser pointer, which is
 * drawn as a trail.
 */
export function liveElement(stroke: LiveStroke, order: number): AnnotationElement | null {
  const { strokeId: id, colour, width, tool, points } = stroke;
  const fields = { id, version: 1, order, colour, width };
  const from = points[0];
  const to = points.at(-1);
  if (from === undefined || to === undefined) return null;
  switch (tool) {
    case 'pen':
    case 'highlighter':
      return { kind: tool, ...fields, points };
    case 'line':
    case 'arrow':
    case 'rectangle':
    case 'ellipse':
      return { kind: tool, ...fields, from: framePoint(from.x, from.y), to: framePoint(to.x, to.y) };
    case 'laser':
      return null;
  }
}
