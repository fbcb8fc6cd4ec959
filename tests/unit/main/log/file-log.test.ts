import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileLog } from '../../../../main/log/file-log';
import { redact } from '../../../../main/log/redact';
import { newIdentifier } from '../../../../site/identifiers';
import { temporaryFolder } from '../../../support/temporary-folder';

const all = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');

describe('the log', () => {
  test('a line says when, how grave, what, and details', () => {
    const folder = temporaryFolder();
    const log = new FileLog({ folder, now: () => 0 });
    log.write('warning', 'The site is on', { port: 8443, reach: 'local-network' });
    expect(readFileSync(log.path, 'utf8')).toBe(
      '1970-01-01T00:00:00.000Z warning The site is on port=8443 reach="local-network"\n',
    );
  });

  test('files are rotated, and only so many are kept', () => {
    const folder = temporaryFolder();
    const log = new FileLog({ folder, bytesPerFile: 400, files: 3 });
    for (let index = 0; index < 60; index += 1) log.write('info', `line number ${index}`);
    expect(readdirSync(folder).sort()).toEqual(['sightline.1.log', 'sightline.2.log', 'sightline.log']);
    expect(readFileSync(log.path, 'utf8')).toContain('line number 59');
    expect(all(folder)).not.toContain('line number 0\n');
  });

  test('a log that cannot be written ends nothing', () => {
    const folder = temporaryFolder();
    const log = new FileLog({ folder });
    mkdirSync(log.path);
    expect(() => log.write('error', 'nowhere to go')).not.toThrow();
  });

  test('keys, tokens, fragments, names and chat never reach it', () => {
    const folder = temporaryFolder();
    const log = new FileLog({ folder });
    const token = newIdentifier();
    log.write('info', 'Key 418207953, again 418 207 953, 418-207-953.', { key: '418207953', token });
    log.write('info', 'Opened https://localhost:8443/#418207953');
    log.writeError('It failed', new Error(`Maria Lindqvist wrote "swordfish" with ${token}`));
    log.writeError('It failed', { message: 'Maria Lindqvist' });
    log.writeError('It failed', 'Maria Lindqvist');
    const text = all(folder);
    expect(text).not.toMatch(/418.?207.?953|Maria|swordfish/);
    expect(text).not.toContain(token);
    expect(text.trim().split('\n')).toHaveLength(5);
    expect(text).toContain('name="Error"');
  });

  test('what the system says is kept, without the name of the home folder', () => {
    const folder = temporaryFolder();
    const log = new FileLog({ folder });
    const error = Object.assign(new Error(`ENOSPC: no space left, write '${homedir()}/x'`), {
      code: 'ENOSPC',
    });
    log.writeError('It failed', error);
    expect(all(folder)).toContain("ENOSPC: no space left, write '~/x'");
  });

  test('no identifier survives, whatever its letters', () => {
    for (let count = 0; count < 2_000; count += 1) {
      const token = newIdentifier();
      expect(redact(`token="${token}"`, '/nobody')).toBe('token="[identifier]"');
    }
  });

  test('no key survives, however it is grouped and wherever it stands', () => {
    const digits = fc.stringMatching(/^\d{3}$/);
    const gap = fc.constantFrom('', ' ', '-', '\u00a0', '\u202f');
    const around = fc.constantFrom('', ' ', '"', '.', ':', '#', '/', '=', ',', 'key');
    fc.assert(
      fc.property(digits, digits, digits, gap, around, around, (a, b, c, between, before, after) => {
        const key = [a, b, c].join(between);
        expect(redact(`${before}${key}${after}`, '/nobody')).not.toContain(key);
      }),
    );
  });
});
