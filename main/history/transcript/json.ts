import { chainStart } from '../chain';
import { blobOf, isPicture } from './blobs-of';
import { type TranscriptPieces, type TranscriptSource, transcriptHead } from './source';

/** Returns a transcript as JSON (docs/transcript.md), from which the whole log and its pictures can be read back. */
export async function* jsonTranscript(source: TranscriptSource): TranscriptPieces {
  const head = JSON.stringify(transcriptHead(source), null, 2).slice(0, -2);
  yield `${head},\n  "entries": [`;
  let last = chainStart(source.sessionId);
  let separator = '\n';
  const pictures = new Map<string, NonNullable<ReturnType<typeof blobOf>>>();
  for (const { entry, hash } of source.entries()) {
    yield `${separator}    ${JSON.stringify({ hash, entry })}`;
    separator = ',\n';
    last = hash;
    const blob = blobOf(entry);
    if (blob !== undefined && isPicture(blob)) pictures.set(blob.hash, blob);
  }
  yield `\n  ],\n  "lastHash": ${JSON.stringify(last)},\n  "pictures": {`;
  separator = '\n';
  for (const [hash, blob] of pictures) {
    const bytes = await source.readPicture(blob);
    if (bytes === undefined) continue;
    yield `${separator}    ${JSON.stringify(hash)}: { "type": ${JSON.stringify(blob.type)}, "base64": "`;
    yield Buffer.from(bytes).toString('base64');
    yield '" }';
    separator = ',\n';
  }
  yield '\n  }\n}\n';
}
