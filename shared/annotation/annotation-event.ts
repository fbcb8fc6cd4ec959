import { z } from 'zod';
import { blobSchema } from '../blob';
import { identifierSchema } from '../names';
import { annotationChangeSchema } from './board';
import { frameSizeSchema } from './frame-point';
import { annotationLimits } from './limits';

const frameId = identifierSchema;
const { width, height } = frameSizeSchema.unwrap().shape;

/** What annotating amounts to in the session log; strokes in motion are no events. */
export const annotationEventSchemas = [
  /** The picture on display was frozen: `image` is what both sides show until the annotation is cleared. */
  z.object({ kind: z.literal('annotation-began'), frameId, image: blobSchema, width, height }),
  /** Marks were finished, changed or removed. */
  z.object({
    kind: z.literal('annotation-changed'),
    frameId,
    changes: z.array(annotationChangeSchema).min(1).max(annotationLimits.changesPerEvent),
  }),
  /** The frozen picture is gone, and the video resumes. */
  z.object({ kind: z.literal('annotation-cleared'), frameId }),
  /** The representative kept the frozen picture with its marks: as a picture, and the marks as data. */
  z.object({
    kind: z.literal('annotation-saved'),
    frameId,
    blob: blobSchema,
    vectors: blobSchema,
    width,
    height,
  }),
] as const;

export const annotationEventSchema = z.discriminatedUnion('kind', annotationEventSchemas);
export type AnnotationEvent = z.infer<typeof annotationEventSchema>;
