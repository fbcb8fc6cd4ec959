import { z } from 'zod';
import { annotationChangeSchema } from '../annotation/board';
import { frameSizeSchema } from '../annotation/frame-point';
import { annotationLimits } from '../annotation/limits';
import { strokeBatchSchema } from '../annotation/stroke-batch';
import { hashSchema } from '../blob';
import { identifierSchema } from '../names';

const sessionId = identifierSchema;
const id = identifierSchema;
const frameId = identifierSchema;
const { width, height } = frameSizeSchema.unwrap().shape;
/** The `seq` of the event the command made, or had made when it came before. */
const recorded = z.object({ seq: z.number().int().positive() });
const done = z.null();

/** The requests for annotating. */
export const annotationRequests = {
  /** Freezes a picture that was written with PUT to `app://console/blobs/<sessionId>`, on both sides. */
  'freeze-frame': {
    arguments: z.object({ sessionId, id, frameId, hash: hashSchema, width, height }),
    result: recorded,
  },
  /** Writes finished, changed and removed marks; one entry of the log. */
  'change-annotation': {
    arguments: z.object({
      sessionId,
      id,
      frameId,
      changes: z.array(annotationChangeSchema).min(1).max(annotationLimits.changesPerEvent),
    }),
    result: recorded,
  },
  'clear-annotation': { arguments: z.object({ sessionId, id, frameId }), result: recorded },
  /** Keeps the frozen picture with its marks, drawn into a PNG that was written with PUT; main adds the marks as data. Possible after the end too. */
  'save-annotation': {
    arguments: z.object({ sessionId, id, frameId, hash: hashSchema, width, height }),
    result: recorded,
  },
  /** Shows the customer a growing stroke; nothing is written. */
  'draw-stroke': { arguments: z.object({ sessionId, batch: strokeBatchSchema }), result: done },
  'cancel-stroke': { arguments: z.object({ sessionId, strokeId: identifierSchema }), result: done },
} as const;
