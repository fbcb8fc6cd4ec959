import { expect, test } from 'vitest';
import { hashToken, tokenMatches } from '../../../../main/session/tokens';
import { identifierSchema } from '../../../../shared/names';
import { newIdentifier } from '../../../../site/identifiers';

test('identifiers are of the wire, 128 bits and all different', () => {
  const made = Array.from({ length: 1_000 }, newIdentifier);
  expect(new Set(made).size).toBe(1_000);
  for (const identifier of made) {
    expect(identifierSchema.parse(identifier)).toHaveLength(22);
    expect(Buffer.from(identifier, 'base64url')).toHaveLength(16);
  }
});

test('a token matches its own hash and no other, and the hash does not hold it', () => {
  const token = newIdentifier();
  const hash = hashToken(token);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(tokenMatches(token, hash)).toBe(true);
  expect(tokenMatches(`${token}x`, hash)).toBe(false);
  expect(tokenMatches('', hash)).toBe(false);
  expect(tokenMatches(hash, hash)).toBe(false);
  expect(tokenMatches(token, null)).toBe(false);
});
