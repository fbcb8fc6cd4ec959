import type { Blob } from '../../../shared/blob';
import type { SessionState } from '../../../shared/session/session-state';
import type { ChainedEntry } from '../session-store';

/** What a transcript is made of. */
export interface TranscriptSource {
  readonly sessionId: string;
  /** What the log amounts to. */
  readonly state: SessionState;
  /** Returns the whole log, oldest first, read lazily. */
  readonly entries: () => Iterable<ChainedEntry>;
  /** A kept picture's bytes; undefined if it is no longer kept. */
  readonly readPicture: (blob: Blob) => Promise<Uint8Array | undefined>;
  /** In milliseconds since the Unix epoch. */
  readonly exportedAt: number;
  /** Of Sightline. */
  readonly version: string;
  /** In which times are shown, e.g. `Europe/Stockholm`. */
  readonly timeZone: string;
}

/** What a transcript is written as, piece by piece, so that no picture more than one is in memory at once. */
export type TranscriptPieces = AsyncGenerator<string, void, undefined>;

/** The version of the transcript's format; see docs/transcript.md. */
export const transcriptVersion = 1;

/** Returns the beginning of JSON transcripts and of the data in HTML ones. */
export function transcriptHead({ sessionId, exportedAt, version }: TranscriptSource) {
  return {
    format: 'sightline-transcript',
    version: transcriptVersion,
    sessionId,
    exportedAt,
    exportedBy: `Sightline ${version}`,
  } as const;
}
