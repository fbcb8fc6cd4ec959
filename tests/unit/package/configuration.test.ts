import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configuration, validate } from '../../../scripts/package/configuration.mjs';
import { hasNativeLibrary } from '../../../scripts/package/native-library.mjs';

const root = join(import.meta.dirname, '../../..');
const config = await configuration();

const targets = [
  ['win', 'win32', ['nsis'], ['x64']],
  ['mac', 'darwin', ['dmg', 'zip'], ['x64', 'arm64']],
  ['linux', 'linux', ['AppImage', 'deb', 'rpm', 'tar.gz'], ['x64', 'arm64']],
] as const;

describe('electron-builder.yml', () => {
  test("passes electron-builder's own schema", async () => {
    await expect(validate(config)).resolves.toBeUndefined();
  });

  test.each([
    ['a fuse that does not exist', { electronFuses: { ...config.electronFuses, runAsNodes: false } }],
    ['an option that does not exist', { nsis: { ...config.nsis, perUser: true } }],
    [
      'a target of the wrong shape',
      { linux: { ...config.linux, target: [{ target: 'deb', arch: ['x99'] }] } },
    ],
  ])('would not with %s', async (_, change) => {
    await expect(validate({ ...config, ...change })).rejects.toThrow();
  });

  test.each(targets)('%s has its packages, and libsql for each', (system, platform, names, processors) => {
    expect(config[system]?.target).toEqual(names.map((target) => ({ target, arch: [...processors] })));
    for (const arch of processors) expect(hasNativeLibrary(platform, arch)).toBe(true);
  });

  test('leaves Windows on Arm out only while libsql has no library for it', () => {
    expect(hasNativeLibrary('win32', 'arm64')).toBe(false);
  });

  test('sets every fuse', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(config.asar).toBe(true);
    expect(config.asarUnpack).toEqual(['node_modules/@libsql/**']);
  });

  test('opens sightline:// on each system', () => {
    expect(config.protocols).toEqual([{ name: 'Sightline session', schemes: ['sightline'] }]);
    // electron-builder writes macOS's and Linux's entries from that; Windows' installer needs its own.
    const installer = readFileSync(join(root, config.nsis?.include ?? ''), 'utf8');
    expect(installer).toContain(String.raw`Software\Classes\sightline\shell\open\command`);
    expect(installer).toMatch(/customUnInstall[\s\S]*DeleteRegKey/);
    expect(config.extraMetadata).toMatchObject({ desktopName: 'sightline.desktop' });
    expect(config.linux?.syncDesktopName).toBe(true);
  });

  test('installs for the one person on Windows, without asking for more rights', () => {
    expect(config.nsis).toMatchObject({
      perMachine: false,
      allowElevation: false,
      deleteAppDataOnUninstall: false,
    });
    expect(config.win?.requestedExecutionLevel).toBe('asInvoker');
  });

  test('hardens the runtime on macOS, and entitles it to compile JavaScript only', () => {
    expect(config.mac?.hardenedRuntime).toBe(true);
    for (const path of [config.mac?.entitlements, config.mac?.entitlementsInherit]) {
      const plist = readFileSync(join(root, path ?? ''), 'utf8');
      expect(plist.match(/<key>(.*?)<\/key>/g)).toEqual(['<key>com.apple.security.cs.allow-jit</key>']);
    }
  });

  test('names only files that exist', () => {
    const { beforePack, afterPack, win, mac, linux } = config;
    for (const path of [beforePack, afterPack, win?.icon, mac?.icon, linux?.icon]) {
      expect(typeof path === 'string' && existsSync(join(root, path)), String(path)).toBe(true);
    }
  });
});
