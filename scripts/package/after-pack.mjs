import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Runs on each package before its fuses are set: takes out what an unpacked Electron brings for development. */
export async function afterPack({ packager, appOutDir }) {
  for (const file of [
    join(packager.getResourcesDir(appOutDir), 'default_app.asar'),
    join(appOutDir, 'version'),
  ])
    await rm(file, { force: true });
}
