import { z } from 'zod';
import { hashSchema } from '../../shared/blob';

const writtenSchema = z.object({ hash: hashSchema, size: z.number().int().nonnegative() });

/** A picture that main has written: its SHA-256 and its size in bytes. */
export type WrittenBlob = z.infer<typeof writtenSchema>;

/** Where the chunks of a recording go, by POST and in order. */
export function addressOfRecording(sessionId: string, recordingId: string): string {
  return `app://console/recordings/${sessionId}/${recordingId}`;
}

/** Keeps a picture with its session. @throws where main does not write it. */
export async function writeBlob(sessionId: string, picture: Blob): Promise<WrittenBlob> {
  const answer = await fetch(`app://console/blobs/${sessionId}`, {
    method: 'PUT',
    headers: { 'Content-Type': picture.type },
    body: picture,
  });
  if (!answer.ok) throw new Error(`The picture could not be written (${answer.status}).`);
  return writtenSchema.parse(await answer.json());
}
