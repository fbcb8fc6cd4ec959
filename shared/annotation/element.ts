import { z } from 'zod';
import { identifierSchema, textSchema } from '../names';
import {
  type FramePoint,
  type FrameSize,
  framePointSchema,
  inkPointSchema,
  withinReach,
} from './frame-point';
import { inkSchema, strokeWidthSchema } from './ink';
import { type AnnotationDecoded, annotationLimits, refusal, refusalOf } from './limits';

const common = {
  id: identifierSchema,
  /** From 1, one more with each change of this element; an older one never overwrites a newer one. */
  version: z.number().int().positive(),
  /** Place in the drawing order, lowest first; ties are drawn in the order of their `id`. */
  order: z.number().int().nonnegative(),
  colour: inkSchema,
  width: strokeWidthSchema,
};

const span = { from: framePointSchema, to: framePointSchema };

/** Text of a mark: several lines, at least one character that can be seen. */
export const markTextSchema = textSchema(annotationLimits.textCharacters).pipe(z.string().regex(/\S/u));

const penSchema = z.object({
  kind: z.literal('pen'),
  ...common,
  points: z.array(inkPointSchema).min(1).max(annotationLimits.pointsPerElement).readonly(),
});
const highlighterSchema = z.object({
  kind: z.literal('highlighter'),
  ...common,
  points: z.array(framePointSchema).min(1).max(annotationLimits.pointsPerElement).readonly(),
});
const lineSchema = z.object({ kind: z.literal('line'), ...common, ...span });
/** Points at `to`. */
const arrowSchema = z.object({ kind: z.literal('arrow'), ...common, ...span });
/** `from` and `to` are opposite corners. */
const rectangleSchema = z.object({ kind: z.literal('rectangle'), ...common, ...span });
/** `from` and `to` are opposite corners of the box around it. */
const ellipseSchema = z.object({ kind: z.literal('ellipse'), ...common, ...span });
/** `at` is the top left corner. */
const textElementSchema = z.object({
  kind: z.literal('text'),
  ...common,
  at: framePointSchema,
  text: markTextSchema,
});
/** `at` is the centre. */
const pinSchema = z.object({
  kind: z.literal('pin'),
  ...common,
  at: framePointSchema,
  number: z.number().int().positive().max(annotationLimits.pinNumber),
});

/** One mark on a frozen frame. */
export const annotationElementSchema = z
  .discriminatedUnion('kind', [
    penSchema,
    highlighterSchema,
    lineSchema,
    arrowSchema,
    rectangleSchema,
    ellipseSchema,
    textElementSchema,
    pinSchema,
  ])
  .readonly();

export type PenElement = Readonly<z.infer<typeof penSchema>>;
export type HighlighterElement = Readonly<z.infer<typeof highlighterSchema>>;
export type LineElement = Readonly<z.infer<typeof lineSchema>>;
export type ArrowElement = Readonly<z.infer<typeof arrowSchema>>;
export type RectangleElement = Readonly<z.infer<typeof rectangleSchema>>;
export type EllipseElement = Readonly<z.infer<typeof ellipseSchema>>;
export type TextElement = Readonly<z.infer<typeof textElementSchema>>;
export type PinElement = Readonly<z.infer<typeof pinSchema>>;
export type SpanElement = LineElement | ArrowElement | RectangleElement | EllipseElement;
export type AnnotationElement = PenElement | HighlighterElement | SpanElement | TextElement | PinElement;

/** Returns every point that an element is made of. */
export function pointsOf(element: AnnotationElement): readonly FramePoint[] {
  switch (element.kind) {
    case 'pen':
    case 'highlighter':
      return element.points;
    case 'line':
    case 'arrow':
    case 'rectangle':
    case 'ellipse':
      return [element.from, element.to];
    case 'text':
    case 'pin':
      return [element.at];
  }
}

/** Reads an element for a frame from an unchecked value, or names what is wrong with it. Never throws. */
export function decodeElement(value: unknown, frame: FrameSize): AnnotationDecoded<AnnotationElement> {
  const parsed = annotationElementSchema.safeParse(value);
  if (!parsed.success) return { ok: false, refusal: refusalOf(parsed.error) };
  if (!pointsOf(parsed.data).every((point) => withinReach(point, frame))) {
    return { ok: false, refusal: refusal('outside-frame', 'A mark may not lie far outside its frame.') };
  }
  return { ok: true, value: parsed.data };
}
