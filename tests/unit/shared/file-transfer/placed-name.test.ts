import { describe, expect, test } from 'vitest';
import { checkFileName, safeFileName } from '../../../../shared/file-transfer/file-name';
import { placedName } from '../../../../shared/file-transfer/placed-name';
import { hostileNames } from './hostile-names';

function placed(raw: string): string {
  const name = safeFileName(raw);
  if (name === undefined) throw new Error(`${raw} is not safe`);
  return placedName(name);
}

describe('placedName', () => {
  test.each([
    ['.bashrc', '_bashrc'],
    ['.htaccess', '_htaccess'],
    ['.DS_Store', '_DS_Store'],
    ['..profile', '_.profile'],
    ['desktop.ini', '_desktop.ini'],
    ['Desktop.INI', '_Desktop.INI'],
    ['Autorun.inf', '_Autorun.inf'],
    ['Thumbs.db', '_Thumbs.db'],
    ['photo.jpg', 'photo.jpg'],
    ['my.desktop.ini', 'my.desktop.ini'],
  ])('%s is placed as %s', (name, expected) => expect(placed(name)).toBe(expected));

  test('no name of the phone is hidden here or read by a system, and all stay safe', () => {
    const wrong = hostileNames().flatMap((raw) => {
      const checked = checkFileName(raw);
      if (checked.kind === 'refused') return [];
      const name = placedName(checked.kind === 'safe' ? checked.name : checked.to);
      const isRead = name.startsWith('.') || /^(?:desktop\.ini|autorun\.inf|thumbs\.db)$/i.test(name);
      return isRead || safeFileName(name) !== name || placedName(name) !== name ? [raw] : [];
    });
    expect(wrong).toEqual([]);
  });
});
