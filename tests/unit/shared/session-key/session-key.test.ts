import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dammCheckDigit,
  formatSessionKey,
  parseSessionKey,
  type SessionKey,
  sessionKeyFromNumber,
} from '../../../../shared/session-key/session-key';

const keys: fc.Arbitrary<SessionKey> = fc.integer({ min: 0, max: 99_999_999 }).map(sessionKeyFromNumber);

function inScript(zero: number): (digits: string) => string {
  return (digits) => digits.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
}

describe('the check digit', () => {
  test('is the one of the published example', () => {
    expect(dammCheckDigit('572')).toBe(4);
    expect(dammCheckDigit('5724')).toBe(0);
    expect(dammCheckDigit('')).toBe(0);
  });

  test('catches every single wrong digit [J3]', () => {
    fc.assert(
      fc.property(keys, (key) => {
        for (let place = 0; place < 9; place += 1) {
          for (const digit of '0123456789') {
            if (key[place] === digit) continue;
            const wrong = key.slice(0, place) + digit + key.slice(place + 1);
            expect(parseSessionKey(wrong)).toEqual({ kind: 'mistyped', digits: wrong });
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('catches every swap of two neighbours that differ', () => {
    fc.assert(
      fc.property(keys, (key) => {
        for (let place = 0; place < 8; place += 1) {
          const [left, right] = [key.charAt(place), key.charAt(place + 1)];
          if (left === right) continue;
          const swapped = key.slice(0, place) + right + left + key.slice(place + 2);
          expect(parseSessionKey(swapped)).toEqual({ kind: 'mistyped', digits: swapped });
        }
      }),
    );
  });

  test('the caught errors are those of all pairs of digits', () => {
    // Damm's table is totally anti-symmetric, so this holds after any beginning.
    for (let interim = 0; interim < 10; interim += 1) {
      const images = new Set<number>();
      for (let digit = 0; digit < 10; digit += 1) images.add(dammCheckDigit(beginningOf(interim) + digit));
      expect(images.size).toBe(10);
      for (let a = 0; a < 10; a += 1) {
        for (let b = 0; b < a; b += 1) {
          const beginning = beginningOf(interim);
          expect(dammCheckDigit(`${beginning}${a}${b}`)).not.toBe(dammCheckDigit(`${beginning}${b}${a}`));
        }
      }
    }
  });
});

/** A string whose check digit is `interim`. */
function beginningOf(interim: number): string {
  for (let digit = 0; digit < 10; digit += 1) if (dammCheckDigit(`${digit}`) === interim) return `${digit}`;
  throw new Error('every digit is reached');
}

describe('parse and format', () => {
  test('a key formatted or typed in any accepted manner is read as itself', () => {
    const separators = fc.array(
      fc.constantFrom('', ' ', '-', '–', '—', '\u2011', '\u00a0', '\u202f', '\t', '.', '\n', '\u200b', '－'),
      { minLength: 10, maxLength: 10 },
    );
    const scripts = fc.constantFrom(
      (digits: string) => digits,
      inScript(0xff10),
      inScript(0x0660),
      inScript(0x06f0),
      inScript(0x0966),
    );
    fc.assert(
      fc.property(keys, separators, scripts, (key, between, script) => {
        const typed = between.map((separator, index) => separator + script(key.charAt(index))).join('');
        expect(parseSessionKey(typed)).toEqual({ kind: 'complete', sessionKey: key });
        expect(parseSessionKey(formatSessionKey(key))).toEqual({ kind: 'complete', sessionKey: key });
      }),
      { numRuns: 500 },
    );
  });

  test('a number keeps its leading zeros and is shown in threes', () => {
    expect(sessionKeyFromNumber(0)).toBe('000000000');
    expect(sessionKeyFromNumber(572)).toBe('000005724');
    expect(formatSessionKey(sessionKeyFromNumber(572))).toBe('000 005 724');
    fc.assert(fc.property(keys, (key) => /^\d{3} \d{3} \d{3}$/.test(formatSessionKey(key))));
  });

  test('the first digits of a key are incomplete, one digit more is too long', () => {
    fc.assert(
      fc.property(
        keys,
        fc.integer({ min: 0, max: 8 }),
        fc.stringMatching(/^\d{1,40}$/),
        (key, kept, more) => {
          const digits = key.slice(0, kept);
          expect(parseSessionKey(digits)).toEqual({ kind: 'incomplete', digits });
          expect(parseSessionKey(key + more)).toEqual({ kind: 'too-long' });
        },
      ),
    );
  });

  test('anything but digits is said to be that', () => {
    for (const text of [
      '41820795O',
      '418 207 95x',
      '٤١٨ abc',
      '418/207/953',
      '+418207953',
      '<b>',
      '½',
      '4182079😀',
    ]) {
      expect(parseSessionKey(text), text).toEqual({ kind: 'not-digits' });
    }
  });

  test('no text makes it throw, and what it calls complete is nine ASCII digits that fit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const parsed = parseSessionKey(text);
        if (parsed.kind !== 'complete') return;
        expect(parsed.sessionKey).toMatch(/^[0-9]{9}$/);
        expect(dammCheckDigit(parsed.sessionKey)).toBe(0);
      }),
      { numRuns: 600 },
    );
  });
});
