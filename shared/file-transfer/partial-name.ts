const mark = '.sightline-partial';

/** The name of the unfinished file of a transfer, beside the place it will have. */
export function partialName(transferId: string): string {
  return `.${transferId}${mark}`;
}

/** Whether a name carries the mark of an unfinished file. */
export function isPartialName(name: string): boolean {
  return name.toLowerCase().endsWith(mark);
}

/** How long an unfinished file is kept after its last byte, in milliseconds. */
export const partialKeptMs = 7 * 24 * 60 * 60 * 1000;
