import { sessionEventSchema } from '../../../shared/session/session-event';
import type { SystemInformationReport } from '../../../shared/system-information/report';
import { factsOf, timeText } from './facts';
import type { TranscriptPieces, TranscriptSource } from './source';
import { isTold, namesOf, transcriptWords, unreadEntry } from './words';

/** Returns a transcript as plain text, with pictures named by their hash. */
export async function* textTranscript(source: TranscriptSource): TranscriptPieces {
  const names = namesOf(source.state);
  yield `Transcript of a session with ${names.customer}\n\n`;
  for (const [name, value] of factsOf(source)) yield `${name}: ${indented(value)}\n`;
  yield '\n';
  let last = '';
  for (const { entry, hash } of source.entries()) {
    last = hash;
    const read = sessionEventSchema.safeParse(entry);
    if (read.success && !isTold(read.data)) continue;
    yield read.success
      ? `${timeText(read.data.at, source.timeZone)}  ${lineOf(read.data, names)}\n`
      : `${timeText(Number(entry.at), source.timeZone)}  [${unreadEntry}]\n`;
  }
  yield `\nHash of the last entry: ${last}\n`;
}

function lineOf(
  event: ReturnType<typeof sessionEventSchema.parse>,
  names: ReturnType<typeof namesOf>,
): string {
  const words = indented(transcriptWords(event, names));
  if (event.kind === 'chat-message-sent') {
    return `${event.by === 'customer' ? names.customer : names.representative}: ${words}`;
  }
  const report = event.kind === 'system-information-reported' ? reportLines(event.report) : '';
  return `[${words}]${report}`;
}

function reportLines({ sections }: SystemInformationReport): string {
  return sections
    .map(({ title, items }) => {
      const lines = items.map(
        ({ label, value, unit, source }) =>
          `\n    ${label}: ${value === null ? 'not available' : `${value}${unit === undefined ? '' : ` ${unit}`}`}${
            source === 'inferred' ? ' (inferred)' : ''
          }`,
      );
      return `\n  ${title}${lines.join('')}`;
    })
    .join('');
}

/** Returns text with every line after the first indented. */
function indented(text: string): string {
  return text.replaceAll('\n', '\n    ');
}
