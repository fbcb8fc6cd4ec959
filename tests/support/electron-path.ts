import { resolve } from 'node:path';

/** The folder that holds package.json: what Electron is told to run. */
export const projectRoot = resolve(import.meta.dirname, '../..');

/**
 * What to give Playwright's `_electron.launch`. The scripts set ELECTRON_OVERRIDE_DIST_PATH (where needed)
 * and DISPLAY, and the launch passes them on; `env` adds to them.
 */
export function electronLaunch({
  args = [],
  env = {},
}: {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
} = {}): { args: string[]; cwd: string; env: Record<string, string> } {
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    args: ['.', ...sandbox, ...args],
    cwd: projectRoot,
    env: { ...Object.fromEntries(inherited), ...env },
  };
}

/** The browser that plays the phone. */
export const chromiumPath = process.env.SIGHTLINE_CHROMIUM ?? '/usr/bin/chromium';
