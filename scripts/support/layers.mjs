// The floors of the house: the one place that says which folder may import which. biome.json's overrides are
// written from it (npm run format), docs/architecture.md shows it, and tests hold all three together.
import { posix } from 'node:path';

/**
 * Each part of the product, with its floors from top to bottom. A folder may import the folders on the floors below
 * its own in the same part, and all of the parts named in `uses`; never a folder on its own floor or above. `.` is
 * the part's own folder. Every folder with source files needs its place here.
 */
export const parts = {
  shared: {
    runs: 'everywhere',
    uses: [],
    floors: [
      ['ipc'],
      ['wire'],
      ['settings', 'session/told'],
      ['session', 'annotation/tools'],
      ['annotation', 'file-transfer', 'system-information', 'session-key', 'words'],
      ['.'],
    ],
  },
  site: { runs: 'node', uses: ['shared'], floors: [['.']] },
  main: {
    runs: 'electron',
    uses: ['shared', 'site'],
    floors: [
      ['.'],
      ['requests'],
      ['embedded-site', 'file-transfer', 'practice'],
      ['session', 'history/transcript', 'window'],
      ['blobs', 'history', 'ipc', 'log', 'notices', 'settings'],
    ],
  },
  preload: { runs: 'preload', uses: ['shared'], floors: [['.']] },
  renderer: {
    runs: 'page',
    uses: ['shared'],
    floors: [
      ['.'],
      ['app'],
      ['history'],
      ['session'],
      ['screen'],
      ['chat', 'rail'],
      ['annotation'],
      ['wrap-up', 'recording', 'settings'],
      ['file-transfer', 'session-key', 'video', 'captured', 'site-status', 'waiting', 'notices', 'practice'],
      ['store', 'system-information'],
      ['kit'],
      ['picture', 'ipc', 'theme'],
    ],
  },
  customer: {
    runs: 'page',
    uses: ['shared'],
    floors: [
      ['.'],
      ['pages', 'practice'],
      ['sharing', 'ended', 'join', 'permissions'],
      ['camera', 'screen', 'recording'],
      ['files', 'photos', 'broadcast', 'practice/scene'],
      ['annotation', 'chat', 'system-information'],
      ['video', 'system-information/sections'],
      ['session'],
      ['shell', 'connection', 'offline', 'style'],
      ['files/worker', 'video/worker', 'offline/worker'],
      ['kit'],
    ],
  },
};

/** The folders whose code runs in a worker, where there is no document and no window. */
export const workers = ['customer/files/worker', 'customer/video/worker', 'customer/offline/worker'];

const place = (part, folder) => (folder === '.' ? part : `${part}/${folder}`);

/** Returns every folder of a part, as a path from the root. */
const foldersOf = (part) => parts[part].floors.flat().map((folder) => place(part, folder));

/** Returns the table itself: each folder with the folders it may import, both as paths from the root. */
export function layers() {
  return Object.entries(parts).flatMap(([part, { runs, uses, floors }]) =>
    floors.flatMap((floor, level) =>
      floor.map((name) => ({
        folder: place(part, name),
        part,
        runs: workers.includes(place(part, name)) ? 'worker' : runs,
        may: [
          ...floors
            .slice(level + 1)
            .flat()
            .map((below) => place(part, below)),
          ...uses.flatMap(foldersOf),
        ],
      })),
    ),
  );
}

const map = 'See docs/architecture.md.';

const denied = (globals) =>
  Object.fromEntries(globals.map((name) => [name, `Not there where this code runs. ${map}`]));

const nodeGlobals = denied(['process', 'Buffer', 'global', 'require', '__dirname']);

const notInPages = Object.fromEntries(
  ['libsql', 'ws', 'selfsigned'].map((name) => [
    name,
    `A native or Node-only package does not run in a page. ${map}`,
  ]),
);

const electronNames = (names, message) => ({
  electron: { importNames: names, message: `${message} ${map}` },
});

/** What each place of running adds to the folder rules: packages, Node's modules, globals and the console. */
const running = {
  everywhere: { packages: ['zod'], globals: nodeGlobals, isQuiet: true },
  preload: {
    packages: ['electron'],
    paths: electronNames(
      ['ipcMain', '*', 'default'],
      'Only main/ipc/ uses ipcMain, where each request is checked.',
    ),
    isQuiet: false,
    hasNoNode: true,
  },
  page: { paths: notInPages, never: ['electron'], globals: nodeGlobals, isQuiet: true },
  worker: {
    paths: notInPages,
    never: ['electron', 'react', 'react-dom'],
    globals: { ...nodeGlobals, ...denied(['document', 'window', 'localStorage']) },
    isQuiet: true,
  },
  node: { never: ['electron'] },
  electron: {
    paths: electronNames(
      ['ipcMain', 'ipcRenderer', '*', 'default'],
      'Only main/ipc/ uses ipcMain, where sender and schema of each request are checked.',
    ),
  },
};

const inMainIpc = electronNames(['ipcRenderer', '*', 'default'], 'Only preload/ uses ipcRenderer.');

