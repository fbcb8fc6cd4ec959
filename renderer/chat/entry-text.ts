import { dayInWords, timeOfDay } from '../kit/clock';
import type { LogIndex, LogRow } from './log-index';
import { eventRowWords } from './row-words';

/** The names a log is told with. */
export interface LogNames {
  readonly customer: string;
  readonly representative: string;
}

/** What stands in a row, without its time: what a search looks at. */
export function rowWords(row: LogRow, names: LogNames): string {
  switch (row.kind) {
    case 'day':
      return '';
    case 'event':
      return eventRowWords(row.event, row.following ?? [], names.customer)?.text ?? '';
    case 'message':
      return row.event.text;
  }
}

/** One row as a line of text for the clipboard, e.g. "10:38:21 Maria Lindqvist: It works now." */
export function rowText(row: LogRow, names: LogNames, now: number): string {
  if (row.kind === 'day') return dayInWords(row.at, now);
  if (row.kind === 'message') {
    const author = row.event.by === 'customer' ? names.customer : names.representative;
    return `${timeOfDay(row.event.at)} ${author}: ${row.event.text}`;
  }
  const words = eventRowWords(row.event, row.following ?? [], names.customer);
  if (words === undefined) return '';
  const { text, detail, at } = words;
  return `${timeOfDay(at)} ${detail === '' ? text : `${text} (${detail})`}`;
}

/** The rows from `first` to `last` (both included) as lines of text. */
export function rowsText(index: LogIndex, first: number, last: number, names: LogNames, now: number): string {
  const lines: string[] = [];
  for (let at = Math.max(0, first); at <= last && at < index.length; at += 1) {
    const row = index.row(at);
    if (row !== undefined) lines.push(rowText(row, names, now));
  }
  return lines.filter((line) => line !== '').join('\n');
}
