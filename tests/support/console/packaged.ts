import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { checkFuses, executableIn } from '../../../scripts/package/fuses.mjs';
import { projectRoot } from '../electron-path';

const folder = join(
  projectRoot,
  'out',
  process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`,
);

/** A packaged Sightline that runs. */
export interface PackagedApp {
  /** The console's window. */
  readonly page: Page;
  /** All its windows: `context.waitForEvent('page')` gives the next one that opens. */
  readonly context: BrowserContext;
  readonly process: ChildProcess;
  readonly dataFolder: string;
  /** What the app has written to its standard output and error so far. */
  readonly output: () => string;
  /** Asks the app to quit, waits until it has, and returns its exit code; removes the data folder it made. */
  readonly close: () => Promise<number | null>;
}

/**
 * Packages the built app into out/ (about 8 s; it builds first when sources have changed) and returns the folder.
 * @throws with the output of `npm run dist -- dir` when that fails.
 */
export async function packageApp(): Promise<string> {
  const { code, output } = await new Promise<{ code: number | null; output: string }>((done, fail) => {
    const child = spawn(process.execPath, [join(projectRoot, 'scripts', 'dist.mjs'), 'dir'], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.on('data', (data: Buffer) => (text += data.toString()));
    child.stderr.on('data', (data: Buffer) => (text += data.toString()));
    child.once('error', fail);
    child.once('close', (code) => done({ code, output: text }));
  });
  if (code !== 0) throw new Error(`The app could not be packaged:\n${output}`);
  return folder;
}

/**
 * Reads the packaged app's fuses back: each one's name in electron-builder.yml, and whether it is on.
 * @throws naming those that are not as electron-builder.yml wants them.
 */
export const packagedFuses = (): Promise<Readonly<Record<string, boolean>>> =>
  checkFuses(executableIn(folder, 'linux'));

/**
 * Starts the packaged app (on the display in DISPLAY) and connects to it.
 *
 * Playwright's `_electron.launch` cannot: it drives the main process through Node's `--inspect`, which the fuses
 * turn off. Chromium's own `--remote-debugging-port` is none of theirs, so the windows are driven through that.
 * The main process cannot be asked anything; what it does shows in the windows, the files and the output.
 * @throws when the app ends before it listens, or shows no window within `timeout` ms.
 */
export async function launchPackaged({
  args = [],
  env = {},
  dataFolder,
  timeout = 30_000,
}: {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly dataFolder?: string;
  readonly timeout?: number;
} = {}): Promise<PackagedApp> {
  const data = dataFolder ?? (await mkdtemp(join(tmpdir(), 'sightline-packaged-')));
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(
    executableIn(folder, 'linux'),
    [...sandbox, `--data-folder=${data}`, '--remote-debugging-port=0', ...args],
    { cwd: tmpdir(), env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let text = '';
  const exited = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  const address = new Promise<string>((done, fail) => {
    const read = (chunk: Buffer): void => {
      text += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (found !== undefined) done(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', fail);
    void exited.then((code) => fail(new Error(`The packaged app ended with ${code}:\n${text}`)));
  });
  const close = async (browser?: Browser): Promise<number | null> => {
    await browser?.close();
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
    const code = await exited;
    clearTimeout(force);
    if (dataFolder === undefined) await rm(data, { recursive: true, force: true });
    return code;
  };
  try {
    const browser = await chromium.connectOverCDP(await address, { timeout });
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('The packaged app has no window context.');
    const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout }));
    return {
      page,
      context,
      process: child,
      dataFolder: data,
      output: () => text,
      close: () => close(browser),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
