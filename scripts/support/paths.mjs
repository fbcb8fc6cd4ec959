import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
export const inRoot = (...parts) => join(root, ...parts);
export const inModules = (...parts) => join(root, 'node_modules', ...parts);

/** What outlives a checkout: the prepared Electron, and what is known about its download. */
export const cache = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sightline');

/** The Node the tools want (22.12 or newer): this one, or the one npm brought. */
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

/** The environment for tools: the project's own commands come first on the PATH. */
export const toolEnvironment = (extra = {}) => ({
  ...process.env,
  PATH: [inModules('.bin'), process.env.PATH].filter(Boolean).join(delimiter),
  ...extra,
});
