import { plain } from '../kit/plain-text';
import { type LogNames, rowWords } from './entry-text';
import type { LogIndex } from './log-index';

/** The rows of a log in which a text stands; a long log is searched a stretch at a time, and each row once. */
export class LogFinder {
  readonly #found: number[] = [];
  readonly #wanted: string;
  #scanned = 0;

  /** Looks for `text` regardless of case and accents; an empty one is found nowhere. */
  constructor(
    readonly index: LogIndex,
    readonly text: string,
    readonly names: LogNames,
  ) {
    this.#wanted = plain(text.trim());
  }

  /** Looks through at most `rows` more rows. Returns whether the end of the log is reached. */
  step(rows: number): boolean {
    const end = this.#wanted === '' ? this.index.length : Math.min(this.index.length, this.#scanned + rows);
    for (; this.#scanned < end; this.#scanned += 1) {
      const row = this.#wanted === '' ? undefined : this.index.row(this.#scanned);
      if (row !== undefined && plain(rowWords(row, this.names)).includes(this.#wanted)) {
        this.#found.push(this.#scanned);
      }
    }
    return this.#scanned >= this.index.length;
  }

  /** How many rows hold the text, so far. */
  get count(): number {
    return this.#found.length;
  }

  /** The place of `row` among those found, from 1; 0 where it is not one. */
  place(row: number): number {
    const at = this.#after(row - 1);
    return this.#found[at] === row ? at + 1 : 0;
  }

  /** The next row found below `row`, or above it; beyond the end it goes on at the other. Undefined where none is. */
  from(row: number, direction: 'next' | 'previous'): number | undefined {
    const after = this.#after(direction === 'next' ? row : row - 1);
    return direction === 'next'
      ? (this.#found[after] ?? this.#found[0])
      : (this.#found[after - 1] ?? this.#found.at(-1));
  }

  /** How many found rows stand at or above `row`. */
  #after(row: number): number {
    let low = 0;
    let high = this.#found.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#found[middle] ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
