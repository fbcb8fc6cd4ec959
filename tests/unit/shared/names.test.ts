import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chatTextSchema,
  descriptionSchema,
  identifierSchema,
  lineSchema,
  nameSchema,
  tidyText,
} from '../../../shared/names';
import { troublesomeTexts } from '../../support/wire/tidy-texts';

const troublesome = troublesomeTexts(20);

describe('tidyText', () => {
  test('takes control characters and bidirectional overrides away, keeps line breaks and tabs [L4]', () => {
    expect(tidyText('a\u0000b\u001bc\u007fd')).toBe('abcd');
    expect(tidyText('pay\u202egnp.exe\u202c \u2066x\u2069 \u061c\u200e\u200f')).toBe('paygnp.exe x');
    expect(tidyText('\ufeffone\n\ttwo\r\n')).toBe('one\n\ttwo');
  });

  test('takes away what cannot be seen, and makes every line break a line feed [L4]', () => {
    expect(tidyText('a\u2028b\u2029c\u0085d\ve\ff')).toBe('a\nb\nc\nd\ne\nf');
    expect(tidyText('in\u200bvi\u00adsi\u3164ble\u{e0041}')).toBe('invisible');
    expect(tidyText('half \ud800 and private \ue000')).toBe('half \ufffd and private \ufffd');
  });

  test('keeps three marks in a row, and no more [L4]', () => {
    expect(tidyText(`a${'\u0330'.repeat(79)}b`)).toBe('a\u0330\u0330\u0330b');
    expect(tidyText('Việt Nam, ก็, שָׁלוֹם')).toBe('Việt Nam, ก็, שָׁלוֹם'.normalize('NFC'));
  });

  test('composes, and trims both ends', () => {
    expect(tidyText(' \u00a0 Bjo\u0308rn \n')).toBe('Björn');
  });

  test('leaves joined emoji and other scripts as they are', () => {
    for (const text of ['👩‍👩‍👧‍👦', 'שלום', 'سلام', '田中', 'नमस्ते', 'می‌خواهم'])
      expect(tidyText(text)).toBe(text);
  });

  test('has nothing to do a second time, and gives NFC', () => {
    fc.assert(
      fc.property(troublesome, (text) => {
        const tidy = tidyText(text);
        expect(tidyText(tidy)).toBe(tidy);
        expect(tidy.normalize('NFC')).toBe(tidy);
        expect(tidy).not.toMatch(
          /[\p{Bidi_Control}\p{Cs}\p{Co}\p{Zl}\p{Zp}\ufeff\u200b\u00ad\u{e0000}-\u{e0fff}]/u,
        );
        expect(tidy).not.toMatch(/[\p{Mn}\p{Me}]{4}/u);
        expect(tidy.replace(/[\n\t]/g, '')).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('lines and texts', () => {
  test('a name is one line of 1 to 80 characters', () => {
    expect(nameSchema.parse('  Maja\n  Lindqvist\t')).toBe('Maja Lindqvist');
    expect(nameSchema.parse('x'.repeat(80))).toHaveLength(80);
    expect(nameSchema.safeParse('x'.repeat(81)).success).toBe(false);
    for (const empty of ['', '   ', '\n', '\u202e', '\u0000']) {
      expect(nameSchema.safeParse(empty).success, JSON.stringify(empty)).toBe(false);
    }
    for (const wrong of [undefined, null, 4, ['x'], { toString: () => 'x' }]) {
      expect(nameSchema.safeParse(wrong).success).toBe(false);
    }
  });

  test('what tidying takes away does not count [L4]', () => {
    expect(nameSchema.parse(`${'x'.repeat(80)}${'\u202e'.repeat(40)}   `)).toBe('x'.repeat(80));
  });

  test('a chat message has 1 to 4,000 characters', () => {
    expect(chatTextSchema.parse('x'.repeat(4_000))).toHaveLength(4_000);
    expect(chatTextSchema.safeParse('x'.repeat(4_001)).success).toBe(false);
    expect(chatTextSchema.safeParse('').success).toBe(false);
    expect(chatTextSchema.safeParse(' \n ').success).toBe(false);
  });

  test('a character outside the basic plane counts once [L4]', () => {
    expect(nameSchema.safeParse('😀'.repeat(80)).success).toBe(true);
    expect(nameSchema.safeParse('😀'.repeat(81)).success).toBe(false);
  });

  test('a chat message keeps its line breaks, in one spelling', () => {
    expect(chatTextSchema.parse('one\r\ntwo\rthree\n\nfour')).toBe('one\ntwo\nthree\n\nfour');
  });

  test('a description may be empty and has at most 500 characters', () => {
    expect(descriptionSchema.parse(' ')).toBe('');
    expect(descriptionSchema.parse('x'.repeat(500))).toHaveLength(500);
    expect(descriptionSchema.safeParse('x'.repeat(501)).success).toBe(false);
  });

  test('whatever a line lets through is one line within its length, and passes again as it is', () => {
    const line = lineSchema(10);
    fc.assert(
      fc.property(troublesome, (text) => {
        const parsed = line.safeParse(text);
        if (!parsed.success) return;
        expect([...parsed.data].length).toBeLessThanOrEqual(10);
        expect(parsed.data).not.toMatch(/[\n\r\t]/);
        expect(line.parse(parsed.data)).toBe(parsed.data);
      }),
      { numRuns: 500 },
    );
  });
});

test('an identifier is 8 to 64 URL-safe characters and nothing else [L3]', () => {
  for (const right of ['abcdefgh', 'A-_0'.repeat(16)]) expect(identifierSchema.parse(right)).toBe(right);
  for (const wrong of ['abcdefg', 'a'.repeat(65), 'abcdefg ', 'abcdefg\n', 'abcdefg/', 'ábcdefgh', '']) {
    expect(identifierSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
  }
});
