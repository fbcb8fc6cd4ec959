import type { BlobType } from '../../shared/blob';
import { tidyText } from '../../shared/names';

const extensions: Readonly<Record<BlobType, readonly [string, ...string[]]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'video/webm': ['webm'],
  'application/json': ['json'],
};

/** Names that are devices on Windows, whatever their ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const longestStem = 120;

/** A name fit for a file on any system, from one that may come from a phone; its ending is that of its type. */
export function fileNameFor(suggested: string, type: BlobType): string {
  const known = extensions[type];
  const text = withoutForbidden(suggested);
  const dot = text.lastIndexOf('.');
  const given = text.slice(dot + 1).toLowerCase();
  const hasOwnEnding = dot > 0 && /^[a-z0-9]{1,5}$/.test(given);
  const name = safeStem(hasOwnEnding ? text.slice(0, dot) : text);
  return `${name}.${known.includes(given) ? given : known[0]}`;
}

/** A file's name without its ending, fit for any system, from text that may hold a phone's. */
export function fileStem(suggested: string): string {
  return safeStem(withoutForbidden(suggested));
}

function withoutForbidden(suggested: string): string {
  return tidyText(suggested)
    .replace(/[\\/:*?"<>|\n\t]/g, ' ')
    .replace(/\s+/g, ' ');
}

function safeStem(text: string): string {
  // A file is neither hidden by its name nor ends in what Windows drops.
  const stem = text
    .replace(/^[. ]+/, '')
    .slice(0, longestStem)
    .replace(/[. ]+$/, '');
  return stem === '' || devices.test(stem) ? `Sightline ${stem}`.trim() : stem;
}
