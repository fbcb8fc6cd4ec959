import type { HistoryRow } from '../../shared/ipc/history-requests';

/** How many words of a search are looked for; more would not tell sessions apart. */
const mostWords = 12;

/**
 * The full-text queries that must all find something in a session: one for each word a person typed, which is never taken as
 * a query's syntax; the last may be the beginning of a word.
 */
export function queriesOf(text: string): readonly string[] | 'nothing-to-find' {
  const typed = text.trim();
  if (typed === '') return [];
  const words = typed
    .replaceAll('\0', ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, mostWords);
  if (words.length === 0) return 'nothing-to-find';
  return words.map((word, index) => {
    const quoted = `"${word.replaceAll('"', '""')}"`;
    return index === words.length - 1 ? `${quoted}*` : quoted;
  });
}

/** A piece of text in which U+0002 and U+0003 stand around what was found, as the text and the places in it. */
export function matchOf(seq: number, piece: string): NonNullable<HistoryRow['match']> {
  const marks: [number, number][] = [];
  const [before = '', ...parts] = piece.split('\u0002');
  let text = before;
  for (const part of parts) {
    const [found = '', after = ''] = part.split('\u0003');
    marks.push([text.length, text.length + found.length]);
    text += found + after;
  }
  return { seq, text, marks };
}
