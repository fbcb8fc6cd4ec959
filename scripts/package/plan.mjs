import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { hasNativeLibrary } from './native-library.mjs';

export const systems = {
  linux: { name: 'Linux', option: '--linux', key: 'linux', platform: 'linux' },
  win32: { name: 'Windows', option: '--win', key: 'win', platform: 'win32' },
  darwin: { name: 'macOS', option: '--mac', key: 'mac', platform: 'darwin' },
};

/** The path of a command, or undefined. */
function command(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Whether electron-builder can download its tools. */
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
export function toolEnvironment() {
  const seven = command('7za') ?? command('7zz') ?? command('7z');
  const fpm = command('fpm');
  return {
    ...(seven && !process.env.ELECTRON_BUILDER_7ZIP_PATH ? { ELECTRON_BUILDER_7ZIP_PATH: seven } : {}),
    ...(fpm && !process.env.CUSTOM_FPM_PATH ? { CUSTOM_FPM_PATH: fpm } : {}),
  };
}

/**
 * Every package there could be, from the configuration, each with the reason why this computer cannot build
 * it, or none. `downloads`: whether electron-builder can fetch its tools; `anyElectron`: whether Electron can be
 * had for other processors than this one.
 */
export function plan(config, { downloads, anyElectron, machine = process, find = command }) {
  const fpm = machine.env.CUSTOM_FPM_PATH ?? find('fpm');
  const seven =
    machine.env.ELECTRON_BUILDER_7ZIP_PATH ?? find('7za') ?? find('7zz') ?? find('7z');
  const tools = {
    'tar.gz': () => seven || downloads || 'its tool 7za is not installed (p7zip-full) and cannot be downloaded',
    zip: () => seven || downloads || 'its tool 7za is not installed and cannot be downloaded',
    deb: () => fpm || downloads || 'its tool fpm is not installed and cannot be downloaded',
    rpm: () => {
      if (!(fpm || downloads)) return 'its tool fpm is not installed and cannot be downloaded';
      return find('rpmbuild') || 'rpmbuild is not installed';
    },
    AppImage: () => downloads || 'its tools cannot be downloaded here',
    nsis: () => downloads || 'its tools cannot be downloaded here',
    dmg: () => downloads || 'its tools cannot be downloaded here',
  };
  return Object.values(systems).flatMap((system) =>
    config[system.key].target.flatMap(({ target, arch }) =>
      arch.map((processor) => {
        const reason = () => {
          if (system.platform !== machine.platform) return `it is built on ${system.name}`;
          if (!hasNativeLibrary(system.platform, processor)) return 'libsql is not made for it';
          if (processor !== machine.arch && !anyElectron)
            return `Electron for ${processor} cannot be downloaded here`;
          const tool = tools[target]();
          return typeof tool === 'string' && tool.includes(' ') ? tool : undefined;
        };
        return { system, target, arch: processor, reason: reason() };
      }),
    ),
  );
}

/** The version an unpacked Electron reports of itself. */
export function electronVersion(executable) {
  const { stdout } = spawnSync(executable, ['-p', 'process.versions.electron'], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const version = (stdout ?? '').trim();
  if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${executable} does not say which Electron it is.`);
  return version;
}
