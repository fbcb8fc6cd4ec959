declare const sessionKeyBrand: unique symbol;

/** Nine digits, ungrouped, the last a Damm check digit over the first eight. */
export type SessionKey = string & { readonly [sessionKeyBrand]: true };

export const sessionKeyDigits = 9;

/** Damm's quasigroup of order 10 (H. M. Damm, 2004): catches every single wrong digit and every adjacent swap. */
const quasigroup: readonly string[] = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

/** The Damm check digit (0–9) of a string of decimal digits. */
export function dammCheckDigit(digits: string): number {
  let interim = 0;
  for (const digit of digits) interim = Number(quasigroup[interim]?.[Number(digit)]);
  return interim;
}

/** The session key whose first eight digits are `number` (0 to 99,999,999). */
export function sessionKeyFromNumber(number: number): SessionKey {
  const digits = String(number).padStart(sessionKeyDigits - 1, '0');
  return `${digits}${dammCheckDigit(digits)}` as SessionKey;
}

export type ParsedSessionKey =
  | { readonly kind: 'complete'; readonly sessionKey: SessionKey }
  | { readonly kind: 'incomplete'; readonly digits: string }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'not-digits' }
  /** Nine digits whose check digit does not fit: one was mistyped or two were swapped. */
  | { readonly kind: 'mistyped'; readonly digits: string };

/** Reads a session key as a person types it: spaces, dashes, dots and non-ASCII decimal digits are accepted. */
export function parseSessionKey(text: string): ParsedSessionKey {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s\p{Dash_Punctuation}\p{Default_Ignorable_Code_Point}.\u2212\ufeff]/gu, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, decimalValue);
  if (!/^\d*$/.test(digits)) return { kind: 'not-digits' };
  if (digits.length > sessionKeyDigits) return { kind: 'too-long' };
  if (digits.length < sessionKeyDigits) return { kind: 'incomplete', digits };
  if (dammCheckDigit(digits) !== 0) return { kind: 'mistyped', digits };
  return { kind: 'complete', sessionKey: digits as SessionKey };
}

/** The ASCII digit of an Arabic-Indic, Persian or Devanagari one. */
function decimalValue(digit: string): string {
  const code = digit.charCodeAt(0);
  const zero = code >= 0x0966 ? 0x0966 : code >= 0x06f0 ? 0x06f0 : 0x0660;
  return String(code - zero);
}

/** The key as it is shown and read aloud: three groups of three digits. */
export function formatSessionKey(sessionKey: SessionKey): string {
  return groupedKey(sessionKey);
}

/** Returns digits in groups of three, as session keys are written, e.g. "418 207 951". */
export function groupedKey(digits: string): string {
  return digits.replace(/(\d{3})(?=\d)/g, '$1 ');
}
