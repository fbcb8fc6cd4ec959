const mark = '.sightline-partial';

/** Returns the name of a transfer's unfinished file, next to its final place. */
export function partialName(transferId: string): string {
  return `.${transferId}${mark}`;
}

/** Returns whether a name carries the mark of an unfinished file. */
export function isPartialName(name: string): boolean {
  return name.toLowerCase().endsWith(mark);
}

/** How long an unfinished file is kept after its last byte, in milliseconds. */
export const partialKeptMs = 7 * 24 * 60 * 60 * 1000;
