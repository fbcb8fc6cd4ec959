import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const keyBytes = 32;

/** Reads the key that links' secrets are made with from `folder`, or makes one; where it cannot be kept, links made now have to be typed after a restart. */
export async function loadOrMakeLinkKey(folder: string): Promise<Buffer> {
  const path = join(folder, 'link-key');
  const kept = await readFile(path).catch(() => undefined);
  if (kept?.length === keyBytes) return kept;
  const made = randomBytes(keyBytes);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(path, made, { mode: 0o600 });
  } catch {
    // The links work all the same, as typed keys do.
  }
  return made;
}
