import { z } from 'zod';
import { hashSchema, type PictureType, pictureTypeSchema } from '../../shared/blob';
import { parseJson } from '../../shared/read-text';
import { RequestRefusedError } from '../session/pending-requests';
import type { SessionClient } from '../session/session-client';

/** A picture the console holds, as commands name it. */
export interface UploadedPicture {
  readonly hash: string;
  readonly width: number;
  readonly height: number;
}

/** Why a picture did not arrive. */
export type UploadProblem =
  | 'refused'
  | 'too-large'
  | 'too-many-pixels'
  | 'wrong-type'
  | 'too-many'
  | 'no-space'
  | 'no-connection'
  | 'stopped';

/** A picture that did not arrive, and why. */
export class UploadFailedError extends Error {
  constructor(readonly problem: UploadProblem) {
    super(`The picture did not arrive: ${problem}`);
    this.name = 'UploadFailedError';
  }
}

const answerSchema = z.looseObject({ hash: hashSchema });

/** Sends pictures to the console, each with a grant of its own. */
export class PictureUploads {
  readonly #client: SessionClient;
  readonly #running = new Set<XMLHttpRequest>();

  constructor(client: SessionClient) {
    this.#client = client;
  }

  /** Sends a picture of unknown size in pixels. Rejects with an UploadFailedError or where it is no picture. */
  async send(blob: Blob, onProgress: (part: number) => void): Promise<UploadedPicture> {
    const bitmap = await createImageBitmap(blob);
    const { width, height } = bitmap;
    bitmap.close();
    return { ...(await this.sendBytes(blob, pictureTypeSchema.parse(blob.type), onProgress)), width, height };
  }

  /** Sends the bytes of a picture; `onProgress` is told the part sent, 0 to 1. Rejects with an UploadFailedError. */
  async sendBytes(
    blob: Blob,
    type: PictureType,
    onProgress: (part: number) => void,
    signal?: AbortSignal,
  ): Promise<{ readonly hash: string }> {
    const { path } = await this.#client
      .ask('request-upload', { type, size: blob.size })
      .catch((error: unknown) => {
        const isLost = error instanceof RequestRefusedError && error.code === 'no-connection';
        throw new UploadFailedError(isLost ? 'no-connection' : 'refused');
      });
    if (signal?.aborted === true) throw new UploadFailedError('stopped');
    return this.#put(path, blob, type, onProgress, signal);
  }

  /** Breaks off whatever is on its way. */
  stop(): void {
    for (const request of [...this.#running]) request.abort();
  }

  #put(
    path: string,
    blob: Blob,
    type: PictureType,
    onProgress: (part: number) => void,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly hash: string }> {
    // XMLHttpRequest, as `fetch` does not tell how far an upload is.
    const request = new XMLHttpRequest();
    this.#running.add(request);
    const abort = (): void => request.abort();
    signal?.addEventListener('abort', abort);
    return new Promise<{ readonly hash: string }>((resolve, reject) => {
      const fail = (problem: UploadProblem) => () => reject(new UploadFailedError(problem));
      request.upload.addEventListener('progress', ({ loaded, total }) =>
        onProgress(total > 0 ? loaded / total : 0),
      );
      request.addEventListener('error', fail('no-connection'));
      request.addEventListener('abort', fail('stopped'));
      request.addEventListener('load', () => {
        const answer = answerSchema.safeParse(parseJson(request.responseText));
        if (request.status === 201 && answer.success) resolve({ hash: answer.data.hash });
        else reject(new UploadFailedError(problemOf(request.status)));
      });
      // Only a path of this site: a picture goes nowhere else.
      request.open('PUT', new URL(path, window.location.origin).pathname);
      request.setRequestHeader('Content-Type', type);
      request.send(blob);
    }).finally(() => {
      this.#running.delete(request);
      signal?.removeEventListener('abort', abort);
    });
  }
}

function problemOf(status: number): UploadProblem {
  switch (status) {
    case 409:
      return 'too-many';
    case 411:
    case 413:
      return 'too-large';
    case 415:
      return 'wrong-type';
    case 422:
      return 'too-many-pixels';
    case 507:
      return 'no-space';
    default:
      return 'refused';
  }
}
