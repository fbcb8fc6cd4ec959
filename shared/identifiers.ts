const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Random bytes an identifier is spelled from; each gives one character and six bits, 132 in all. */
export const identifierBytes = 22;

/** Spells an identifier of one URL-safe character for each of `bytes`, which nobody can guess. */
export function identifierOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet[byte & 63]).join('');
}
