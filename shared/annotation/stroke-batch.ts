import { z } from 'zod';
import { identifierSchema } from '../names';
import {
  type FramePoint,
  type FrameSize,
  frameSizeSchema,
  type InkPoint,
  inkPoint,
  stepsPerPixel,
  withinReach,
} from './frame-point';
import { type Ink, inkSchema, type StrokeWidth, strokeWidthSchema } from './ink';
import { type AnnotationDecoded, annotationLimits, refusal, refusalOf } from './limits';

/** The tools whose marks the other side sees being drawn; a text arrives when it is finished. */
export const liveToolSchema = z.enum([
  'pen',
  'highlighter',
  'line',
  'arrow',
  'rectangle',
  'ellipse',
  'laser',
]);
export type LiveTool = z.infer<typeof liveToolSchema>;

const { pointsPerBatch, samplesPerStroke, reach, imageSidePixels } = annotationLimits;

/** A difference between two coordinates that are both in reach, in steps of 1/16 pixel. */
const step = z
  .number()
  .int()
  .min(-2 * reach * imageSidePixels * stepsPerPixel)
  .max(2 * reach * imageSidePixels * stepsPerPixel);
const pressure = z.number().int().min(0).max(100);

/** What one animation frame adds to a stroke in motion. */
export const strokeBatchSchema = z
  .object({
    kind: z.literal('stroke-batch'),
    /** The frozen frame; null for the laser pointer over a live picture. */
    frameId: identifierSchema.nullable(),
    /** The frame in which the points lie, in pixels. */
    frame: frameSizeSchema,
    /** The `id` that the finished element will have. */
    strokeId: identifierSchema,
    tool: liveToolSchema,
    colour: inkSchema,
    width: strokeWidthSchema,
    /** How many points of the stroke come before these; later ones already received are replaced. */
    from: z.number().int().nonnegative().max(samplesPerStroke),
    /** x and y in turn, in steps of 1/16 pixel: the first point from the frame's origin, the others from the one before. */
    points: z
      .array(step)
      .min(2)
      .max(2 * pointsPerBatch)
      .readonly(),
    /** In hundredths, one for each point; left out where each is 50. */
    pressures: z.array(pressure).max(pointsPerBatch).readonly().optional(),
  })
  .readonly();
export type StrokeBatch = z.infer<typeof strokeBatchSchema>;

/** Takes a stroke in motion back (Escape); a finished one is replaced by its element. */
export const strokeCancelledSchema = z
  .object({ kind: z.literal('stroke-cancelled'), strokeId: identifierSchema })
  .readonly();

/** A batch with its points as places. */
export interface StrokePart {
  readonly frameId: string | null;
  readonly frame: FrameSize;
  readonly strokeId: string;
  readonly tool: LiveTool;
  readonly colour: Ink;
  readonly width: StrokeWidth;
  readonly from: number;
  readonly points: readonly InkPoint[];
}

/**
 * Packs points for the wire, each at most 1/32 pixel off.
 * @throws RangeError when there is no point or there are more than one batch may have.
 */
export function encodeStrokePart(part: StrokePart): StrokeBatch {
  if (part.points.length === 0 || part.points.length > pointsPerBatch) {
    throw new RangeError(`A stroke batch has 1 to ${pointsPerBatch} points, not ${part.points.length}.`);
  }
  const points: number[] = [];
  const pressures: number[] = [];
  let [lastX, lastY] = [0, 0];
  for (const point of part.points) {
    const x = Math.round(point.x * stepsPerPixel);
    const y = Math.round(point.y * stepsPerPixel);
    // Adding 0 makes -0 into 0, which JSON does not tell apart.
    points.push(x - lastX + 0, y - lastY + 0);
    pressures.push(Math.round(point.pressure * 100) + 0);
    [lastX, lastY] = [x, y];
  }
  const { frameId, frame, strokeId, tool, colour, width, from } = part;
  const batch = {
    kind: 'stroke-batch',
    frameId,
    frame,
    strokeId,
    tool,
    colour,
    width,
    from,
    points,
  } as const;
  return pressures.every((each) => each === 50) ? batch : { ...batch, pressures };
}

/** Packs any number of points of a stroke into as few batches as they need. */
export function encodeStrokeParts(part: StrokePart): readonly StrokeBatch[] {
  const batches: StrokeBatch[] = [];
  for (let start = 0; start < part.points.length; start += pointsPerBatch) {
    const points = part.points.slice(start, start + pointsPerBatch);
    batches.push(encodeStrokePart({ ...part, from: part.from + start, points }));
  }
  return batches;
}

/** Reads a batch from an unchecked value, or names what is wrong with it. Never throws. */
export function decodeStrokeBatch(value: unknown): AnnotationDecoded<StrokePart> {
  const parsed = strokeBatchSchema.safeParse(value);
  if (!parsed.success) return { ok: false, refusal: refusalOf(parsed.error) };
  const { points: steps, pressures, kind: _kind, ...rest } = parsed.data;
  const count = steps.length / 2;
  if (!Number.isInteger(count) || (pressures !== undefined && pressures.length !== count)) {
    return { ok: false, refusal: refusal('invalid-annotation', 'A batch needs whole points.') };
  }
  if (rest.from + count > samplesPerStroke) {
    return { ok: false, refusal: refusal('too-many-points', `At most ${samplesPerStroke} points a stroke.`) };
  }
  const points = placesOf(steps, pressures);
  if (!points.every((point) => withinReach(point, rest.frame))) {
    return { ok: false, refusal: refusal('outside-frame', 'A stroke may not lie far outside its frame.') };
  }
  return { ok: true, value: { ...rest, points } };
}

function placesOf(steps: readonly number[], pressures: readonly number[] | undefined): readonly InkPoint[] {
  const points: InkPoint[] = [];
  let [x, y] = [0, 0];
  for (let index = 0; index < steps.length; index += 2) {
    x += steps[index] ?? 0;
    y += steps[index + 1] ?? 0;
    points.push(inkPoint(x / stepsPerPixel, y / stepsPerPixel, (pressures?.[index / 2] ?? 50) / 100));
  }
  return points;
}

/** Returns the points that a span tool's draft sends in each batch, always as the first two. */
export function spanPoints(from: FramePoint, to: FramePoint): readonly InkPoint[] {
  return [inkPoint(from.x, from.y, 0.5), inkPoint(to.x, to.y, 0.5)];
}
