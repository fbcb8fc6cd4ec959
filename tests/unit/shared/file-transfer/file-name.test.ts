import { posix, win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import { displayName } from '../../../../shared/file-transfer/display-name';
import { checkFileName, type SafeFileName, safeFileName } from '../../../../shared/file-transfer/file-name';
import { isPartialName, partialName } from '../../../../shared/file-transfer/partial-name';
import { checkRelativePath, namesOf } from '../../../../shared/file-transfer/relative-path';
import {
  checkNewFileName,
  isTaken,
  keepBothName,
  type NameRules,
  sameFile,
  takenNames,
} from '../../../../shared/file-transfer/same-file';
import { hostileNames } from './hostile-names';

const names = hostileNames();
const accepted = names.flatMap((raw) => {
  const checked = checkFileName(raw);
  if (checked.kind === 'refused') return [];
  return [{ raw, name: checked.kind === 'safe' ? checked.name : checked.to }];
});

/** Written anew from Microsoft's "Naming Files, Paths, and Namespaces", not from the source under test. */
function windowsObjects(name: string): string | undefined {
  if (/[<>:"/\\|?*]/.test(name)) return 'a forbidden character';
  if ([...name].some((character) => (character.codePointAt(0) ?? 0) < 32)) return 'a control character';
  if (name.endsWith(' ') || name.endsWith('.')) return 'a dot or blank at the end';
  const stem = (name.split('.')[0] ?? '').trimEnd().toUpperCase();
  const reserved = ['CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$'];
  for (const digit of '0123456789¹²³') reserved.push(`COM${digit}`, `LPT${digit}`);
  return reserved.includes(stem) ? 'a device' : undefined;
}

function named(raw: string): SafeFileName {
  const name = safeFileName(raw);
  if (name === undefined) throw new Error(`${raw} is not safe`);
  return name;
}

describe('a corpus of hostile names', () => {
  test('has at least 10,000, of which many are taken in a safe spelling and many refused', () => {
    expect(names.length).toBeGreaterThanOrEqual(10_000);
    expect(accepted.length).toBeGreaterThan(5_000);
    expect(names.length - accepted.length).toBeGreaterThan(1_000);
  });

  test('never leaves its folder, on Windows, macOS or Linux', () => {
    const astray = accepted.filter(({ name }) => {
      for (const form of [name, name.normalize('NFD'), name.normalize('NFKC')]) {
        if (posix.normalize(posix.join('/granted/folder', form)) !== `/granted/folder/${form}`) return true;
        if (posix.resolve('/granted/folder', form) !== `/granted/folder/${form}`) return true;
        if (win32.normalize(win32.join('C:\\granted\\folder', form)) !== `C:\\granted\\folder\\${form}`)
          return true;
        if (win32.resolve('C:\\granted\\folder', form) !== `C:\\granted\\folder\\${form}`) return true;
      }
      return posix.basename(name) !== name || win32.basename(name) !== name;
    });
    expect(astray).toEqual([]);
  });

  test('never is what Windows forbids or takes for a device', () => {
    expect(accepted.filter(({ name }) => windowsObjects(name) !== undefined)).toEqual([]);
  });

  test('fits every file system: 255 bytes, 255 units composed and decomposed, well-formed, in NFC', () => {
    const misfits = accepted.filter(
      ({ name }) =>
        name === '' ||
        Buffer.byteLength(name) > 255 ||
        name.normalize('NFD').length > 255 ||
        /\p{Cs}/u.test(name) ||
        name.normalize('NFC') !== name,
    );
    expect(misfits).toEqual([]);
  });

  test('is stable: a safe spelling is safe, and the same', () => {
    const unstable = accepted.filter(({ name }) => {
      const again = checkFileName(name);
      return again.kind !== 'safe' || again.name !== name;
    });
    expect(unstable).toEqual([]);
  });

  test('is shown without anything that cannot be seen, and a safe spelling is shown as it is', () => {
    const hidden = /[\p{Cc}\p{Bidi_Control}\u200b\u2060\ufeff\u3164\p{Cs}\p{Zl}\p{Zp}]/u;
    expect(names.filter((raw) => hidden.test(displayName(raw)))).toEqual([]);
    expect(accepted.filter(({ name }) => displayName(name) !== name && !/\p{Zs}{4}/u.test(name))).toEqual([]);
  });

  test('never is taken for an unfinished file', () => {
    expect(accepted.filter(({ name }) => isPartialName(name))).toEqual([]);
    expect(isPartialName(partialName('transfer-1'))).toBe(true);
  });

  test('as paths: no segment leaves the folder', () => {
    const astray = names.flatMap((raw) => {
      const checked = checkRelativePath(`photos/${raw}`);
      if (checked.kind === 'refused') return [];
      const path = checked.kind === 'safe' ? checked.path : checked.to;
      const inside =
        posix.resolve('/granted', path).startsWith('/granted/photos/') &&
        win32.resolve('C:\\granted', path).startsWith('C:\\granted\\photos\\') &&
        namesOf(path).every((name) => safeFileName(name) === name);
      return inside ? [] : [raw];
    });
    expect(astray).toEqual([]);
  });
});

describe('single names', () => {
  test.each([
    '..',
    '.',
    '...',
    '. .',
    '．．',
    '…',
    '/etc/passwd',
    '\\\\server\\share',
    'C:\\x',
    'C:',
    'a/b',
    '..\\x',
    'x\\..\\y',
    '',
    ' ',
    '\u200b',
    'a\0.txt',
  ])('%j is refused', (raw) => {
    expect(checkFileName(raw).kind).toBe('refused');
  });

  test.each([
    ['a.txt:evil.exe', 'a.txt_evil.exe', ['stream']],
    ['C:x', 'C_x', ['stream']],
    ['COM¹.log', '_COM¹.log', ['reserved']],
    ['nul .txt', '_nul .txt', ['reserved']],
    ['invoice\u202efdp.exe', 'invoicefdp.exe', ['invisible']],
    ['a／b∕c.txt', 'a_b_c.txt', ['separator']],
    ['a\\b.txt', 'a_b.txt', ['separator']],
    ['name. . ', 'name', ['trimmed']],
    ['~user', '_user', ['home']],
    ['REPORT~1.TXT', 'REPORT_1.TXT', ['short-name']],
    ['what?.txt', 'what_.txt', ['forbidden']],
    ['x.sightline-partial', 'x.sightline-partial_', ['partial-mark']],
    ['CON\u200b ', '_CON', ['invisible', 'trimmed', 'reserved']],
  ])('%j becomes %j', (from, to, why) => {
    expect(checkFileName(from)).toEqual({ kind: 'changed', from, to, why });
  });

  test.each([
    'report.pdf',
    '.profile',
    'Bildschirmfoto 2026-08-07 um 9.41.00 AM.png',
    '👨‍👩‍👧.jpg',
    '❤️.png',
    'می‌خواهم.txt',
    '１½.txt',
    'console.log',
    'COM10',
    'a~b.txt',
  ])('%j stays', (raw) => expect(checkFileName(raw)).toEqual({ kind: 'safe', name: raw }));

  test('a long name keeps its extension and no half character', () => {
    const checked = checkFileName(`${'日'.repeat(200)}.tar.gz`);
    expect(checked).toMatchObject({ kind: 'changed', to: `${'日'.repeat(82)}.tar.gz`, why: ['too-long'] });
  });

  test('what cannot be seen is spelled out', () => {
    expect(displayName('a\u202eb\n\x7f\ud800')).toBe('a⟨U+202E⟩b␊␡⟨U+D800⟩');
    expect(displayName(`a.pdf${' '.repeat(30)}.exe`)).toBe('a.pdf⟨30 spaces⟩.exe');
  });
});

describe('two names, one file', () => {
  test.each<[string, string, Record<NameRules, boolean>]>([
    ['A.txt', 'a.TXT', { windows: true, macos: true, linux: false }],
    ['é', 'e\u0301', { windows: false, macos: true, linux: false }],
    ['straße', 'STRASSE', { windows: false, macos: true, linux: false }],
    ['a', 'a. .', { windows: true, macos: false, linux: false }],
    ['a', 'a\u200d', { windows: false, macos: true, linux: false }],
    ['Σ', 'ς', { windows: true, macos: true, linux: false }],
    ['a', 'b', { windows: false, macos: false, linux: false }],
  ])('%j and %j', (a, b, same) => {
    for (const rules of ['windows', 'macos', 'linux'] as const) {
      expect(sameFile(a, b, rules)).toBe(same[rules]);
      expect(sameFile(b, a, rules)).toBe(same[rules]);
      expect(sameFile(a, a, rules)).toBe(true);
    }
  });

  test('to keep both, a number is added that is free', () => {
    const taken = takenNames(['a.txt', 'A (2).TXT', 'b.tar.gz', '.profile'], 'windows');
    expect(keepBothName(named('c.txt'), taken)).toBe('c.txt');
    expect(keepBothName(named('a.txt'), taken)).toBe('a (3).txt');
    expect(keepBothName(named('a (2).txt'), taken)).toBe('a (3).txt');
    expect(keepBothName(named('b.tar.gz'), taken)).toBe('b (2).tar.gz');
    expect(keepBothName(named('.profile'), taken)).toBe('.profile (2)');
    const long = named(`${'x'.repeat(251)}.txt`);
    expect(keepBothName(long, takenNames([long], 'linux'))).toBe(`${'x'.repeat(247)} (2).txt`);
  });

  test('kept names are safe and free, and a changed spelling takes nobody’s name', () => {
    const wrong = accepted.slice(0, 3_000).filter(({ raw, name }) => {
      const taken = takenNames([name], 'macos');
      const kept = keepBothName(name, taken);
      const checked = checkNewFileName(raw, taken);
      const stolen = checked.kind === 'changed' && isTaken(checked.to, taken);
      return isTaken(kept, taken) || safeFileName(kept) !== kept || stolen;
    });
    expect(wrong).toEqual([]);
  });
});