const relativeTo = (folder, other) => {
  const relative = posix.relative(folder, other);
  return relative.startsWith('.') ? relative : `./${relative}`;
};

/** Returns the import patterns that refuse every folder but those that `row` may import. */
function folderPatterns({ folder, part, may }) {
  const below = may.filter((other) => other === part || other.startsWith(`${part}/`));
  return [
    '../**',
    './*/**',
    ...below.map((other) => `!${relativeTo(folder, other)}/*`),
    ...parts[part].uses.map((other) => `!${relativeTo(folder, other)}/**`),
  ];
}

function importRules(row) {
  const { packages, paths, never } = running[row.runs];
  const chosenPaths = row.folder === 'main/ipc' ? inMainIpc : paths;
  const patterns = [
    {
      group: folderPatterns(row),
      message: `A folder imports only its own files and folders on the floors below it. ${map}`,
    },
  ];
  if (packages) {
    const allowed = packages.flatMap((name) => [`!${name}`, `!${name}/**`]);
    patterns.push({
      group: ['*', '*/**', '!.', '!..', '!./**', '!../**', ...allowed],
      message: `No package but ${packages.join(', ')} may be imported here. ${map}`,
    });
  }
  if (never) {
    patterns.push({
      group: never.flatMap((name) => [name, `${name}/**`]),
      message: `Not there where this code runs. ${map}`,
    });
  }
  return { ...(chosenPaths && { paths: chosenPaths }), patterns };
}

const override = (includes, rules) => ({ includes, linter: { rules } });

/** Returns one override for each set of folders whose rules read the same: those on one floor, as deep as each other. */
function folderOverrides() {
  const byRules = new Map();
  for (const row of layers()) {
    const rules = JSON.stringify(importRules(row));
    byRules.set(rules, [...(byRules.get(rules) ?? []), `${row.folder}/*`]);
  }
  return [...byRules].map(([rules, includes]) =>
    override(includes, { style: { noRestrictedImports: { level: 'error', options: JSON.parse(rules) } } }),
  );
}

/** Returns what the place of running refuses beside imports: globals, Node's modules and the console. */
function runningOverride(includes, runs) {
  const { globals, isQuiet, hasNoNode } = running[runs];
  const rules = {
    ...(isQuiet && { suspicious: { noConsole: 'error' } }),
    ...((isQuiet || hasNoNode) && { correctness: { noNodejsModules: 'error' } }),
    ...(globals && {
      style: { noRestrictedGlobals: { level: 'error', options: { deniedGlobals: globals } } },
    }),
  };
  return Object.keys(rules).length === 0 ? [] : [override(includes, rules)];
}

/** What applies to a source file whose folder has no place in the table: it may import nothing of the product. */
const withoutPlace = {
  includes: Object.keys(parts).map((part) => `${part}/**`),
  linter: {
    rules: {
      style: {
        noRestrictedImports: {
          level: 'error',
          options: {
            patterns: [
              {
                group: ['*', '**'],
                message: 'This folder has no place in scripts/support/layers.mjs.',
              },
            ],
          },
        },
      },
    },
  },
};

/** Returns the overrides of biome.json that hold the table. */
export const layerOverrides = () => [
  withoutPlace,
  ...Object.entries(parts).flatMap(([part, { runs }]) => runningOverride([`${part}/**`], runs)),
  ...runningOverride(
    workers.map((folder) => `${folder}/*`),
    'worker',
  ),
  ...folderOverrides(),
];

/** Returns biome.json's content with its overrides for the layers replaced by those of the table. */
export function withLayerOverrides(configuration) {
  const isOfLayers = ({ includes }) =>
    includes.every((pattern) => Object.keys(parts).some((part) => pattern.startsWith(`${part}/`)));
  return {
    ...configuration,
    overrides: [...layerOverrides(), ...configuration.overrides.filter((override) => !isOfLayers(override))],
  };
}

/** Returns the table as docs/architecture.md shows it: one row for each floor. */
function layerTable() {
  const rows = Object.entries(parts).flatMap(([part, { uses, floors }]) =>
    floors.map((floor, level) => {
      const below = level === floors.length - 1 ? [] : [`the floors of \`${part}/\` below`];
      const may = [...below, ...uses.map((other) => `\`${other}/\``)];
      const folders = floor.map((name) => `\`${place(part, name)}/\``).join(' ');
      return `| ${part} ${level + 1} | ${folders} | ${may.length === 0 ? 'nothing' : may.join(', ')} |`;
    }),
  );
  return ['| floor | folders | may import |', '|---|---|---|', ...rows].join('\n');
}

const tableStart = '<!-- written from scripts/support/layers.mjs by npm run format -->\n';
const tableEnd = '\n<!-- end of the table -->';

/** Returns the map's text with its table of folders replaced by the one above; throws where the text has no place for it. */
export function withLayerTable(text) {
  const start = text.indexOf(tableStart);
  const end = text.indexOf(tableEnd, start);
  if (start === -1 || end === -1)
    throw new Error('docs/architecture.md has lost the place of its table of folders.');
  return `${text.slice(0, start + tableStart.length)}${layerTable()}${text.slice(end)}`;
}
