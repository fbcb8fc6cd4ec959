import { z } from 'zod';

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** The types of picture a customer may show. */
export const pictureTypeSchema = z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);
export type PictureType = z.infer<typeof pictureTypeSchema>;

/** The types of picture, recording and data that are kept with a session. */
export const blobTypeSchema = z.enum([
  ...pictureTypeSchema.options,
  'video/webm',
  /** The marks of a saved annotation, as data. */
  'application/json',
]);

/** Bytes kept in the session's folder, named by what they are; events and IPC carry only this. */
export const blobSchema = z.object({
  hash: hashSchema,
  type: blobTypeSchema,
  /** In bytes. */
  size: z.number().int().nonnegative(),
});
export type Blob = z.infer<typeof blobSchema>;
export type BlobType = z.infer<typeof blobTypeSchema>;

/** Where the renderer reads a kept blob. */
export function blobAddress(sessionId: string, { hash }: Pick<Blob, 'hash'>): string {
  return `app://console/blobs/${sessionId}/${hash}`;
}
