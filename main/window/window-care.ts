import { type BrowserWindow, dialog } from 'electron';

export interface WindowCareOptions {
  /** Says what happened, for the log; `code` is Electron's word for it. */
  readonly log: (message: string, code: string) => void;
  /** Called after the page crashed and was reloaded. */
  readonly reloaded: () => void;
  readonly now?: () => number;
}

/** More crashes than this within the time below are not answered with yet another reload. */
const crashesAllowed = 3;
const crashWindowMs = 60_000;

/** Reloads the console's page when it crashes, and asks what to do when it hangs. */
export function careForWindow(
  window: BrowserWindow,
  { log, reloaded, now = Date.now }: WindowCareOptions,
): void {
  let crashes: number[] = [];
  let waiting: AbortController | undefined;

  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log('The console page ended', reason);
    crashes = [...crashes.filter((at) => now() - at < crashWindowMs), now()];
    // At once, the process that is just ending would be taken for the new one.
    setImmediate(() => {
      if (window.isDestroyed()) return;
      if (crashes.length > crashesAllowed) void askAfterCrashes(window, reloaded);
      else reload(window, reloaded);
    });
  });

  window.on('unresponsive', () => {
    log('The console page does not answer', 'unresponsive');
    waiting?.abort();
    waiting = new AbortController();
    void askWhileSilent(window, waiting.signal);
  });
  window.on('responsive', () => waiting?.abort());
  window.on('closed', () => waiting?.abort());
}

function reload(window: BrowserWindow, reloaded: () => void): void {
  window.webContents.reload();
  reloaded();
}

async function askAfterCrashes(window: BrowserWindow, reloaded: () => void): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window keeps closing by itself.',
    detail: 'Your sessions go on and are kept. Help, Show logs has what a supporter of Sightline needs.',
    buttons: ['Load again', 'Close the window'],
    defaultId: 0,
    cancelId: 1,
  });
  if (window.isDestroyed()) return;
  if (response === 0) reload(window, reloaded);
  else window.destroy();
}

async function askWhileSilent(window: BrowserWindow, signal: AbortSignal): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The window does not answer.',
    detail: 'It may need a moment. Loading it again keeps every session; only text not yet sent is lost.',
    buttons: ['Wait', 'Load again'],
    defaultId: 0,
    cancelId: 0,
    signal,
  });
  if (response === 1 && !signal.aborted && !window.isDestroyed()) {
    // A page stuck in a script would not hear of a reload; its crash brings one.
    window.webContents.forcefullyCrashRenderer();
  }
}
