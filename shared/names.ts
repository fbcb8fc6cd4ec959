import { z } from 'zod';
import { limits } from './limits';

/** Text a person typed: in NFC and trimmed, without control characters (but line breaks and tabs) or bidirectional overrides. */
export function tidyText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Bidi_Control}\ufeff]/gu, (character) =>
      character === '\n' || character === '\t' ? character : '',
    )
    .normalize('NFC')
    .trim();
}

/** One line of text a person typed, at most `characters` long after tidying. */
export function lineSchema(characters: number) {
  return z
    .string()
    .max(characters * 4)
    .transform((text) => tidyText(text).replace(/\s+/g, ' '))
    .pipe(z.string().max(characters));
}

/** Several lines of text a person typed, at most `characters` long after tidying. */
export function textSchema(characters: number) {
  return z
    .string()
    .max(characters * 4)
    .transform((text) => tidyText(text.replace(/\r\n?/g, '\n')))
    .pipe(z.string().max(characters));
}

/** At least one character that can be seen. */
const visibleSchema = z.string().regex(/[^\s\p{Default_Ignorable_Code_Point}]/u, 'needs something to read');

export const nameSchema = lineSchema(limits.nameCharacters).pipe(visibleSchema);
export const descriptionSchema = textSchema(limits.descriptionCharacters);
export const chatTextSchema = textSchema(limits.chatMessageCharacters).pipe(visibleSchema);

/** An identifier its sender made: unguessable, at most 64 URL-safe characters. */
export const identifierSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
