import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
export const inRoot = (...parts) => join(root, ...parts);
export const inModules = (...parts) => join(root, 'node_modules', ...parts);

/**
 * Returns the folder that outlives a checkout: it holds the prepared Electron, and what is known about its
 * download.
 */
export const cache = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sightline');

/** Returns the Node the tools need (22.12 or newer): this one, or the one installed with the packages. */
export function modernNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return process.execPath;
  const { platform, arch } = process;
  const folder = inModules(`node-${platform === 'win32' ? 'win' : platform}-${arch}`, 'bin');
  const found = ['node', 'node.exe'].map((name) => join(folder, name)).find((file) => existsSync(file));
  if (!found) {
    throw new Error(
      `Sightline's tools need Node 22.12 or newer; this is ${process.versions.node}. Please update Node.`,
    );
  }
  return found;
}

/** Returns the environment for tools, with the project's own commands first on the PATH. */
export const toolEnvironment = (extra = {}) => ({
  ...process.env,
  PATH: [inModules('.bin'), process.env.PATH].filter(Boolean).join(delimiter),
  ...extra,
});
