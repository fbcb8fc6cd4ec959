export type LogDetail = string | number | boolean;

/** Three groups of three digits that touch no other digit, as keys are written and read aloud. */
const sessionKey = /(?<!\d)\d{3}[\s-]?\d{3}[\s-]?\d{3}(?!\d)/g;
/** Tokens and identifiers: long runs of URL-safe characters. Long names in the code go with them; their places stay. */
const token = /(?<![\w-])(?=[\w-]*[\dA-Z])[\w-]{20,}(?![\w-])/g;
const fragment = /(https?:\/\/[^\s#"]+)#[^\s"]*/g;

/** `text` without session keys, tokens, what follows `#` in an address, and the name of the home folder. */
export function redact(text: string, homeFolder: string): string {
  const withoutHome = homeFolder.length > 1 ? text.replaceAll(homeFolder, '~') : text;
  return withoutHome
    .replace(fragment, '$1#…')
    .replace(sessionKey, '[session key]')
    .replace(token, '[identifier]');
}

/** Codes of the system and of SQLite, whose texts name calls and files but quote nothing people wrote. */
const systemCode = /^(E(?!RR)[A-Z0-9]{2,}|SQLITE_[A-Z_]+)$/;
const framesKept = 6;

/** What of something thrown may stand in a log: its name, code and place; its text only where the system wrote it. */
export function describeError(error: unknown): Readonly<Record<string, LogDetail>> {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    ...(code !== undefined && systemCode.test(code) ? { text: error.message } : {}),
    at: frames
      .slice(0, framesKept)
      .map((line) => line.trim().slice(3))
      .join(' < '),
  };
}
