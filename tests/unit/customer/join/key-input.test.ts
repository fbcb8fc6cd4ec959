import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkKey,
  editGroup,
  emptyKey,
  groupsOfKey,
  type KeyGroups,
} from '../../../../customer/join/key-input';
import { sessionKeyFromNumber } from '../../../../shared/session-key/session-key';

const keys = fc.nat({ max: 99_999_999 }).map(sessionKeyFromNumber);
const separators = fc.constantFrom('', ' ', '-', ' - ', '\u00a0', '\u2013', '.', '\u200b');
const boxes = fc.constantFrom<0 | 1 | 2>(0, 1, 2);

/** Types each digit at the end of the box the cursor is in. */
function type(digits: string): KeyGroups {
  let groups: KeyGroups = emptyKey;
  let focus: 0 | 1 | 2 = 0;
  for (const digit of digits) ({ groups, focus } = editGroup(groups, focus, groups[focus] + digit));
  return groups;
}

describe('the boxes of the session key', () => {
  test('typed digit by digit, a key runs through the boxes', () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(checkKey(type(key))).toEqual({ kind: 'complete', sessionKey: key });
      }),
    );
  });

  test('pasted whole into any box, grouped in any way, over anything, a key is the key', () => {
    fc.assert(
      fc.property(
        keys,
        separators,
        boxes,
        fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 99 }), fc.nat({ max: 999 })),
        (key, separator, box, before) => {
          const pasted = [key.slice(0, 3), key.slice(3, 6), key.slice(6)].join(separator);
          const groups: KeyGroups = [String(before[0]), String(before[1]), String(before[2])];
          const edit = editGroup(groups, box, ` ${pasted} `);
          expect(edit.groups.join('')).toBe(key);
          expect(edit.focus).toBe(2);
        },
      ),
    );
  });

  test('pasted in two pieces in order, a key is the key', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 8 }), (key, cut) => {
        const first = editGroup(emptyKey, 0, key.slice(0, cut));
        const rest = editGroup(first.groups, first.focus, first.groups[first.focus] + key.slice(cut));
        expect(rest.groups.join('')).toBe(key);
      }),
    );
  });

  test('any text in any box leaves at most three digits in each', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), boxes, keys, (text, box, key) => {
        const { groups } = editGroup(type(key), box, text);
        for (const group of groups) expect(group).toMatch(/^\d{0,3}$/);
      }),
    );
  });

  test('a wrong digit is told apart from a missing one', () => {
    const problem = (words: string): unknown => ({
      kind: 'problem',
      message: expect.stringContaining(words),
    });
    expect(checkKey(type('418207954'))).toEqual(problem('wrong'));
    expect(checkKey(type('41820795'))).toEqual(problem('nine digits'));
  });

  test('a link fills the boxes only with nine digits', () => {
    expect(groupsOfKey('418-207-951')).toEqual(['418', '207', '951']);
    expect(groupsOfKey('41820795')).toEqual(emptyKey);
    expect(groupsOfKey('<script>')).toEqual(emptyKey);
  });
});
