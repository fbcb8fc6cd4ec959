/** Files up to this many bytes are digested in one piece; this browser has no way to digest a longer one bit by bit. */
export const digestedWholeBytes = 16 * 1024 * 1024;

/** SHA-256 as hexadecimal digits. */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  let text = '';
  for (const byte of digest) text += byte.toString(16).padStart(2, '0');
  return text;
}
