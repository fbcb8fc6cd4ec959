import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** Everything in the data folder that is kept of sessions. */
const keptOfSessions = [
  'sightline.sqlite',
  'sightline.sqlite-wal',
  'sightline.sqlite-shm',
  'sessions',
  'transfers',
  'granted-folders.json',
];

/**
 * Moves everything that is kept of sessions into a folder of its own, so that Sightline can start without it.
 * Nothing is deleted. `now` in milliseconds since the Unix epoch. Returns the folder.
 * @throws when the disk refuses.
 */
export function setSessionsAside(dataFolder: string, now: number): string {
  const folder = join(dataFolder, `set-aside-${new Date(now).toISOString().replace(/[:.]/g, '-')}`);
  mkdirSync(folder, { recursive: true });
  for (const name of keptOfSessions) {
    const path = join(dataFolder, name);
    if (existsSync(path)) renameSync(path, join(folder, name));
  }
  return folder;
}
