/** One line of the site's own log. Never holds a session key, a token, a connection id or what people wrote. */
export interface SiteLogLine {
  readonly level: 'debug' | 'info' | 'warning' | 'error';
  readonly message: string;
  readonly [detail: string]: string | number | boolean;
}

export type SiteLog = (line: SiteLogLine) => void;

/** Returns the code or name of something thrown, without its text, which may quote what was read. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
