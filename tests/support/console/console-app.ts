import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import type { Settings } from '../../../shared/settings/settings';
import { electronLaunch } from '../electron-path';

/** A console running in real Electron on a data folder of its own. */
export interface ConsoleApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataFolder: string;
  /** What the app printed, for a test that fails. */
  readonly output: () => string;
  /** Ends the app; the data folder stays when `keepData` is set. */
  readonly close: (options?: { keepData?: boolean }) => Promise<void>;
}

const testSettings: Partial<Settings> = {
  representativeName: 'Dana Whitfield',
  siteName: 'Northlake Support',
  reach: 'this-computer',
  notifications: false,
  sounds: false,
  colorScheme: 'light',
};

/** Makes a data folder with settings fit for a test. */
export async function newDataFolder(settings: Partial<Settings> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-console-'));
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...testSettings, ...settings }));
  return folder;
}

export interface ConsoleOptions {
  /** Where it keeps everything; a new folder where it is left out. */
  readonly dataFolder?: string;
  readonly settings?: Partial<Settings>;
  readonly args?: readonly string[];
}

/** Starts the console and waits for its first window. */
export async function launchConsole(options: ConsoleOptions = {}): Promise<ConsoleApp> {
  const dataFolder = options.dataFolder ?? (await newDataFolder(options.settings));
  const app = await electron.launch(
    electronLaunch({ args: [`--data-folder=${dataFolder}`, ...(options.args ?? [])] }),
  );
  // Playwright forgets the process of an app that has ended.
  const child = app.process();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    });
  }
  const page = await app.firstWindow();
  await pageIsLoaded(page);
  return {
    app,
    page,
    dataFolder,
    output: () => output,
    close: async ({ keepData = false } = {}) => {
      if (child.exitCode === null && child.signalCode === null) {
        await answerClosing(app);
        await app.close();
      }
      if (!keepData) await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Waits for the console's page: its window is there before, and what a test evaluates then would go with the empty one. */
export async function pageIsLoaded(page: Page): Promise<void> {
  await page.waitForFunction(
    () => window.location.href.startsWith('app://console') && document.readyState === 'complete',
  );
}

/** Kills the app from one moment to the next, and waits until it is gone; its data folder stays. */
export async function killConsole({ app }: ConsoleApp): Promise<void> {
  const gone = new Promise((resolve) => app.process().once('exit', resolve));
  app.process().kill('SIGKILL');
  await gone;
}

/** Lets the app end though sessions are open: the question about them is answered with yes. */
export async function answerClosing(app: ElectronApplication): Promise<void> {
  const answer = app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });
  await answer.catch(() => undefined);
}

/** The site's address as the console's snapshot has it, once the site is on. */
export async function siteAddress(page: Page): Promise<string> {
  const handle = await page.waitForFunction(async () => {
    const bridge = (
      window as unknown as { sightline?: { request: (name: string, args: unknown) => Promise<unknown> } }
    ).sightline;
    const reply = (await bridge?.request('get-snapshot', {})) as
      | { value?: { site?: { kind: string; address?: string } } }
      | undefined;
    return reply?.value?.site?.kind === 'on' ? reply.value.site.address : undefined;
  });
  return String(await handle.jsonValue());
}
