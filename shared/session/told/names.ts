/** The names a log is told with. Where the reader is one of the two people, "You" is that person's name. */
export interface ToldNames {
  readonly representative: string;
  readonly customer: string;
}

/** An entry in words. */
export interface Told {
  /** One sentence without its full stop, in the past tense. */
  readonly text: string;
  /** More about it, e.g. a picture's size and SHA-256; empty where there is no more. */
  readonly detail: string;
}

/** Puts an entry in words. */
export function told(text: string, detail = ''): Told {
  return { text, detail };
}
