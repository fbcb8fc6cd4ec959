import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const biome = join(root, 'node_modules/.bin/biome');

const restrictedImport = 'lint/style/noRestrictedImports';
const nodeModule = 'lint/correctness/noNodejsModules';
const restrictedGlobal = 'lint/style/noRestrictedGlobals';
const noConsole = 'lint/suspicious/noConsole';
const defaultExport = 'lint/style/noDefaultExport';

const from = (specifier: string, name = 'thing') =>
  `import { ${name} } from '${specifier}';\n\nexport const used = ${name};\n`;

/** [folder, source, the rule that must refuse it] */
const forbidden: ReadonlyArray<readonly [string, string, string]> = [
  ['shared', from('../main/main'), restrictedImport],
  ['shared/session', from('../../main/session/session-registry'), restrictedImport],
  ['shared/session', from('../../renderer/store/store'), restrictedImport],
  ['shared/wire', from('../../customer/chat/chat'), restrictedImport],
  ['shared', from('../preload/preload'), restrictedImport],
  ['shared', from('electron'), restrictedImport],
  ['shared', from('react'), restrictedImport],
  ['shared', from('@reduxjs/toolkit'), restrictedImport],
  ['shared', from('node:fs'), nodeModule],
  ['shared', "import type { T } from '../main/main';\n\nexport type U = T;\n", restrictedImport],
  ['shared', "export * from '../main/main';\n", restrictedImport],
  ['shared', "export const late = () => import('../main/main');\n", restrictedImport],
  ['shared', 'export const pid = process.pid;\n', restrictedGlobal],
  ['shared', "console.log('hello');\n", noConsole],
  ['main', from('../renderer/store/store'), restrictedImport],
  ['main', from('../preload/preload'), restrictedImport],
  ['main/session', from('../../customer/chat/chat'), restrictedImport],
  ['main/window', from('electron', 'ipcMain'), restrictedImport],
  [
    'main',
    "import * as electron from 'electron';\n\nexport const used = electron.ipcMain;\n",
    restrictedImport,
  ],
  ['main/ipc', from('electron', 'ipcRenderer'), restrictedImport],
  ['main/ipc', from('../../renderer/store/store'), restrictedImport],
  ['main/site', from('electron', 'app'), restrictedImport],
  ['main/site', from('../window/window'), restrictedImport],
  ['main/site', from('../ipc/ipc'), restrictedImport],
  ['main/site', from('../session/session-registry'), restrictedImport],
  ['main/site', from('../file-transfer/uploads'), restrictedImport],
  ['main/site', from('../blobs/blob-store'), restrictedImport],
  ['main/site', from('../requests/carry-out'), restrictedImport],
  ['main/site', from('../history/history'), restrictedImport],
  ['main/site', from('../settings/settings'), restrictedImport],
  ['main/site', from('../../customer/chat/chat'), restrictedImport],
  ['main/site', from('../../renderer/store/store'), restrictedImport],
  ['preload', from('../main/main'), restrictedImport],
  ['preload', from('../renderer/store/store'), restrictedImport],
  ['preload', from('../customer/chat/chat'), restrictedImport],
  ['preload', from('electron', 'ipcMain'), restrictedImport],
  ['preload', from('react'), restrictedImport],
  ['preload', from('node:fs'), nodeModule],
  ['renderer', from('../main/main'), restrictedImport],
  ['renderer/chat', from('../../preload/preload'), restrictedImport],
  ['renderer/chat', from('../../customer/chat/chat'), restrictedImport],
  ['renderer', from('electron', 'ipcRenderer'), restrictedImport],
  ['renderer', from('node:path'), nodeModule],
  ['renderer', from('libsql'), restrictedImport],
  ['renderer', "console.log('hello');\n", noConsole],
  ['renderer', 'export default 1;\n', defaultExport],
  ['customer', from('../main/site/site'), restrictedImport],
  ['customer/chat', from('../../renderer/chat/chat'), restrictedImport],
  ['customer', from('../preload/preload'), restrictedImport],
  ['customer', from('electron'), restrictedImport],
  ['customer', from('node:crypto'), nodeModule],
  ['customer', "console.log('hello');\n", noConsole],
];

