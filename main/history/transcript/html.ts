import { createHash } from 'node:crypto';
import { type SessionEvent, sessionEventSchema } from '../../../shared/session/session-event';
import type { ToldNames } from '../../../shared/session/told/names';
import { isWorded, tell } from '../../../shared/session/told/tell';
import type { SystemInformationReport } from '../../../shared/system-information/report';
import { chainStart } from '../chain';
import type { ChainedEntry } from '../session-store';
import { blobOf, isPicture } from './blobs-of';
import { factsOf, timeText } from './facts';
import { style } from './html-style';
import { type TranscriptPieces, type TranscriptSource, transcriptHead } from './source';
import { isTold, namesOf, transcriptWords, unreadEntry } from './words';

/**
 * Returns a transcript as a single HTML file that needs nothing else and runs no script. It includes the data
 * described in docs/transcript.md and the SHA-256 of each entry as shown.
 */
export async function* htmlTranscript(source: TranscriptSource): TranscriptPieces {
  const names = namesOf(source.state);
  const title = `Session with ${names.customer}`;
  const facts = factsOf(source).map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`);
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="generator" content="Sightline ${escaped(source.version)}">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<dl>${facts.join('')}</dl>
<ol>
`;
  const data: string[] = [];
  let last = chainStart(source.sessionId);
  for (const chained of source.entries()) {
    last = chained.hash;
    const shown = await shownEntry(chained, source, names);
    const item = { hash: chained.hash, shown: shown === '' ? null : sha256(shown), entry: chained.entry };
    data.push(JSON.stringify(item).replaceAll('<', '\\u003c'));
    if (shown !== '') yield `<!--entry ${String(chained.entry.seq)}-->${shown}<!--/entry-->\n`;
  }
  yield `</ol>
<footer>Written by Sightline on ${escaped(timeText(source.exportedAt, source.timeZone))}. Hash of the last entry: <code>${last}</code></footer>
</main>
<script type="application/json" id="sightline-transcript">
`;
  yield JSON.stringify(transcriptHead(source), null, 2).slice(0, -2).replaceAll('<', '\\u003c');
  yield ',\n  "entries": [\n';
  for (const [index, item] of data.entries()) yield `    ${item}${index === data.length - 1 ? '' : ','}\n`;
  yield `  ],\n  "lastHash": ${JSON.stringify(last)}\n}\n</script>\n</body>\n</html>\n`;
}

async function shownEntry(
  { entry }: ChainedEntry,
  source: TranscriptSource,
  names: ToldNames,
): Promise<string> {
  const read = sessionEventSchema.safeParse(entry);
  if (read.success && !isTold(read.data)) return '';
  const at = Number(entry.at);
  const time = `<time datetime="${new Date(at).toISOString()}">${timeText(at, source.timeZone)}</time>`;
  if (!read.success) return `<li class="event">${time}<p>${unreadEntry}</p></li>`;
  const event = read.data;
  const words = `<p>${escaped(transcriptWords(event, names))}</p>`;
  if (event.kind === 'chat-message-sent') {
    const author = event.by === 'customer' ? names.customer : names.representative;
    return `<li class="message ${event.by}">${time}<b>${escaped(author)}</b>${words}</li>`;
  }
  return `<li class="event">${time}${words}${reportOf(event)}${await pictureOf(source, entry, escaped(isWorded(event) ? tell(event, names).text : ''))}</li>`;
}

async function pictureOf(
  { readPicture }: TranscriptSource,
  entry: ChainedEntry['entry'],
  alternative: string,
): Promise<string> {
  const blob = blobOf(entry);
  if (blob === undefined || !isPicture(blob)) return '';
  const bytes = await readPicture(blob);
  if (bytes === undefined) return `<p class="lost">The picture ${blob.hash} is not kept any more.</p>`;
  return `<img alt="${alternative}" src="data:${blob.type};base64,${Buffer.from(bytes).toString('base64')}">`;
}

function reportOf(event: SessionEvent): string {
  return event.kind === 'system-information-reported' ? reportTable(event.report) : '';
}

function reportTable({ sections }: SystemInformationReport): string {
  const rows = sections.map(({ title, items }) => {
    const lines = items.map(({ label, value, unit, source }) => {
      const text = value === null ? 'not available' : `${value}${unit === undefined ? '' : ` ${unit}`}`;
      return `<tr><td>${escaped(label)}</td><td>${escaped(text)}</td><td>${source.replace('-', ' ')}</td></tr>`;
    });
    return `<tr><th colspan="3" scope="rowgroup">${escaped(title)}</th></tr>${lines.join('')}`;
  });
  return `<details><summary>Show system information</summary><table>${rows.join('')}</table></details>`;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
