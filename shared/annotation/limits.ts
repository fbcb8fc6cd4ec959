import type { z } from 'zod';
import { describeIssue } from '../read-text';

/** Bounds on annotations; breaking one gives a named refusal. */
export const annotationLimits = {
  /** Elements on one frozen frame. */
  elementsPerFrame: 10_000,
  /** Elements of one frozen frame that were removed, which are remembered until Clear. */
  removalsPerFrame: 20_000,
  /** Points of one finished pen or highlighter mark, so that it fits one message as JSON. */
  pointsPerElement: 1_024,
  /** Pointer samples of one stroke while it is drawn. */
  samplesPerStroke: 8_192,
  /** Points in one stroke batch. */
  pointsPerBatch: 512,
  /** Changes in one entry of the log. */
  changesPerEvent: 200,
  /** Bytes of one entry's changes, as JSON in UTF-8, so that it fits one message. */
  changeBytes: 48 * 1024,
  /** Characters of one text mark. */
  textCharacters: 500,
  /** The highest number of a pin. */
  pinNumber: 9_999,
  /** Pixels of a frozen frame's longer side. */
  imageSidePixels: 8_192,
  /** Pixels of a frozen frame in all. */
  imagePixels: 40_000_000,
  /** Bytes of a frozen frame's image. */
  imageBytes: 32 * 1024 * 1024,
  /** How far from the frame's origin a coordinate may lie, in lengths of the frame's longer side. */
  reach: 8,
} as const;

/** Every way in which an annotation can be refused. */
export const annotationRefusalCodes = [
  'invalid-annotation',
  'too-many-elements',
  'too-many-points',
  'text-too-long',
  'image-too-large',
  'outside-frame',
  'frame-not-shown',
] as const;
export type AnnotationRefusalCode = (typeof annotationRefusalCodes)[number];

/** Why an annotation was refused, for a program (`code`) and for a developers' log (`message`). */
export interface AnnotationRefusal {
  readonly code: AnnotationRefusalCode;
  readonly message: string;
}

/** A decoded value, or why there is none. */
export type AnnotationDecoded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: AnnotationRefusal };

/** Makes a refusal. */
export function refusal(code: AnnotationRefusalCode, message: string): AnnotationRefusal {
  return { code, message };
}

/** Names the refusal for what a schema found wrong. */
export function refusalOf(error: z.ZodError): AnnotationRefusal {
  const issue = error.issues[0];
  const field = issue?.path.at(-1);
  const message = describeIssue(error);
  if (issue?.code !== 'too_big') return refusal('invalid-annotation', message);
  if (field === 'points' || field === 'pressures') return refusal('too-many-points', message);
  if (field === 'text') return refusal('text-too-long', message);
  return refusal('invalid-annotation', message);
}

/** Checks the image of a frame about to be frozen; null when it may be sent. `bytes` of the encoded image. */
export function checkFrameImage(image: {
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}): AnnotationRefusal | null {
  const { width, height, bytes } = image;
  const { imageSidePixels, imagePixels, imageBytes } = annotationLimits;
  if (Math.max(width, height) > imageSidePixels || width * height > imagePixels) {
    return refusal('image-too-large', `A frozen frame may have at most ${imageSidePixels} pixels a side.`);
  }
  if (bytes > imageBytes) {
    return refusal('image-too-large', `A frozen frame may have at most ${imageBytes} bytes.`);
  }
  return null;
}
