import { inModules } from './paths.mjs';
import { runNode } from './processes.mjs';

export const biome = (args) => runNode([inModules('@biomejs/biome/bin/biome'), ...args]);

/** Checks types, then lint and formatting, then for files, exports and packages that nothing uses. Returns the names of those that failed. */
export async function check() {
  const failed = [];
  if ((await runNode([inModules('typescript/bin/tsc'), '-b'])).code !== 0) failed.push('types (tsc -b)');
  if ((await biome(['check', '--error-on-warnings', '.'])).code !== 0)
    failed.push('lint and format (biome check)');
  if ((await runNode([inModules('knip/bin/knip.js'), '--no-progress'])).code !== 0)
    failed.push('nothing unused (knip)');
  return failed;
}
