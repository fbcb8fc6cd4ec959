import fc from 'fast-check';
import { tidyText } from '../../../shared/names';

/** Text that tidying leaves as it is, of at least one character. */
export function tidyTexts(maxLength: number): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .map((text) => tidyText(text).slice(0, maxLength).trim())
    .filter((text) => text !== '' && tidyText(text) === text);
}

/** The same on one line. */
export function tidyLines(maxLength: number): fc.Arbitrary<string> {
  return tidyTexts(maxLength)
    .map((text) => text.replace(/\s+/g, ' '))
    .filter((text) => tidyText(text) === text);
}

/** Pieces of text that have made trouble: what is longer once composed, what cannot be seen, what breaks lines or turns them. */
export const troublesomePieces = [
  '\ufb2c',
  '\u0344',
  '\u1f82',
  '\ufdfa',
  'ﬀ',
  '\u0000',
  '\u0007',
  '\u001b[31m',
  '\r\n',
  '\n',
  '\t',
  '\u007f',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u200b',
  '\u00ad',
  '\u3164',
  '\ufeff',
  '\u00a0',
  '\u061c',
  '\u200e',
  '\u202e',
  '\u2066',
  '\u{e0041}',
  '\ue000',
  '\ud800',
  '\udc00',
  '\u0301',
  'e\u0301\u0302\u0303\u0304\u0305',
  '\u1112\u1161\u11ab',
  '👩‍👩‍👧',
  '\ufe0f',
  '\u200d',
  '\'"<',
  'a',
  ' ',
] as const;

/** Text with the pieces that make trouble, next to ordinary ones; some of it long. */
export function troublesomeTexts(maxPieces: number): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...troublesomePieces) },
    fc.string({ unit: 'grapheme', maxLength: 4 }),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  return fc.oneof(
    fc.array(piece, { maxLength: maxPieces }).map((pieces) => pieces.join('')),
    fc
      .tuple(fc.constantFrom(...troublesomePieces), fc.integer({ min: 1, max: 400 }))
      .map(([text, times]) => text.repeat(times)),
  );
}
