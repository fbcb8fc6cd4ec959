import { z } from 'zod';
import { annotationLimits } from './limits';

const coordinate = z
  .number()
  .min(-annotationLimits.reach * annotationLimits.imageSidePixels)
  .max(annotationLimits.reach * annotationLimits.imageSidePixels);

/** A place in the frozen frame: pixels from the image's top left corner, y downward, fractions allowed. */
export const framePointSchema = z.object({ x: coordinate, y: coordinate }).brand<'FramePoint'>().readonly();
export type FramePoint = z.infer<typeof framePointSchema>;

/** A frame point with the pointer's pressure there, from 0 to 1; 0.5 where the pointer has none. */
export const inkPointSchema = z
  .object({ x: coordinate, y: coordinate, pressure: z.number().min(0).max(1) })
  .brand<'FramePoint'>()
  .readonly();
export type InkPoint = z.infer<typeof inkPointSchema>;

/** A place in a window's view: CSS pixels from the view's top left corner, y downward. */
export type ViewPoint = Readonly<{ x: number; y: number }> & z.$brand<'ViewPoint'>;

/** The size of a frozen frame, in pixels. */
export const frameSizeSchema = z
  .object({
    width: z.number().int().positive().max(annotationLimits.imageSidePixels),
    height: z.number().int().positive().max(annotationLimits.imageSidePixels),
  })
  .readonly();
export type FrameSize = z.infer<typeof frameSizeSchema>;

/** Marks a pair of numbers as frame pixels. */
export function framePoint(x: number, y: number): FramePoint {
  return { x, y } as FramePoint;
}

/** Marks a pair of numbers and a pressure (0 to 1) as a point of a stroke in frame pixels. */
export function inkPoint(x: number, y: number, pressure: number): InkPoint {
  return { x, y, pressure } as InkPoint;
}

/** Marks a pair of numbers as a view's CSS pixels. */
export function viewPoint(x: number, y: number): ViewPoint {
  return { x, y } as ViewPoint;
}

/** The grid that kept and sent coordinates lie on, in steps per frame pixel. */
export const stepsPerPixel = 16;

/** Returns the nearest coordinate on the grid, at most 1/32 pixel away. */
export function onGrid(coordinate: number): number {
  return Math.round(coordinate * stepsPerPixel) / stepsPerPixel + 0;
}

/** Returns the nearest point on the grid. */
export function pointOnGrid(point: FramePoint): FramePoint {
  return framePoint(onGrid(point.x), onGrid(point.y));
}

/** Returns the nearest point on the grid, with its pressure in hundredths. */
export function inkOnGrid(point: InkPoint): InkPoint {
  return inkPoint(onGrid(point.x), onGrid(point.y), Math.round(point.pressure * 100) / 100);
}

/** Returns the point, or the nearest one to it that is at most one frame length away from the frame. */
export function nearFrame(point: FramePoint, frame: FrameSize): FramePoint {
  const slack = Math.max(frame.width, frame.height);
  return framePoint(
    Math.min(frame.width + slack, Math.max(-slack, point.x)),
    Math.min(frame.height + slack, Math.max(-slack, point.y)),
  );
}

/** Returns whether a coordinate pair is one that a tool can produce on this frame. */
export function withinReach(point: FramePoint, frame: FrameSize): boolean {
  const reach = annotationLimits.reach * Math.max(frame.width, frame.height);
  return Math.abs(point.x) <= reach && Math.abs(point.y) <= reach;
}