/** [folder, source]: what each layer may do. */
const allowed: ReadonlyArray<readonly [string, string]> = [
  ['shared', from('zod', 'z')],
  ['shared', from('./session/reduce')],
  ['shared/session', from('../wire/limits')],
  ['shared/session/deep', from('../../quality')],
  ['main', from('electron', 'app')],
  ['main', from('./ipc/requests')],
  ['main/session', from('../history/history')],
  ['main/session', from('../../shared/session/reduce')],
  ['main/ipc', from('electron', 'ipcMain')],
  ['main/site', from('node:https', 'createServer')],
  ['main/site', from('../../shared/wire/limits')],
  ['main/site/session-key', from('../connection')],
  ['preload', from('electron', 'ipcRenderer')],
  ['preload', from('../shared/ipc/requests')],
  ['renderer/chat', from('../session/pane')],
  ['renderer/chat', from('../../shared/session/reduce')],
  ['renderer/chat', from('react', 'useState')],
  ['customer/chat', from('../../shared/session/reduce')],
];

interface Diagnostic {
  readonly category?: string;
  readonly location?: { readonly path?: unknown };
}

/** Plants each source in a folder of the project, lints just those files, and removes them again. */
function lint(cases: ReadonlyArray<{ readonly folder: string; readonly source: string }>): string[][] {
  const planted: string[] = [];
  const made: string[] = [];
  try {
    for (const { folder, source } of cases) {
      for (let at = join(root, folder); !existsSync(at); at = dirname(at)) made.push(at);
      mkdirSync(join(root, folder), { recursive: true });
      const file = join(root, folder, `layer-edge-${randomUUID()}.ts`);
      planted.push(file);
      writeFileSync(file, source);
    }
    const files = planted.map((file) => relative(root, file));
    const run = spawnSync(biome, ['lint', '--reporter=json', '--max-diagnostics=none', ...files], {
      cwd: root,
      encoding: 'utf8',
    });
    const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: readonly Diagnostic[] };
    return files.map((file) =>
      diagnostics
        .filter(({ location }) =>
          JSON.stringify(location?.path ?? '').includes(file.split(sep).at(-1) ?? file),
        )
        .map(({ category }) => category ?? ''),
    );
  } finally {
    for (const file of planted) rmSync(file, { force: true });
    for (const folder of made.sort((a, b) => b.length - a.length)) {
      if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
    }
  }
}

test('every forbidden edge between layers is refused by the linter, by the named rule', () => {
  const found = lint(forbidden.map(([folder, source]) => ({ folder, source })));
  const missed = forbidden.filter(([, , rule], index) => !found[index]?.includes(rule));
  expect(missed).toEqual([]);
}, 60_000);

test('every allowed edge passes', () => {
  const found = lint(allowed.map(([folder, source]) => ({ folder, source })));
  const refused = allowed
    .map(([folder, source], index) => ({ folder, source, rules: found[index] }))
    .filter(({ rules }) => rules?.length !== 0);
  expect(refused).toEqual([]);
}, 60_000);

const layers = ['shared', 'main', 'preload', 'renderer', 'customer'];
const besideTheLayers = ['tests', 'scripts', 'assets', 'docs'];
const configuration = /^[\w.-]+\.config\.(ts|mjs)$/;

test('every source file is in a layer the rules name', () => {
  const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = listed.stdout.split('\n').filter((file) => /\.(ts|tsx|mts|cts|js|mjs|cjs|jsx)$/.test(file));
  const astray = files.filter((file) => {
    const top = file.split('/')[0] ?? '';
    return ![...layers, ...besideTheLayers].includes(top) && !configuration.test(file);
  });
  expect(astray).toEqual([]);

  const rules = readFileSync(join(root, 'biome.json'), 'utf8');
  for (const layer of layers) expect(rules).toContain(`"${layer}/**"`);
});

test('main/site/ is kept from every other folder of main/', () => {
  const { overrides } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as {
    overrides: ReadonlyArray<{ includes: readonly string[] }>;
  };
  const site = JSON.stringify(overrides.find(({ includes }) => includes[0] === 'main/site/**'));
  const others = readdirSync(join(root, 'main'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'site')
    .map((entry) => entry.name);
  const forgotten = others.filter((name) => !site.includes(`"../**/${name}/**"`));
  expect(forgotten, 'to be added to the rules for main/site/ in biome.json').toEqual([]);
});
