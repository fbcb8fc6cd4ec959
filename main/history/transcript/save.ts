import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { TranscriptFormat } from '../../../shared/ipc/history-requests';
import { htmlTranscript } from './html';
import { jsonTranscript } from './json';
import type { TranscriptPieces, TranscriptSource } from './source';
import { textTranscript } from './text';

/** Returns a transcript in the requested format. */
export function transcriptIn(format: TranscriptFormat, source: TranscriptSource): TranscriptPieces {
  switch (format) {
    case 'html':
      return htmlTranscript(source);
    case 'json':
      return jsonTranscript(source);
    case 'text':
      return textTranscript(source);
  }
}

/** Writes pieces to a file, which is there whole or as it was before. @throws when the disk refuses. */
export async function saveWhole(
  path: string,
  pieces: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  const partial = `${path}.${randomBytes(6).toString('hex')}.partial`;
  try {
    const file = await open(partial, 'wx', 0o600);
    try {
      for await (const piece of pieces) await file.appendFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
}
