import type { Blob } from '../../../shared/blob';
import { blobSchema } from '../../../shared/blob';
import type { RawEntry } from '../rows';

/** What an entry keeps beside the log, whatever its kind. */
export function blobOf(entry: RawEntry): Blob | undefined {
  const blob = blobSchema.safeParse(entry.blob);
  return blob.success ? blob.data : undefined;
}

/** Whether it is a picture, which a transcript holds; recordings are only named. */
export function isPicture(blob: Blob): boolean {
  return blob.type.startsWith('image/');
}
