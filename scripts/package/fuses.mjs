import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { configuration } from './configuration.mjs';

/** How the wire of fuses says that one is on: the character 1. */
const enabled = 0x31;

const capitalised = (name) => name.charAt(0).toUpperCase() + name.slice(1);

/** Returns the file that carries a package's fuses. */
export const executableIn = (folder, platform) =>
  join(folder, { linux: 'sightline', win32: 'Sightline.exe', darwin: 'Sightline.app' }[platform]);

/** Reads the fuses of a packaged app: each one's name in electron-builder.yml, and whether it is on. */
export async function readFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  const names = Object.keys((await configuration()).electronFuses);
  return Object.fromEntries(names.map((name) => [name, wire[FuseV1Options[capitalised(name)]] === enabled]));
}

/** Returns a package's fuses. @throws naming each fuse that is not set as in electron-builder.yml. */
export async function checkFuses(executable) {
  const wanted = (await configuration()).electronFuses;
  const fuses = await readFuses(executable);
  const wrong = Object.keys(wanted).filter((name) => fuses[name] !== wanted[name]);
  if (wrong.length > 0) throw new Error(`Fuses are not as wanted: ${wrong.join(', ')}.`);
  return fuses;
}
