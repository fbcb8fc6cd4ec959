// Says whether a transcript that Sightline wrote (HTML or JSON, see docs/transcript.md) is as it was written, or which entry
// was altered first. Needs Node alone. Exit code: 0 as written, 1 altered, 2 not readable.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Returns a JSON value as text with sorted keys and no white space. */
export function canonicalJson(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort((left, right) => (left < right ? -1 : 1));
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`).join(',')}}`;
}

/** Checks a transcript's text: `{ kind: 'as-written', entries }`, `{ kind: 'altered', seq, message }` or `{ kind: 'unreadable', message }`. */
export function verifyTranscript(text) {
  const isHtml = /^\s*<!doctype html/i.test(text);
  let data;
  try {
    data = JSON.parse(isHtml ? dataOfHtml(text) : text);
  } catch {
    return {
      kind: 'unreadable',
      message: 'This is no transcript in HTML or JSON. A transcript in plain text cannot be verified.',
    };
  }
  if (data?.format !== 'sightline-transcript' || !Array.isArray(data.entries)) {
    return { kind: 'unreadable', message: 'This is no transcript of Sightline.' };
  }
  if (data.version !== 1) {
    return {
      kind: 'unreadable',
      message: `The transcript is of version ${data.version}; this program knows version 1.`,
    };
  }
  const shown = isHtml ? shownIn(text) : undefined;
  let hash = sha256(`sightline-log-1 ${data.sessionId}`);
  for (const [index, item] of data.entries.entries()) {
    const seq = index + 1;
    const entry = item?.entry;
    if (entry?.seq !== seq) return altered(seq, `Entry ${seq} is missing, or out of its place.`);
    const about = `Entry ${seq} (${entry.kind}, ${timeText(entry.at)})`;
    hash = sha256(`${hash}\n${canonicalJson(entry)}`);
    if (hash !== item.hash) return altered(seq, `${about} was altered, or the hash of the one before it.`);
    const picture =
      entry.blob === undefined || entry.blob === null ? undefined : data.pictures?.[entry.blob.hash];
    if (picture !== undefined && sha256(Buffer.from(picture.base64, 'base64')) !== entry.blob.hash) {
      return altered(seq, `The picture of entry ${seq} (${entry.kind}, ${timeText(entry.at)}) was altered.`);
    }
    if (shown !== undefined && item.shown !== null) {
      const piece = shown.get(seq);
      if (piece === undefined) return altered(seq, `${about} is no longer shown.`);
      if (sha256(piece) !== item.shown)
        return altered(seq, `${about} is shown with other words or another picture.`);
    }
    if (shown !== undefined && item.shown === null && shown.has(seq)) {
      return altered(seq, `${about} is shown though it was not.`);
    }
  }
  if (data.lastHash !== hash) {
    return altered(data.entries.length + 1, `Entries after ${data.entries.length} are missing.`);
  }
  for (const seq of shown?.keys() ?? []) {
    if (seq > data.entries.length) return altered(seq, `Entry ${seq} is shown but was never written.`);
  }
  return { kind: 'as-written', entries: data.entries.length };
}

function altered(seq, message) {
  return { kind: 'altered', seq, message };
}

function timeText(at) {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? 'no time' : date.toISOString();
}

function dataOfHtml(text) {
  const start = '<script type="application/json" id="sightline-transcript">';
  const from = text.lastIndexOf(start);
  if (from < 0) throw new Error('no data');
  return text.slice(from + start.length, text.indexOf('</script>', from));
}

/** Returns what an HTML transcript shows of each entry, by its number. */
function shownIn(text) {
  const shown = new Map();
  for (const [, seq, piece] of text.matchAll(/<!--entry (\d+)-->(.*?)<!--\/entry-->/gs)) {
    // A number that comes twice is as good as altered.
    shown.set(Number(seq), shown.has(Number(seq)) ? '' : piece);
  }
  return shown;
}

function main([file]) {
  if (file === undefined) {
    console.error('Say which file: npm run verify-transcript -- FILE');
    return 2;
  }
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    console.error(`${file} cannot be read. Check its name and try again.`);
    return 2;
  }
  const result = verifyTranscript(text);
  if (result.kind === 'as-written') {
    console.log(`${file}: as written, ${result.entries} entries.`);
    return 0;
  }
  console.error(`${file}: ${result.message}`);
  return result.kind === 'altered' ? 1 : 2;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = main(process.argv.slice(2));
}
