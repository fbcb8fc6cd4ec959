import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { listAsar } from './asar-listing.mjs';
import { nativeLibrary } from './native-library.mjs';

/** Returns what may be in the archive. */
const inArchive = (platform, arch) => [
  /^package\.json$/,
  /^dist\/main\/(chunks\/)?[^/]+\.js$/,
  /^dist\/preload\/[^/]+\.cjs$/,
  /^dist\/(renderer|customer|practice)\/([^/]+\/)*[^/]+\.(html|js|css|woff2|svg|png|jpg|webp|wav|mp3|json|webmanifest|ico|wasm)$/,
  /^node_modules\/(libsql|@neon-rs\/load|detect-libc)\/([^/]+\/)*[^/]+\.js$/,
  /^node_modules\/(libsql|@neon-rs\/load|detect-libc)\/(package\.json|LICENSE[^/]*)$/,
  new RegExp(`^node_modules/${nativeLibrary(platform, arch)}/(index\\.node|package\\.json|LICENSE[^/]*)$`),
];

/** Files allowed next to it in the resources folder. */
const inResources = [
  /^app\.asar$/,
  /^LICENSE$/,
  /^third-party-licenses\.txt$/,
  /^package-type$/,
  /^icon\.icns$/,
];

/** Files no package contains, in any folder: maps, sources, types, texts for developers, tests. */
const neverNeeded =
  /(\.(map|tsx?|mts|cts|jsx|flow|tsbuildinfo|md|markdown|pdb|o|a)$)|(^|\/)(tests?|__tests__|node-[a-z]+-[a-z0-9]+)\//i;

function filesIn(folder, top = folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path, top);
    return [
      { path: relative(top, path).split(sep).join('/'), size: entry.isFile() ? statSync(path).size : 0 },
    ];
  });
}

/**
 * Lists a packaged app and says which of its files are not on the run-time list.
 * `electronFolder` is the Electron it was made from, where that is on this computer: its files belong.
 */
export function packageContents({ folder, platform, arch, electronFolder }) {
  const resources =
    platform === 'darwin'
      ? join(folder, 'Sightline.app', 'Contents', 'Resources')
      : join(folder, 'resources');
  const archive = join(resources, 'app.asar');
  const files = filesIn(folder);
  const packed = listAsar(archive);
  const resourcesPath = relative(folder, resources).split(sep).join('/');
  const patterns = inArchive(platform, arch);
  const belongs = outsideRule(platform, electronFolder);

  const unwanted = [];
  for (const { path } of packed) {
    if (neverNeeded.test(path) || !patterns.some((pattern) => pattern.test(path)))
      unwanted.push(`app.asar/${path}`);
  }
  for (const { path } of files) {
    const resource = path.startsWith(`${resourcesPath}/`) ? path.slice(resourcesPath.length + 1) : undefined;
    const unpacked = resource?.startsWith('app.asar.unpacked/') ? resource.slice(18) : undefined;
    const good =
      unpacked !== undefined
        ? packed.some((entry) => entry.unpacked && entry.path === unpacked)
        : inResources.some((pattern) => resource !== undefined && pattern.test(resource)) || belongs(path);
    if (!good || neverNeeded.test(path)) unwanted.push(path);
  }
  const native = `node_modules/${nativeLibrary(platform, arch)}/index.node`;
  const needed = ['package.json', 'dist/main/main.js', native];
  const missing = needed.filter((path) => !packed.some((entry) => entry.path === path));
  return {
    files,
    packed,
    unwanted,
    missing,
    unpackedSize: files.reduce((sum, { size }) => sum + size, 0),
    archiveSize: statSync(archive).size,
  };
}

/** Returns whether a file outside the archive comes from Electron itself. */
function outsideRule(platform, electronFolder) {
  if (platform === 'darwin' || electronFolder === undefined || !existsSync(electronFolder)) return () => true;
  const known = new Set(filesIn(electronFolder).map(({ path }) => path));
  for (const name of ['resources/default_app.asar', 'version', 'LICENSE']) known.delete(name);
  for (const name of ['LICENSE.electron.txt', 'sightline', 'Sightline.exe']) known.add(name);
  return (path) => known.has(path);
}
