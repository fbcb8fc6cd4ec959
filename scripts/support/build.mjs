import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { inRoot, root } from './paths.mjs';
import { runNode } from './processes.mjs';

const sources = [
  'shared',
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

/** A fingerprint of the sources' names, sizes and times. */
function fingerprint() {
  const hash = createHash('sha256').update(root);
  for (const file of sources.flatMap(filesIn)) {
    const { size, mtimeMs } = statSync(inRoot(file));
    hash.update(`${file}:${size}:${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Whether the built app is missing, or was built from other sources. */
export const isStale = () => !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint();

/** Builds the named targets, or all of them. Returns the exit code. */
export async function build(targets = []) {
  const built = fingerprint();
  if (targets.length === 0) rmSync(stamp, { force: true });
  const { code } = await runNode([inRoot('scripts/vite/build.mjs'), ...targets]);
  if (code === 0 && targets.length === 0) {
    mkdirSync(inRoot('dist'), { recursive: true });
    writeFileSync(stamp, built);
  }
  return code;
}
