import type { LogRow } from './log-index';

/** The height of every event, day and typing row, in pixels at a text size of 100 %. */
export const plainRowHeight = 26;
/** A saved still's row with its thumbnail below the words. */
export const stillRowHeight = 114;
const charactersPerLine = 36;
const lineHeight = 18;
const cardWithName = 41;
const cardWithoutName = 20;

/** The height of a row before it is measured, in pixels: exact for plain rows, near for messages. */
export function estimatedHeight(row: LogRow | undefined): number {
  if (row?.kind === 'event' && row.event.kind === 'annotation-saved') return stillRowHeight;
  if (row?.kind !== 'message') return plainRowHeight;
  let lines = 0;
  for (const line of row.event.text.split('\n')) {
    lines += Math.max(1, Math.ceil(line.length / charactersPerLine));
  }
  return lines * lineHeight + (row.continues ? cardWithoutName : cardWithName);
}
