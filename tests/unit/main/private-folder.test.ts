import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { keepPrivate, mendModes } from '../../../main/private-folder';
import { temporaryFolder } from '../../support/temporary-folder';

afterEach(() => vi.restoreAllMocks());

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test('a folder that others could read is closed to them, with all that Sightline keeps in it', async () => {
  const umask = vi.spyOn(process, 'umask').mockReturnValue(0o022);
  const folder = temporaryFolder();
  const outside = join(temporaryFolder(), 'outside.txt');
  writeFileSync(outside, 'x', { mode: 0o644 });
  mkdirSync(join(folder, 'sessions', 'one'), { recursive: true, mode: 0o755 });
  mkdirSync(join(folder, 'logs'), { mode: 0o755 });
  const files = [
    'sightline.sqlite',
    'sightline.sqlite-wal',
    'sightline.sqlite.damaged-2026',
    'settings.json',
  ];
  files.push('sessions/one/picture', 'logs/sightline.log');
  for (const name of files) writeFileSync(join(folder, name), name, { mode: 0o644 });
  symlinkSync(outside, join(folder, 'sessions', 'link'));

  expect(keepPrivate(folder, 'linux')).toBe(true);
  await mendModes(folder, 'linux');

  expect(umask).toHaveBeenCalledWith(0o077);
  for (const name of ['', 'sessions', 'sessions/one', 'logs'])
    expect(modeOf(join(folder, name)), name).toBe(0o700);
  for (const name of files) {
    expect(modeOf(join(folder, name)), name).toBe(0o600);
    expect(readFileSync(join(folder, name), 'utf8')).toBe(name);
  }
  expect(modeOf(outside)).toBe(0o644);
});

test('what is not Sightline’s is left as it is', async () => {
  const folder = temporaryFolder();
  const other = join(folder, 'tool');
  writeFileSync(other, 'x', { mode: 0o755 });
  await mendModes(folder, 'linux');
  expect(modeOf(other)).toBe(0o755);
});

test('a disk that refuses is reported', () => {
  vi.spyOn(process, 'umask').mockReturnValue(0o022);
  expect(keepPrivate(join(temporaryFolder(), 'missing'), 'linux')).toBe(false);
});
