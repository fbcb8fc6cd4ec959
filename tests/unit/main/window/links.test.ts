import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Invitation, invitationLink, openableLink } from '../../../../main/window/links';

describe('openableLink', () => {
  test.each([
    'https://example.org/',
    'http://192.0.2.24:8080/path?q=1#part',
    'https://bücher.example/',
    'mailto:help@example.org?subject=Hello',
  ])('%s is opened', (link) => {
    expect(openableLink(link)).toBe(new URL(link).href);
  });

  test.each([
    '',
    'example.org',
    '//example.org',
    '/etc/passwd',
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\nscript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'file://server/share/tool.exe',
    'smb://server/share',
    '\\\\server\\share\\tool.exe',
    'C:\\Windows\\System32\\calc.exe',
    'ms-msdt:/id PCWDiagnostic',
    'ms-officecmd:{}',
    'search-ms:query=x&crumb=location:\\\\server\\share',
    'ssh://example.org',
    'sms:+4670000000',
    'tel:+4670000000',
    'app://console/',
    'chrome://settings',
    'about:blank',
    'blob:https://example.org/1',
    'view-source:https://example.org',
    'intent://example.org#Intent;scheme=https;end',
    'https://',
    'https://exa mple.org/',
    'https://example.org/a b',
    'https://example.org/\u202egpj.exe',
    'https://example.org/\u2066x',
    'https://example.org/\u0000',
    'https://example.org/\r\nHost: x',
    'https://example.org/\u00a0x',
    'https://example.org:99999/',
    'https://[::1/',
  ])('%o is not', (link) => {
    expect(openableLink(link)).toBeUndefined();
  });

  test('whatever is opened is a web or mail address, and stays so when read again', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc
        .tuple(fc.constantFrom('https:', 'http:', 'mailto:', 'file:', 'javascript:'), fc.string())
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const link = openableLink(text);
        if (link === undefined) return;
        expect(link).toMatch(/^(https?:\/\/|mailto:)/);
        expect(link).not.toMatch(/[\s\p{Cc}]/u);
        expect(openableLink(link)).toBe(link);
      }),
      { numRuns: 600 },
    );
  });
});

describe('a mail link', () => {
  test.each([
    ['mailto:a@example.org?attach=/etc/passwd&bcc=b@example.org', 'mailto:a@example.org'],
    [
      'mailto:a@example.org?subject=Hi&ATTACHMENT=x&body=1%0D%0A2&cc=b@example.org',
      'mailto:a@example.org?subject=Hi&body=1%0D%0A2',
    ],
    ['mailto:?to=a@example.org&%61ttach=x&Subject=Hi', 'mailto:?to=a@example.org&Subject=Hi'],
    ['mailto:a@example.org?body=x&amp;attach=y', 'mailto:a@example.org?body=x'],
    ['mailto:a@example.org?subject=Hi%0ABcc:b@example.org', 'mailto:a@example.org'],
    ['mailto:a@example.org#part', 'mailto:a@example.org'],
  ])('%s keeps recipient, subject and text alone', (link, opened) => {
    expect(openableLink(link)).toBe(opened);
  });

  test('with a control in its recipient is not opened', () => {
    expect(openableLink('mailto:a@example.org%0D%0ABcc:b@example.org')).toBeUndefined();
  });

  test('has no other field, whatever is asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (fields) => {
        const asked = fields.map((field) => field.map((text) => encodeURIComponent(text)).join('='));
        const opened = openableLink(`mailto:a@example.org?${asked.join('&')}`) ?? '';
        const names = [...new URL(opened).searchParams.keys()].map((name) => name.toLowerCase());
        expect(names.filter((name) => !['to', 'subject', 'body'].includes(name))).toEqual([]);
      }),
    );
  });
});

describe('invitationLink', () => {
  const invitation: Invitation = {
    siteName: 'Nordlicht & Söhne #1',
    address: 'https://192.0.2.24:8443',
    sessionKey: '418 207 951',
    link: 'https://192.0.2.24:8443/#418207951',
    expiresAt: '14:30',
  };

  test('an e-mail, with nobody in it yet', () => {
    const link = new URL(invitationLink('e-mail', invitation));
    expect([link.protocol, link.pathname, link.hash]).toEqual(['mailto:', '', '']);
    expect([...link.searchParams.keys()]).toEqual(['subject', 'body']);
    expect(link.searchParams.get('subject')).toBe('Nordlicht & Söhne #1: connect for support');
    const body = link.searchParams.get('body')?.split('\r\n') ?? [];
    expect(body).toContain(invitation.link);
    expect(body.join(' ')).toContain('type the session key 418 207 951.');
    expect(body.join(' ')).toContain('until 14:30');
  });

  test('a text message', () => {
    const link = invitationLink('text-message', invitation);
    expect(link.startsWith('sms:?body=')).toBe(true);
    const body = decodeURIComponent(link.slice('sms:?body='.length));
    for (const part of [invitation.link, '418 207 951', '14:30', 'Nordlicht & Söhne #1'])
      expect(body).toContain(part);
  });

  test('no site name can add a field, a recipient or a part', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (siteName) => {
        const mail = new URL(invitationLink('e-mail', { ...invitation, siteName }));
        expect([...mail.searchParams.keys()]).toEqual(['subject', 'body']);
        expect(mail.pathname + mail.hash).toBe('');
        expect(invitationLink('text-message', { ...invitation, siteName })).toMatch(/^sms:\?body=[^&?#\s]+$/);
      }),
    );
  });
});
