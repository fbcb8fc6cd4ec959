import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { inRoot, root } from './paths.mjs';
import { runNode } from './processes.mjs';
import { withProgress } from './progress.mjs';

const sources = [
  'shared',
  'site',
  'main',
  'preload',
  'renderer',
  'customer',
  'assets',
  'scripts/vite',
  'package-lock.json',
];
const stamp = inRoot('dist', '.built');

function filesIn(path) {
  if (!existsSync(inRoot(path))) return [];
  if (!statSync(inRoot(path)).isDirectory()) return [path];
  return readdirSync(inRoot(path))
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`));
}

/** Returns a fingerprint of the sources' names, sizes and times. */
function fingerprint() {
  const hash = createHash('sha256').update(root);
  for (const file of sources.flatMap(filesIn)) {
    const { size, mtimeMs } = statSync(inRoot(file));
    hash.update(`${file}:${size}:${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Returns whether the built app is missing, or was built from other sources. */
export const isStale = () => !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint();

/** Builds everything if the sources have changed, without the figures that `npm run build` prints. Returns the exit code. */
export async function buildIfStale() {
  if (!isStale()) return 0;
  return withProgress('Building Sightline', 'only after a change', async () => {
    const code = await build(['--quiet']);
    if (code !== 0) throw new Error('Sightline was not built; the lines above say why.');
    return code;
  });
}

/** Builds the named targets, or all of them. Returns the exit code. */
export async function build(targets = []) {
  const built = fingerprint();
  const all = targets.every((name) => name.startsWith('-'));
  if (all) rmSync(stamp, { force: true });
  const { code } = await runNode([inRoot('scripts/vite/build.mjs'), ...targets]);
  if (code === 0 && all) {
    mkdirSync(inRoot('dist'), { recursive: true });
    writeFileSync(stamp, built);
  }
  return code;
}
