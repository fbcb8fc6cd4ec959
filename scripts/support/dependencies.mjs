import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { npmFailure } from './npm-failure.mjs';
import { inModules, inRoot } from './paths.mjs';
import { run } from './processes.mjs';
import { withProgress } from './progress.mjs';

const stamp = inModules('.sightline-lock');
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');

/** Compares npm's own record of what it installed with the lock, for folders installed by hand. */
function installedMatchesLock() {
  try {
    const wanted = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
    const installed = JSON.parse(readFileSync(inModules('.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(
      ([path, { version, optional }]) =>
        path === '' || installed[path]?.version === version || (optional && !installed[path]),
    );
  } catch {
    return false;
  }
}

/** Installs the locked packages when they are missing or older than the lock. */
export async function ensureDependencies() {
  const wanted = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!installedMatchesLock()) {
    await withProgress('Installing packages', 'npm ci, about a minute', async () => {
      const windows = process.platform === 'win32';
      const { code, output } = await run(
        windows ? 'npm.cmd' : 'npm',
        ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
        { capture: true, shell: windows },
      );
      if (code !== 0) throw new Error(npmFailure('npm ci', output));
    });
  }
  writeFileSync(stamp, wanted);
}
