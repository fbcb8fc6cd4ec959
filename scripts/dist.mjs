// Packages the app into out/: every package this computer can build, and a line for each that it cannot.
// Arguments choose packages (dir, tar.gz, AppImage, deb, rpm, nsis, dmg, zip); dir is the unpacked app alone.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './support/build.mjs';
import { ensureDependencies } from './support/dependencies.mjs';
import { ensureElectron } from './support/electron.mjs';
import { inModules, inRoot } from './support/paths.mjs';
import { runNode, script } from './support/processes.mjs';
import { ensureSystemLibraries } from './support/system-libraries.mjs';

const started = performance.now();
const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
const size = (bytes) => (bytes < 1e5 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

await script(async () => {
  const chosen = process.argv.slice(2);
  await ensureSystemLibraries();
  if (process.getuid?.() === 0)
    await ensureSystemLibraries({ packaging: true }).catch((error) => console.log(error.message));
  await ensureDependencies();
  // These need the installed packages.
  const { configuration } = await import('./package/configuration.mjs');
  const { plan, toolsAnswer } = await import('./package/plan.mjs');
  const { writeLicenses } = await import('./package/licenses.mjs');

  const config = await configuration();
  const electron = await electronToPackage();
  const downloads = await toolsAnswer();
  const all = plan(config, { downloads, anyElectron: electron.forRelease && downloads });
  const known = new Set(['dir', ...all.map(({ target }) => target)]);
  const unknown = chosen.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new Error(`There is no package ${unknown.join(', ')}; there are ${[...known].join(', ')}.`);

  await buildIfStale();
  console.log(`Licences of ${writeLicenses(inRoot('dist', 'third-party-licenses.txt'))} packages collected.`);

  const wanted = all.filter(({ target }) => chosen.length === 0 || chosen.includes(target));
  const failures = await buildAll(wanted, electron);
  for (const { system, target, arch, reason } of wanted)
    if (reason) console.log(`Not built: ${system.name} ${target} ${arch}: ${reason}.`);
  if (!electron.forRelease) console.log(`\n${electron.warning}`);
  for (const failure of failures) console.error(failure);
  console.log(`Packaging took ${seconds()}.`);
  return failures.length === 0 ? 0 : 1;
});

/** Returns the Electron that goes into the packages, and whether it is the one Sightline ships on. */
async function electronToPackage() {
  const { electronVersion } = await import('./package/plan.mjs');
  const { executable, environment } = await ensureElectron();
  const shipped = JSON.parse(readFileSync(inModules('electron', 'package.json'), 'utf8')).version;
  const given = environment.ELECTRON_OVERRIDE_DIST_PATH;
  if (given === undefined)
    return {
      forRelease: true,
      environment: {},
      options: [],
      folder: process.platform === 'darwin' ? undefined : join(executable, '..'),
    };
  const version = electronVersion(executable);
  return {
    forRelease: version === shipped,
    folder: given,
    // Nobody keeps such a package, so it need not be small.
    environment: version === shipped ? {} : { ELECTRON_BUILDER_COMPRESSION_LEVEL: '1' },
    options: [`-c.electronVersion=${version}`, `-c.electronDist=${given}`],
    warning: `*** NOT FOR RELEASE: packaged with Electron ${version}, as ${shipped} could not be downloaded. ***`,
  };
}

/** Builds what has no reason against it: per processor the unpacked app first, then its packages from that. */
async function buildAll(wanted, electron) {
  const { systems } = await import('./package/plan.mjs');
  const system = systems[process.platform];
  if (!system) throw new Error(`Sightline is not packaged on ${process.platform}.`);
  const possible = wanted.filter(({ reason }) => reason === undefined);
  const processors = [...new Set([process.arch, ...possible.map(({ arch }) => arch)])];
  const failures = [];
  for (const arch of processors) {
    const folder = await unpackedApp(system, arch, electron);
    for (const { target } of possible.filter((entry) => entry.arch === arch)) {
      const from = system.platform === 'darwin' ? join(folder, 'Sightline.app') : folder;
      try {
        await electronBuilder([system.option, target, `--${arch}`, '--prepackaged', from], electron);
        report(target, arch);
      } catch (error) {
        failures.push(`${system.name} ${target} ${arch} failed: ${error.message}`);
      }
    }
  }
  return failures;
}

/** Makes the unpacked app, checks its fuses and its files, and says how large it is. */
async function unpackedApp(system, arch, electron) {
  const { checkFuses, executableIn } = await import('./package/fuses.mjs');
  const { packageContents } = await import('./package/contents.mjs');
  await electronBuilder([system.option, 'dir', `--${arch}`], electron);
  const base = { linux: 'linux', win32: 'win', darwin: 'mac' }[system.platform];
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  const name = system.platform === 'darwin' ? `${base}${suffix}` : `${base}${suffix}-unpacked`;
  const folder = inRoot('out', name);

  const fuses = await checkFuses(executableIn(folder, system.platform));
  const on = Object.keys(fuses).filter((fuse) => fuses[fuse]);
  const contents = packageContents({
    folder,
    platform: system.platform,
    arch,
    electronFolder: electron.folder,
  });
  if (contents.missing.length > 0) throw new Error(`out/${name} lacks ${contents.missing.join(', ')}.`);
  if (contents.unwanted.length > 0) {
    throw new Error(
      `out/${name} holds files that are not on the run-time list (scripts/package/contents.mjs):\n  ${contents.unwanted.join('\n  ')}`,
    );
  }
  console.log(
    `\nout/${name}  ${size(contents.unpackedSize)} in ${contents.files.length} files (${seconds()})`,
  );
  console.log(`  fuses as wanted; on: ${on.join(', ')}`);
  console.log(
    `  app.asar ${size(contents.archiveSize)}, ${contents.packed.length} files; the largest in it and next to it:`,
  );
  const inside = contents.packed.map((file) => ({
    path: file.unpacked ? `${file.path} (next to it)` : file.path,
    size: file.size,
  }));
  list(inside);
  console.log('  the largest of the whole folder:');
  list(contents.files);
  return folder;
}

/** Prints the ten largest of some files. */
function list(files) {
  for (const file of [...files].sort((a, b) => b.size - a.size).slice(0, 10))
    console.log(`  ${size(file.size).padStart(9)}  ${file.path}`);
}

async function electronBuilder(args, electron) {
  const { installedTools } = await import('./package/plan.mjs');
  const { code, output } = await runNode(
    [
      inModules('electron-builder', 'cli.js'),
      '--config',
      'electron-builder.yml',
      '--publish',
      'never',
      ...args,
      ...electron.options,
    ],
    { capture: true, env: { ...installedTools(), ...electron.environment }, timeout: 1_800_000 },
  );
  if (code !== 0) throw new Error(`electron-builder ${args.slice(0, 3).join(' ')} failed:\n${output.trim()}`);
}

/** Prints what a target left in out/, with sizes. */
function report(target, arch) {
  const extension = target === 'nsis' ? 'exe' : target;
  const names = { x64: ['x64', 'amd64', 'x86_64'], arm64: ['arm64', 'aarch64'] }[arch];
  if (!existsSync(inRoot('out'))) return;
  for (const file of readdirSync(inRoot('out'))) {
    if (!file.endsWith(`.${extension}`) || !names.some((name) => file.includes(name))) continue;
    console.log(`out/${file}  ${size(statSync(inRoot('out', file)).size)} (${seconds()})`);
  }
}
