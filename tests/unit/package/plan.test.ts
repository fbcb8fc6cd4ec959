import { expect, test } from 'vitest';
import { configuration } from '../../../scripts/package/configuration.mjs';
import { plan } from '../../../scripts/package/plan.mjs';

const config = await configuration();
const machine = { platform: 'linux', arch: 'x64', env: {} };
const named = (packages: ReturnType<typeof plan>, wanted: boolean): string[] =>
  packages
    .filter(({ reason }) => (reason === undefined) === wanted)
    .map(({ system, target, arch }) => `${system.name} ${target} ${arch}`);

test('a bare Linux machine that downloads nothing builds no package, and says why for each', () => {
  const packages = plan(config, { downloads: false, anyElectron: false, machine, find: () => undefined });
  expect(named(packages, true)).toEqual([]);
  expect(packages).toHaveLength(13);
  const reasons = packages.map(({ target, arch, reason }) => `${target} ${arch}: ${reason}`);
  expect(reasons).toContain('tar.gz x64: 7za (p7zip-full) is not installed and cannot be downloaded');
  expect(reasons).toContain('deb x64: fpm is not installed and cannot be downloaded');
  expect(reasons).toContain('AppImage arm64: Electron for arm64 cannot be downloaded here');
  expect(reasons).toContain('nsis x64: it is built on Windows');
  expect(reasons).toContain('dmg arm64: it is built on macOS');
});

test('tools that are installed are used', () => {
  const find = (name: string) => (name === '7za' || name === 'fpm' ? `/usr/bin/${name}` : undefined);
  const packages = plan(config, { downloads: false, anyElectron: false, machine, find });
  expect(named(packages, true)).toEqual(['Linux deb x64', 'Linux tar.gz x64']);
  expect(packages.find(({ target, arch }) => target === 'rpm' && arch === 'x64')?.reason).toBe(
    'rpmbuild is not installed',
  );
});

test.each([
  ['linux', 8],
  ['win32', 1],
  ['darwin', 4],
])('%s with downloads builds all %i of its own', (platform, count) => {
  const packages = plan(config, {
    downloads: true,
    anyElectron: true,
    machine: { ...machine, platform },
    find: (name) => (name === 'rpmbuild' ? '/usr/bin/rpmbuild' : undefined),
  });
  expect(named(packages, true)).toHaveLength(count);
});
