import { z } from 'zod';
import { frameSizeSchema } from '../annotation/frame-point';
import { strokeBatchSchema } from '../annotation/stroke-batch';
import { hashSchema } from '../blob';
import { identifierSchema } from '../names';
import { recordedSchema } from './session-commands';

const sessionId = identifierSchema;
const id = identifierSchema;
const frameId = identifierSchema;
const { width, height } = frameSizeSchema.unwrap().shape;
const done = z.null();

/** The requests for annotating. */
export const annotationRequests = {
  /** Keeps the frozen picture with its marks, drawn into a PNG that was written with PUT; main adds the marks as data. Possible after the end too. */
  'save-annotation': {
    arguments: z.object({ sessionId, id, frameId, hash: hashSchema, width, height }),
    result: recordedSchema,
  },
  /** Shows the customer a growing stroke; nothing is written. */
  'draw-stroke': { arguments: z.object({ sessionId, batch: strokeBatchSchema }), result: done },
  'cancel-stroke': { arguments: z.object({ sessionId, strokeId: identifierSchema }), result: done },
} as const;
