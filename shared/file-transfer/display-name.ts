import { replaceInvisible } from '../invisible';

/**
 * Returns a name as it is shown: what cannot be seen is spelled out (`⟨U+202E⟩`, `␊`), and so are long runs of
 * blanks that could push an extension out of sight. Show it in an element of its own direction (`<bdi>`).
 */
export function displayName(name: string): string {
  return replaceInvisible(name, spelledOut).replace(/\p{Zs}{4,}/gu, (run) => `⟨${run.length} spaces⟩`);
}

function spelledOut(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
