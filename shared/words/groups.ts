/** Returns the digits of a session key in groups of three, e.g. "418 207 951". */
export function groupedKey(sessionKey: string): string {
  return sessionKey.replace(/(\d{3})(?=\d)/g, '$1 ');
}
