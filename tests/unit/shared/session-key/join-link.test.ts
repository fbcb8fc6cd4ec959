import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinLink, linkSecretPattern, parseJoinFragment } from '../../../../shared/session-key/join-link';

const secret = 'p3Wn0aTq8ZrYb6LxKc1VdA';

test('a link carries the key, and the secret where it is known, after # alone [J8]', () => {
  expect(joinLink('https://192.0.2.24:8443', '418207951', undefined)).toBe(
    'https://192.0.2.24:8443/#418207951',
  );
  expect(joinLink('https://192.0.2.24:8443', '418207951', secret)).toBe(
    `https://192.0.2.24:8443/#418207951.${secret}`,
  );
});

test('what a link carries is read again, and anything else is a key as somebody typed it [J8]', () => {
  expect(parseJoinFragment('418207951')).toEqual({ sessionKey: '418207951', secret: undefined });
  expect(parseJoinFragment('418.207.951')).toEqual({ sessionKey: '418.207.951', secret: undefined });
  const secrets = fc.stringMatching(linkSecretPattern);
  fc.assert(
    fc.property(secrets, (made) => {
      const { hash } = new URL(joinLink('https://192.0.2.24', '418207951', made));
      expect(parseJoinFragment(hash.slice(1))).toEqual({ sessionKey: '418207951', secret: made });
    }),
  );
});
