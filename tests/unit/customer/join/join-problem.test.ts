import { describe, expect, test } from 'vitest';
import { isHeldBack, joinProblemWords } from '../../../../customer/join/join-problem';
import { refusalCodes } from '../../../../shared/wire/refusal';

describe('what a refusal says to the customer', () => {
  test.each(refusalCodes)('%s: short, kind, and what to do', (code) => {
    const words = joinProblemWords({ code, until: null }, 0);
    expect(words).toMatch(/\.$/);
    expect(words).not.toContain('!');
    expect(words).not.toContain(code);
  });

  test('a wrong key is not told from an expired one', () => {
    expect(joinProblemWords({ code: 'session-key-not-valid', until: null }, 0)).toMatch(
      /used or have expired/,
    );
  });

  test.each([
    [45_000, '45 seconds'],
    [1_000, '1 second.'],
    [1, '1 second.'],
    [0, 'again now'],
    [-5_000, 'again now'],
  ])('held back for %i ms, it says %s', (left, words) => {
    const problem = { code: 'too-many-attempts', until: 100_000 + left } as const;
    expect(joinProblemWords(problem, 100_000)).toContain(words);
    expect(isHeldBack(problem, 100_000)).toBe(left > 0);
  });

  test('only too many attempts hold the next one back', () => {
    expect(isHeldBack({ code: 'site-full', until: 1_000 }, 0)).toBe(false);
    expect(isHeldBack(null, 0)).toBe(false);
  });
});
