import { formatSessionKey, parseSessionKey } from '../../shared/session-key/session-key';

/** Returns a session key in its three groups; other text is returned unchanged. */
export function groupedKey(sessionKey: string): string {
  const parsed = parseSessionKey(sessionKey);
  return parsed.kind === 'complete' ? formatSessionKey(parsed.sessionKey) : sessionKey;
}

/** Returns a lifetime in words, e.g. "30 minutes", "1 hour" or "24 hours". */
export function lifetimeWords(minutes: number): string {
  if (minutes % 60 !== 0) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
}

/** Returns the key as it is read aloud: digit by digit, with a pause after each group, e.g. "4 1 8, 2 0 7, 9 5 3". */
export function spokenKey(sessionKey: string): string {
  return groupedKey(sessionKey)
    .split(' ')
    .map((group) => [...group].join(' '))
    .join(', ');
}
