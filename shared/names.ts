import { z } from 'zod';
import { replaceInvisible } from './invisible';
import { limits } from './limits';

/** Marks that may stand on one character in a row; longer piles cover the lines above and below. */
const marksInARow = 3;

const piledMarks = new RegExp(`([\\p{Mn}\\p{Me}]{${marksInARow}})[\\p{Mn}\\p{Me}]+`, 'gu');

/** What tidying certainly leaves as it is, so that ordinary text is not looked at twice. */
const plain = /^(?:[\x21-\x7e](?:[\x20-\x7e\n\t]*[\x21-\x7e])?)?$/;

/**
 * Tidies text that a person or a phone made: NFC, trimmed, line breaks as `\n`, without controls (but line breaks and
 * tabs), without what cannot be seen or what turns the direction of text, and with at most three combining marks in a
 * row. Half a surrogate pair and characters without an agreed look become U+FFFD. Tidy text stays as it is.
 */
export function tidyText(text: string): string {
  if (plain.test(text)) return text;
  let tidy = text.replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n');
  for (let before = ''; before !== tidy; ) {
    before = tidy;
    tidy = replaceInvisible(tidy, seen).normalize('NFC').replace(piledMarks, '$1').trim();
  }
  return tidy;
}

function seen(character: string): string {
  if (character === '\n' || character === '\t') return character;
  return /[\p{Co}\p{Cs}]/u.test(character) ? '\ufffd' : '';
}

/** Reads one line of text that a person or a phone made, at most `characters` long after tidying. */
export function lineSchema(characters: number) {
  return z
    .string()
    .max(characters * 4)
    .transform((text) => tidyText(text).replace(/\s+/g, ' '))
    .pipe(z.string().max(characters));
}

/** Reads several lines of text that a person or a phone made, at most `characters` long after tidying. */
export function textSchema(characters: number) {
  return z
    .string()
    .max(characters * 4)
    .transform(tidyText)
    .pipe(z.string().max(characters));
}

/** At least one character that can be seen. */
const visibleSchema = z.string().regex(/[^\s\p{Default_Ignorable_Code_Point}]/u, 'needs something to read');

export const nameSchema = lineSchema(limits.nameCharacters).pipe(visibleSchema);
export const descriptionSchema = textSchema(limits.descriptionCharacters);
export const chatTextSchema = textSchema(limits.chatMessageCharacters).pipe(visibleSchema);

/** An identifier its sender made: unguessable, at most 64 URL-safe characters. */
export const identifierSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
