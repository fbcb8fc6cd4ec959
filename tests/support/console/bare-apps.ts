import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { z } from 'zod';
import { chromiumPath, electronLaunch, projectRoot } from '../electron-path';

/** An app that runs by itself; a driver is attached only while `driven` works. */
export interface BareApp {
  readonly pid: number;
  /** Attaches a driver, lets `work` use it, and takes it away again. */
  driven<Result>(work: (browser: Browser) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Starts the console on a data folder, with `preloaded` run in its main process before the app. */
export function startBareConsole(
  dataFolder: string,
  preloaded: string,
  env: Readonly<Record<string, string>>,
): Promise<BareApp> {
  const { args, cwd, env: environment } = electronLaunch({ args: [`--data-folder=${dataFolder}`], env });
  const executable: unknown = createRequire(join(projectRoot, 'package.json'))('electron');
  return start(
    z.string().parse(executable),
    ['-r', preloaded, '--remote-debugging-port=0', ...args],
    environment,
    cwd,
  );
}

/** Starts a browser that keeps what it stores on the disk, in `profile`, as a phone does. */
export function startBareBrowser(profile: string): Promise<BareApp> {
  const args = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--ignore-certificate-errors',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
  return start(chromiumPath, args, process.env, projectRoot);
}

async function start(
  executable: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<BareApp> {
  const child = spawn(executable, args, { env, cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const endpoint = await endpointOf(child);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${executable} does not run.`);
  return {
    pid,
    driven: async (work) => {
      const browser = await attach(endpoint);
      try {
        return await work(browser);
      } finally {
        await browser.close();
      }
    },
    close: () => endApp(child, ended),
  };
}

/** How long an app may take to end when it is asked to, in milliseconds; one that asks its user first never does. */
const endsWithinMs = 10_000;

/** Ends an app: asked first, and made to where it does not end within `patience` milliseconds. */
export async function endApp(
  child: Pick<ChildProcess, 'kill'>,
  ended: Promise<void>,
  patience = endsWithinMs,
): Promise<void> {
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), patience);
  await ended;
  clearTimeout(force);
}

/** An app that is just starting may leave a driver without an answer; then it is asked again. */
async function attach(endpoint: string, tries = 5): Promise<Browser> {
  try {
    return await chromium.connectOverCDP(endpoint, { timeout: 8_000 });
  } catch (error) {
    if (tries === 1) throw error;
    return attach(endpoint, tries - 1);
  }
}

/** Where a driver may attach, as the app says on its error output. */
function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (bytes: Buffer) => {
      said = (said + bytes.toString()).slice(-10_000);
      const [, endpoint] = /DevTools listening on (ws:\/\/\S+)/.exec(said) ?? [];
      if (endpoint !== undefined) resolve(endpoint);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The app ended before it could be driven:\n${said}`)));
  });
}

/** Bytes of memory that a process holds, where the system tells. */
export async function residentBytes(pid: number): Promise<number> {
  const [, kibibytes = Number.NaN] =
    /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) * 1024;
}
