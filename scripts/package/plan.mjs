import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { hasNativeLibrary } from './native-library.mjs';

export const systems = {
  linux: { name: 'Linux', option: '--linux', key: 'linux', platform: 'linux' },
  win32: { name: 'Windows', option: '--win', key: 'win', platform: 'win32' },
  darwin: { name: 'macOS', option: '--mac', key: 'mac', platform: 'darwin' },
};

/** Returns the path of a command, or undefined. */
function command(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Returns whether electron-builder can download its tools. */
export async function toolsAnswer() {
  if (['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].some((name) => process.env[name])) return true;
  try {
    const address =
      process.env.ELECTRON_BUILDER_BINARIES_MIRROR ??
      'https://github.com/electron-userland/electron-builder-binaries/';
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(10_000) });
    return true;
  } catch {
    return false;
  }
}

/** Tools of this computer that electron-builder is told about, so that it need not download them. */
export function installedTools() {
  const seven = command('7za') ?? command('7zz') ?? command('7z');
  const fpm = command('fpm');
  return {
    ...(seven && !process.env.ELECTRON_BUILDER_7ZIP_PATH ? { ELECTRON_BUILDER_7ZIP_PATH: seven } : {}),
    ...(fpm && !process.env.CUSTOM_FPM_PATH ? { CUSTOM_FPM_PATH: fpm } : {}),
  };
}

/**
 * Returns every package in the configuration, with the reason if this computer cannot build it. `downloads`:
 * whether electron-builder can fetch its tools; `anyElectron`: whether Electron can be had for other processors
 * than this one.
 */
export function plan(config, { downloads, anyElectron, machine = process, find = command }) {
  const fpm = machine.env.CUSTOM_FPM_PATH ?? find('fpm');
  const seven = machine.env.ELECTRON_BUILDER_7ZIP_PATH ?? find('7za') ?? find('7zz') ?? find('7z');
  const noTools = downloads ? undefined : 'its tools cannot be downloaded here';
  const no7za = seven || downloads ? undefined : '7za (p7zip-full) is not installed and cannot be downloaded';
  const noFpm = fpm || downloads ? undefined : 'fpm is not installed and cannot be downloaded';
  const lacking = {
    'tar.gz': no7za,
    zip: no7za,
    deb: noFpm,
    rpm: noFpm ?? (find('rpmbuild') ? undefined : 'rpmbuild is not installed'),
    AppImage: noTools,
    nsis: noTools,
    dmg: noTools,
  };
  return Object.values(systems).flatMap((system) =>
    config[system.key].target.flatMap(({ target, arch }) =>
      arch.map((processor) => {
        const reason = () => {
          if (system.platform !== machine.platform) return `it is built on ${system.name}`;
          if (!hasNativeLibrary(system.platform, processor)) return 'libsql is not made for it';
          if (processor !== machine.arch && !anyElectron)
            return `Electron for ${processor} cannot be downloaded here`;
          return lacking[target];
        };
        return { system, target, arch: processor, reason: reason() };
      }),
    ),
  );
}

/** Returns the version an unpacked Electron reports. */
export function electronVersion(executable) {
  const { stdout } = spawnSync(executable, ['-p', 'process.versions.electron'], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const version = (stdout ?? '').trim();
  if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${executable} does not say which Electron it is.`);
  return version;
}
