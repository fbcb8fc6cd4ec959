import type { Blob } from '../../../shared/blob';
import { blobSchema } from '../../../shared/blob';
import type { RawEntry } from '../rows';

/** Returns the blob an entry refers to, whatever its kind. */
export function blobOf(entry: RawEntry): Blob | undefined {
  const blob = blobSchema.safeParse(entry.blob);
  return blob.success ? blob.data : undefined;
}

/** Returns whether a blob is a picture, which a transcript includes; recordings are only named. */
export function isPicture(blob: Blob): boolean {
  return blob.type.startsWith('image/');
}
