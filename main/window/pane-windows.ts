import { BrowserWindow, type WebContents } from 'electron';
import { appOrigin } from './app-protocol';
import { chromeColour, consolePreferences } from './main-window';

/** The windows that panes of sessions have been moved into, one for each session. */
export class PaneWindows {
  readonly #preload: string;
  readonly #closed: (sessionId: string) => void;
  readonly #windows = new Map<string, BrowserWindow>();

  /** `closed` is told when a window is gone, however that came. */
  constructor(preload: string, closed: (sessionId: string) => void) {
    this.#preload = preload;
    this.#closed = closed;
  }

  /** Opens the window of a session's pane, or brings it to the front. */
  open(sessionId: string, title: string): void {
    const open = this.#windows.get(sessionId);
    if (open !== undefined) {
      if (open.isMinimized()) open.restore();
      open.focus();
      return;
    }
    const window = new BrowserWindow({
      width: 520,
      height: 900,
      minWidth: 320,
      minHeight: 320,
      show: false,
      title,
      autoHideMenuBar: true,
      backgroundColor: chromeColour(),
      webPreferences: consolePreferences(this.#preload),
    });
    // The page keeps its own title; the window says whose phone it shows.
    window.on('page-title-updated', (event) => event.preventDefault());
    window.once('ready-to-show', () => window.show());
    window.on('closed', () => {
      this.#windows.delete(sessionId);
      this.#closed(sessionId);
    });
    this.#windows.set(sessionId, window);
    void window.loadURL(`${appOrigin}/#pane=${sessionId}`);
  }

  close(sessionId: string): void {
    this.#windows.get(sessionId)?.close();
  }

  closeAll(): void {
    for (const window of [...this.#windows.values()]) window.close();
  }

  has(contents: WebContents): boolean {
    return [...this.#windows.values()].some((window) => window.webContents === contents);
  }

  list(): BrowserWindow[] {
    return [...this.#windows.values()].filter((window) => !window.isDestroyed());
  }
}
