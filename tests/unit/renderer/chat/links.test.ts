import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLinks, readLink } from '../../../../renderer/chat/links';
import { cpuTime } from '../../../support/cpu-time';

const linksIn = (text: string) =>
  findLinks(text).flatMap((part) => (part.kind === 'link' ? [part.link] : []));
const urlsIn = (text: string) => linksIn(text).map((link) => link.url);

const allowed = new Set(['http:', 'https:', 'mailto:']);

describe('findLinks', () => {
  it('shows a mail link with the fields it is opened with', () => {
    expect(readLink('mailto:a@example.com?attach=/etc/passwd&subject=Hi')).toMatchObject({
      url: 'mailto:a@example.com?subject=Hi',
      after: '?subject=Hi',
    });
  });

  it('finds http, https and mailto links and nothing else', () => {
    expect(urlsIn('See https://example.com/a and HTTP://example.org, or mailto:help@example.com.')).toEqual([
      'https://example.com/a',
      'http://example.org/',
      'mailto:help@example.com',
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\u0000script:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'vbscript:msgbox(1)',
    'view-source:https://',
    'ms-settings:privacy',
    'tel:112',
    'ｈttps://example.com',
    'һttps://example.com',
    'https:/example.com',
    'https://',
    'http://\u200bexample.com',
    'mailto:',
    'mailto:nobody',
    'xhttps://example.com',
  ])('makes no link of %j', (text) => {
    expect(urlsIn(text)).toEqual([]);
  });

  it('opens only what follows a refused scheme and shows as its own text', () => {
    expect(findLinks('javascript:https://example.com')).toEqual([
      { kind: 'text', text: 'javascript:' },
      expect.objectContaining({ kind: 'link', text: 'https://example.com' }),
    ]);
  });

  it('shows where a link with a name before the host leads', () => {
    expect(linksIn('https://bank.example@evil.example/login')).toEqual([
      {
        url: 'https://bank.example@evil.example/login',
        before: 'https://bank.example@',
        destination: 'evil.example',
        after: '/login',
        hasUserInformation: true,
        isInternational: false,
      },
    ]);
    expect(linksIn('https://a.example\\@evil.example')[0]).toMatchObject({
      destination: 'a.example',
      hasUserInformation: false,
    });
  });

  it('shows hosts with foreign letters in their ASCII form', () => {
    expect(linksIn('https://аррӏе.com/x')[0]).toMatchObject({
      destination: 'xn--80ak6aa92e.com',
      isInternational: true,
    });
  });

  it('keeps the port with the host and the sentence out of the link', () => {
    expect(linksIn('(at https://example.com:8443/a_(b)?q=1#z).')[0]).toMatchObject({
      url: 'https://example.com:8443/a_(b)?q=1#z',
      destination: 'example.com:8443',
      after: '/a_(b)?q=1#z',
    });
  });

  it('stops at controls and invisible characters', () => {
    expect(urlsIn('https://example.com/a\u202Egnp.exe https://example.com/b\u200Bc')).toEqual([
      'https://example.com/a',
      'https://example.com/b',
    ]);
  });

  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      'https://',
      'http://',
      'mailto:',
      'javascript:',
      'data:',
      'file:///',
      'vbscript:',
      '@',
      ':',
      '/',
      '\\',
      'example.com',
      '\u202e',
      '\u0000',
      '\t',
      ' ',
      'xn--',
      '%00',
      '[::1]',
      ')',
      '(',
      '.',
      '\ud800',
    ),
  );
  const hostile = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

  it('gives back the whole text, and every link leads where its parts say', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const parts = findLinks(text);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        for (const part of parts) {
          if (part.kind === 'text') continue;
          const { link } = part;
          const url = new URL(link.url);
          expect(allowed.has(url.protocol)).toBe(true);
          expect(link.before + link.destination + link.after).toBe(link.url);
          expect(link.destination).not.toBe('');
          if (url.protocol !== 'mailto:') expect(link.destination).toBe(url.host);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not be in a link.
          expect(part.text).not.toMatch(/[\u0000-\u0020\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('refuses every other scheme', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9+.-]{0,11}$/), hostile, (scheme, rest) => {
        fc.pre(!['http', 'https', 'mailto'].includes(scheme));
        expect(readLink(`${scheme}:${rest}`)).toBeUndefined();
      }),
    );
  });

  it('does not slow down on long text', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}https://a.example/${')'.repeat(depth)}`;
    const [short, long] = [500, 2_000].map((depth) => cpuTime(() => findLinks(nested(depth))));
    // Four times as much text: sixteen times the work at most, where each bracket is compared with each other one.
    expect(long).toBeLessThan(40 * (short ?? 0) + 10_000);
  });
});
