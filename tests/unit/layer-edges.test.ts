import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Layer,
  layers,
  parts,
  withLayerOverrides,
  withLayerTable,
} from '../../scripts/support/layers.mjs';

const root = resolve(import.meta.dirname, '../..');
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');

const restrictedImport = 'lint/style/noRestrictedImports';
const nodeModule = 'lint/correctness/noNodejsModules';
const restrictedGlobal = 'lint/style/noRestrictedGlobals';
const noConsole = 'lint/suspicious/noConsole';
const defaultExport = 'lint/style/noDefaultExport';
const importCycle = 'lint/suspicious/noImportCycles';

const table = layers();
const folders = table.map(({ folder }) => folder);

interface Diagnostic {
  readonly category?: string;
  readonly location?: { readonly path?: unknown };
}

/** Lints files planted in an empty project under this project's rules; returns what was refused in each, by rule. */
function lint(files: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
  const project = mkdtempSync(join(tmpdir(), 'sightline-layers-'));
  try {
    const { vcs: _, $schema: __, ...rules } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    writeFileSync(join(project, 'biome.json'), JSON.stringify(rules));
    copyFileSync(join(root, 'tsconfig.base.json'), join(project, 'tsconfig.json'));
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(dirname(join(project, file)), { recursive: true });
      writeFileSync(join(project, file), source);
    }
    const run = spawnSync(
      process.execPath,
      [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'],
      { cwd: project, encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: readonly Diagnostic[] };
    const refused: Record<string, string[]> = Object.fromEntries(
      Object.keys(files).map((file) => [file, []]),
    );
    for (const { category = '', location } of diagnostics) {
      const path = JSON.stringify(location?.path ?? '');
      const file = Object.keys(files).find(
        (name) => path.includes(`"${name}"`) || path.includes(`/${name}"`),
      );
      if (file !== undefined) refused[file]?.push(category);
    }
    return refused;
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** The import of one folder by another, as it would be written there. */
function importOf(folder: string, other: string, index: number): string {
  const relative = posix.relative(folder, other);
  const path = relative === '' ? '.' : relative.startsWith('.') ? relative : `./${relative}`;
  return `export { thing as thing${index} } from '${path}/thing';\n`;
}

/** Lints one file for each folder, which imports all that `chosen` says; returns each folder whose imports were not all refused, or not all let through. */
function wrongRows(chosen: (row: Layer) => readonly string[], areRefused: boolean): readonly string[] {
  const found = lint(
    Object.fromEntries(
      table.map((row) => [
        `${row.folder}/planted.ts`,
        chosen(row)
          .map((other, index) => importOf(row.folder, other, index))
          .join(''),
      ]),
    ),
  );
  return table.flatMap((row) => {
    const refused = found[`${row.folder}/planted.ts`]?.filter((rule) => rule === restrictedImport).length;
    const expected = areRefused ? chosen(row).length : 0;
    return refused === expected ? [] : [`${row.folder}: ${refused} refused, not ${expected}`];
  });
}

test('no folder can import one that its row of the table does not name', () => {
  const forbidden = ({ folder, may }: Layer) =>
    folders.filter((other) => other !== folder && !may.includes(other));
  expect(table.filter((row) => forbidden(row).length === 0)).toEqual([]);
  expect(wrongRows(forbidden, true)).toEqual([]);
});

test('each folder can import every folder that its row names, and its own files', () => {
  expect(wrongRows(({ folder, may }) => [folder, ...may], false)).toEqual([]);
});

test('the table has no cycle: each folder may import only folders that come after it', () => {
  const below = new Map<string, ReadonlySet<string>>(table.map(({ folder, may }) => [folder, new Set(may)]));
  const upward = table.flatMap(({ folder, may }) =>
    may.filter((other) => below.get(other)?.has(folder)).map((other) => `${folder} <-> ${other}`),
  );
  expect(upward).toEqual([]);
});

const from = (specifier: string, name = 'thing') =>
  `import { ${name} } from '${specifier}';\n\nexport const used = ${name};\n`;

/** [folder, source, the rule that must refuse it]: what the table's rows add to the folders. */
const refusedSources: ReadonlyArray<readonly [string, string, string]> = [
  ['shared/session', "import type { T } from '../../main/main';\n\nexport type U = T;\n", restrictedImport],
  ['shared', "export * from '../main/main';\n", restrictedImport],
  ['shared', "export const late = () => import('../main/main');\n", restrictedImport],
  ['shared', from('electron'), restrictedImport],
  ['shared/wire', from('react'), restrictedImport],
  ['shared', from('node:fs'), nodeModule],
  ['shared', 'export const pid = process.pid;\n', restrictedGlobal],
  ['shared', "console.log('hello');\n", noConsole],
  ['main/window', from('electron', 'ipcMain'), restrictedImport],
  [
    'main',
    "import * as electron from 'electron';\n\nexport const used = electron.ipcMain;\n",
    restrictedImport,
  ],
  ['main/ipc', from('electron', 'ipcRenderer'), restrictedImport],
  ['site', from('electron', 'app'), restrictedImport],
  ['preload', from('electron', 'ipcMain'), restrictedImport],
  ['preload', from('react'), restrictedImport],
  ['preload', from('node:fs'), nodeModule],
  ['renderer', from('electron', 'ipcRenderer'), restrictedImport],
  ['renderer/chat', from('node:path'), nodeModule],
  ['renderer/video', from('libsql'), restrictedImport],
  ['renderer', "console.log('hello');\n", noConsole],
  ['renderer', 'export default 1;\n', defaultExport],
  ['customer/chat', from('electron'), restrictedImport],
  ['customer', from('node:crypto'), nodeModule],
  ['customer', "console.log('hello');\n", noConsole],
  ['customer/files/worker', 'export const title = document.title;\n', restrictedGlobal],
  ['customer/video/worker', from('react', 'useState'), restrictedImport],
  // A folder that nobody has given a place, in a part and deep inside one.
  ['renderer/new-folder', from('../kit/time'), restrictedImport],
  ['customer/chat/new-folder', from('./own-file'), restrictedImport],
];

/** [folder, source]: what each place of running may do. */
const acceptedSources: ReadonlyArray<readonly [string, string]> = [
  ['shared/session', from('zod', 'z')],
  ['main', from('electron', 'app')],
  ['main/ipc', from('electron', 'ipcMain')],
  ['site', from('node:https', 'createServer')],
  ['preload', from('electron', 'ipcRenderer')],
  ['renderer/chat', from('react', 'useState')],
  ['customer/video/worker', 'export const answer = () => globalThis.postMessage(1);\n'],
];

const numbered = (sources: ReadonlyArray<readonly [folder: string, source: string, rule?: string]>) =>
  Object.fromEntries(sources.map(([folder, source], index) => [`${folder}/planted-${index}.ts`, source]));

test('packages, globals and modules of Node are refused where they are not, by the named rule', () => {
  const found = Object.values(lint(numbered(refusedSources)));
  const missed = refusedSources.filter(([, , rule], index) => !found[index]?.includes(rule));
  expect(missed).toEqual([]);
});

test('what a place of running has may be used there', () => {
  const found = Object.values(lint(numbered(acceptedSources)));
  const refused = acceptedSources.filter((_, index) => found[index]?.length !== 0);
  expect(refused).toEqual([]);
});

test('two files that import each other are refused, by types alone as well', () => {
  const found = lint({
    'renderer/chat/one.ts': "import { two } from './two';\n\nexport const one = () => two;\n",
    'renderer/chat/two.ts': "import { one } from './one';\n\nexport const two = () => one;\n",
    'shared/left.ts': "import type { Right } from './right';\n\nexport type Left = Right | null;\n",
    'shared/right.ts': "import type { Left } from './left';\n\nexport type Right = Left | 1;\n",
  });
  expect(Object.values(found).map((rules) => rules.includes(importCycle))).toEqual([true, true, true, true]);
});

test('biome.json says what the table says', () => {
  const configuration = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as {
    overrides: unknown[];
  };
  expect(configuration, 'npm run format writes it').toEqual(
    JSON.parse(JSON.stringify(withLayerOverrides(configuration))),
  );
});

test('the map shows the table', () => {
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  expect(text, 'npm run format writes it').toBe(withLayerTable(text));
});

const besideTheParts = ['tests', 'scripts', 'assets', 'docs', '.github'];
const configuration = /^[\w.-]+\.config\.(ts|mjs)$/;

test('every folder with source files has its place in the table, and every place has its folder', () => {
  const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const sources = listed.stdout
    .split('\n')
    .filter((file) => /\.(ts|tsx|mts|cts|js|mjs|cjs|jsx|css)$/.test(file) && existsSync(join(root, file)));
  const homes = new Set(sources.map((file) => posix.dirname(file)));
  const astray = [...homes].filter((home) => {
    const top = home.split('/')[0] ?? '';
    return top in parts ? !folders.includes(home) : !besideTheParts.includes(top);
  });
  expect(astray.filter((home) => home !== '.')).toEqual([]);
  expect(sources.filter((file) => posix.dirname(file) === '.' && !configuration.test(file))).toEqual([]);
  expect(folders.filter((folder) => !homes.has(folder))).toEqual([]);
});
