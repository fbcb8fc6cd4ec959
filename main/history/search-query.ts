import type { HistoryRow } from '../../shared/ipc/history-requests';

/** How many words of a search are looked for; more would not tell sessions apart. */
const mostWords = 12;

/**
 * Returns the full-text queries that must all match a session: one per word typed, never taken as query syntax;
 * the last may be the beginning of a word.
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

/** Returns the text of a snippet, in which U+0002 and U+0003 enclose each match, and where the matches are. */
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
