import { chmodSync } from 'node:fs';
import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What Sightline itself keeps in its folder; the rest is the engine's, which the folder's own mode protects. */
const ownNames =
  /^(?:sightline\.sqlite.*|(?:settings|window|granted-folders)\.json.*|logs|site|sessions|transfers)$/;

/**
 * Keeps `folder` to the person who runs the program: what is made from now on, and the folder itself.
 * Returns whether the disk took it; Windows keeps a person's folders from others without modes.
 */
export function keepPrivate(folder: string, platform = process.platform): boolean {
  if (platform === 'win32') return true;
  process.umask(0o077);
  try {
    chmodSync(folder, 0o700);
    return true;
  } catch {
    return false;
  }
}

/** Takes from others what an earlier version let them read: folders become 0700 and files 0600; links are left alone. */
export async function mendModes(folder: string, platform = process.platform): Promise<void> {
  if (platform === 'win32') return;
  for (const name of await readdir(folder)) {
    if (ownNames.test(name)) await mend(join(folder, name));
  }
}

async function mend(path: string): Promise<void> {
  // One that went away meanwhile needs no mending.
  const stats = await lstat(path).catch(() => undefined);
  if (stats === undefined || !(stats.isFile() || stats.isDirectory())) return;
  const mode = stats.isDirectory() ? 0o700 : 0o600;
  if ((stats.mode & 0o777) !== mode) await chmod(path, mode).catch(() => undefined);
  if (!stats.isDirectory()) return;
  for (const name of await readdir(path).catch(() => [])) await mend(join(path, name));
}
