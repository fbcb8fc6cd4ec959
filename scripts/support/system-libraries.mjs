import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './processes.mjs';
import { withProgress } from './progress.mjs';

const forTheApp = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libatspi2.0-0',
  'libnotify4',
  'xvfb',
  'xauth',
  'unzip',
];
const forTests = ['chromium', 'firefox-esr', 'fonts-liberation', 'coturn', 'ffmpeg'];
const forPackaging = ['p7zip-full'];

// biome-ignore lint/suspicious/noTemplateCurlyInString: these are dpkg's own placeholders.
const statusFormat = '${db:Status-Status} ${Package}\n';

function installed() {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', statusFormat], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const lines = (stdout ?? '').split('\n').filter((line) => line.startsWith('installed '));
  return new Set(lines.map((line) => line.slice('installed '.length)));
}

/** Returns the name of a package in this Debian; newer releases call some libraries `…t64`. */
const currentName = (name) =>
  spawnSync('apt-cache', ['show', `${name}t64`], { stdio: 'ignore' }).status === 0 ? `${name}t64` : name;

/** Installs the system libraries that Electron (and, for tests, a browser) needs, where that is possible. */
export async function ensureSystemLibraries({ tests = false, packaging = false } = {}) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return;
  const present = installed();
  const wanted = [...forTheApp, ...(tests ? forTests : []), ...(packaging ? forPackaging : [])];
  const missing = wanted.filter((name) => !present.has(name) && !present.has(`${name}t64`));
  if (missing.length === 0) return;

  if (process.getuid?.() !== 0) {
    throw new Error(
      `Sightline needs system packages that are not installed; please run: sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${missing.join(' ')}`,
    );
  }
  await withProgress('Installing system packages', missing.join(' '), () => install(missing));
}

async function install(missing) {
  const options = { capture: true, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const updated = await run('apt-get', ['update', '--quiet'], options);
  const names = missing.map(currentName);
  const { code, output } = await run(
    'apt-get',
    ['install', '--yes', '--quiet', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', ...names],
    options,
  );
  if (code !== 0) {
    throw new Error(
      `apt-get could not install ${names.join(' ')}:\n${updated.code ? updated.output : ''}${output}`,
    );
  }
}
