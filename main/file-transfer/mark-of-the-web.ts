import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';

/**
 * Marks a downloaded file as one from elsewhere, where the platform has such a mark, so that the system warns before it
 * runs. A disk that cannot hold the mark leaves the file as it is.
 */
export async function markOfTheWeb(path: string, now: number, platform = process.platform): Promise<void> {
  switch (platform) {
    case 'win32':
      await writeFile(`${path}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n').catch(() => undefined);
      return;
    case 'darwin': {
      const seconds = Math.trunc(now / 1000).toString(16);
      const value = `0083;${seconds};Sightline;${randomUUID().toUpperCase()}`;
      await new Promise<void>((resolve) => {
        execFile('/usr/bin/xattr', ['-w', 'com.apple.quarantine', value, path], () => resolve());
      });
      return;
    }
    default:
      return;
  }
}
