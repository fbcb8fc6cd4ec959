import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCommandLine, unknownFlagWords } from '../../../../main/window/command-line';
import { parseDeepLink } from '../../../../main/window/deep-link';

describe('the command line', () => {
  test('Sightline’s own flags, links, and nothing else', () => {
    expect(
      parseCommandLine([
        '--practice',
        '--data-folder=/tmp/x',
        'sightline://practice',
        '--register-links',
        'file.txt',
      ]),
    ).toEqual({
      practice: true,
      registerLinks: true,
      help: false,
      links: ['sightline://practice'],
      unknownFlags: [],
    });
  });

  test.each([
    '--no-sandbox',
    '--remote-debugging-port=0',
    '--inspect=0',
    '--inspect-brk',
    '--enable-features=A,B',
    '--disable-gpu',
    '--lang=en',
    '--ozone-platform-hint=auto',
    '--allow-file-access-from-files',
    '--original-process-start-time=1',
  ])('%s belongs to the runtime', (flag) => {
    expect(parseCommandLine([flag]).unknownFlags).toEqual([]);
  });

  test('an unknown flag is named once, without its value', () => {
    expect(parseCommandLine(['--practise', '--secret=418207953', '--secret=2']).unknownFlags).toEqual([
      '--practise',
      '--secret',
    ]);
  });

  test('the flag that was probably meant is named', () => {
    expect(unknownFlagWords('--practise')).toBe('Sightline has no --practise. Did you mean --practice?');
    expect(unknownFlagWords('--make-coffee')).toBe(
      'Sightline has no --make-coffee. It knows --practice, --data-folder, --register-links, --help.',
    );
  });

  test('whatever is typed, nothing throws and each flag is short', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 200 })), (args) => {
        for (const flag of parseCommandLine(args).unknownFlags) expect(flag.length).toBeLessThanOrEqual(60);
      }),
    );
  });
});

describe('deep links', () => {
  test.each([
    ['sightline://practice', { kind: 'practice' }],
    ['SIGHTLINE://Practice/', { kind: 'practice' }],
    ['sightline:practice', { kind: 'practice' }],
    ['sightline://generate-session-key', { kind: 'generate-session-key' }],
    ['sightline://session/abcdefgh_1234', { kind: 'session', sessionId: 'abcdefgh_1234' }],
    ['sightline://session', { kind: 'unknown' }],
    ['sightline://session/../../etc', { kind: 'unknown' }],
    ['sightline://session/short', { kind: 'unknown' }],
    ['sightline://practice/now', { kind: 'unknown' }],
    ['sightline://practice?x=1', { kind: 'unknown' }],
    ['https://practice', { kind: 'unknown' }],
    ['', { kind: 'unknown' }],
  ] as const)('%s', (text, link) => {
    expect(parseDeepLink(text)).toEqual(link);
  });

  test('whatever it says, a link is read or unknown', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const link = parseDeepLink(`sightline://${text}`);
        if (link.kind === 'session') expect(link.sessionId).toMatch(/^[\w-]{8,64}$/);
      }),
    );
  });
});
