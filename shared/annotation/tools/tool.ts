import { z } from 'zod';
import type { FrameSize } from '../frame-point';
import { type Ink, inkSchema, type StrokeWidth, strokeWidthSchema } from '../ink';

export const toolSchema = z.enum([
  'pen',
  'highlighter',
  'line',
  'arrow',
  'rectangle',
  'ellipse',
  'text',
  'pin',
  'eraser',
  'laser',
  'select',
]);
/** What the representative can hold over a picture. */
export type Tool = z.infer<typeof toolSchema>;

/** What is remembered of the annotation bar from one time to the next. */
export const toolChoiceSchema = z
  .object({ tool: toolSchema, colour: inkSchema, width: strokeWidthSchema })
  .readonly();
export type ToolChoice = z.infer<typeof toolChoiceSchema>;

export const firstToolChoice: ToolChoice = { tool: 'arrow', colour: 'red', width: 'medium' };

/** With what a new mark begins. */
export interface MarkStart {
  readonly id: string;
  /** See `nextOrder`. */
  readonly order: number;
  readonly colour: Ink;
  readonly width: StrokeWidth;
  readonly frame: FrameSize;
}

/** Returns the fields that every element has, at its first version. */
export function markFields({ id, order, colour, width }: MarkStart) {
  return { id, version: 1, order, colour, width };
}

/** The least length, in frame units, that makes a drag a mark rather than a click. */
export const shortestSpan = 3;
