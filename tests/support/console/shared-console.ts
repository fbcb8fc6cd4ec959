import { randomUUID } from 'node:crypto';
import { type ConsoleApp, launchConsole, pageIsLoaded } from './console-app';
import { consoleRequest } from './console-requests';

interface Snapshot {
  readonly sessions: readonly { readonly sessionId: string; readonly state: { readonly phase: string } }[];
  readonly sessionKeys: readonly { readonly sessionKey: string }[];
  readonly settings: object;
  readonly availability: string;
  readonly notices: readonly { readonly id: string }[];
  readonly practice: object;
  readonly site: object;
}

/** All that a test could leave behind: in main, on disk, in the page's storage and of the windows. */
interface Condition extends Omit<Snapshot, 'site'> {
  readonly address: unknown;
  readonly history: readonly object[];
  readonly windows: readonly { readonly size: readonly number[]; readonly zoom: number }[];
  readonly keptByPage: number;
}

/** A console that one test after another uses, each as if it were newly started. */
export class SharedConsole {
  #running: { readonly console: ConsoleApp; readonly first: Condition } | undefined;

  /**
   * Ends and deletes what the last test left, and loads the page from its beginning. A console that is not again what it was at
   * first, or that a test ended, gives way to a new one.
   */
  async untouched(): Promise<ConsoleApp> {
    if (this.#running !== undefined) {
      const { console, first } = this.#running;
      const now = await empty(console, first).catch(String);
      if (JSON.stringify(now) === JSON.stringify(first)) return console;
      await this.close();
    }
    const console = await launchConsole();
    await keepSystem(console);
    this.#running = { console, first: await conditionOf(console) };
    return console;
  }

  /** Ends the console, where there is one. */
  async close(): Promise<void> {
    await this.#running?.console.close();
    this.#running = undefined;
  }
}

const snapshotOf = async ({ page }: ConsoleApp): Promise<Snapshot> =>
  (await consoleRequest(page, 'get-snapshot', {})) as Snapshot;

async function conditionOf(console: ConsoleApp): Promise<Condition> {
  const { sessions, sessionKeys, settings, availability, notices, practice, site } =
    await snapshotOf(console);
  const windows = await console.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      size: window.getContentSize(),
      zoom: window.webContents.getZoomLevel(),
    })),
  );
  const keptByPage = await console.page.evaluate(() => localStorage.length + sessionStorage.length);
  const address = (site as { address?: unknown }).address;
  const history = await pastSessions(console);
  const main = { sessions, sessionKeys, settings, availability, notices, practice };
  return { ...main, address, history, windows, keptByPage };
}

async function pastSessions({ page }: ConsoleApp): Promise<readonly { readonly sessionId: string }[]> {
  const wish = { text: '', from: null, to: null, representative: null, offset: 0, limit: 200 };
  const { rows } = (await consoleRequest(page, 'search-history', wish)) as {
    rows: { sessionId: string }[];
  };
  return rows;
}

async function empty(console: ConsoleApp, first: Condition): Promise<Condition> {
  const { page } = console;
  const { sessions, sessionKeys, notices, settings } = await snapshotOf(console);
  for (const { sessionKey } of sessionKeys) await consoleRequest(page, 'revoke-session-key', { sessionKey });
  for (const { sessionId, state } of sessions) {
    const id = randomUUID();
    if (state.phase === 'active') await consoleRequest(page, 'end-session', { sessionId, id });
    if (state.phase === 'waiting') {
      await consoleRequest(page, 'decline-session', { sessionId, id, reason: '' });
    }
  }
  for (const { sessionId } of await pastSessions(console)) {
    await consoleRequest(page, 'delete-session', { sessionId });
  }
  for (const { id } of notices) await consoleRequest(page, 'dismiss-notice', { id });
  await consoleRequest(page, 'set-availability', { availability: first.availability });
  if (JSON.stringify(settings) !== JSON.stringify(first.settings)) {
    await consoleRequest(page, 'change-settings', { ...first.settings });
  }
  await restoreSystem(console, first.windows[0]?.size ?? []);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.reload();
  await pageIsLoaded(page);
  return conditionOf(console);
}

interface Kept {
  readonly putBack: () => void;
}

/** Keeps those parts of the system in whose place tests put something else. */
async function keepSystem({ app }: ConsoleApp): Promise<void> {
  await app.evaluate(({ dialog, shell, nativeTheme }) => {
    const { showOpenDialog, showSaveDialog, showMessageBox } = dialog;
    const { openPath, openExternal, showItemInFolder } = shell;
    const { themeSource } = nativeTheme;
    (globalThis as unknown as { kept: Kept }).kept = {
      putBack: () => {
        Object.assign(dialog, { showOpenDialog, showSaveDialog, showMessageBox });
        Object.assign(shell, { openPath, openExternal, showItemInFolder });
        nativeTheme.themeSource = themeSource;
      },
    };
  });
}

/** Puts the system back, takes every window but the first away, and gives that one its size. */
async function restoreSystem({ app }: ConsoleApp, size: readonly number[]): Promise<void> {
  await app.evaluate(({ BrowserWindow, clipboard }, [width = 0, height = 0]) => {
    (globalThis as unknown as { kept: Kept }).kept.putBack();
    clipboard.clear();
    const [first, ...others] = BrowserWindow.getAllWindows().sort((one, other) => one.id - other.id);
    for (const window of others) window.destroy();
    first?.setContentSize(width, height);
    first?.webContents.setZoomLevel(0);
  }, size);
}
