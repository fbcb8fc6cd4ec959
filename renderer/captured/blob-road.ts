import { z } from 'zod';
import { hashSchema } from '../../shared/blob';
import { ToldError } from '../kit/told-error';

const writtenSchema = z.object({ hash: hashSchema, size: z.number().int().nonnegative() });

/** A picture that main has written: its SHA-256 and its size in bytes. */
export type WrittenBlob = z.infer<typeof writtenSchema>;

/** Main did not write what it was given. */
export class NotWrittenError extends ToldError {
  readonly isDiskFull: boolean;

  /** `status` is main's answer; 0 where none came. */
  constructor(status: number, options?: ErrorOptions) {
    const isDiskFull = status === 507;
    super(
      isDiskFull
        ? 'The disk is full. Free some space, then try again.'
        : 'It could not be written to disk. Check the disk, then try again; Help, Show logs says more.',
      options,
    );
    this.isDiskFull = isDiskFull;
  }
}

/** Adds a piece at the end of a recording; pieces go in order. @throws NotWrittenError */
export async function writeRecordingPiece(
  sessionId: string,
  recordingId: string,
  piece: Blob,
): Promise<void> {
  await send(`app://console/recordings/${sessionId}/${recordingId}`, { method: 'POST', body: piece });
}

/** Keeps a picture with its session. @throws NotWrittenError */
export async function writeBlob(sessionId: string, picture: Blob): Promise<WrittenBlob> {
  const answer = await send(`app://console/blobs/${sessionId}`, {
    method: 'PUT',
    headers: { 'Content-Type': picture.type },
    body: picture,
  });
  return writtenSchema.parse(await answer.json());
}

async function send(address: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address, init);
  } catch (error) {
    throw new NotWrittenError(0, { cause: error });
  }
  if (!answer.ok) throw new NotWrittenError(answer.status);
  return answer;
}
