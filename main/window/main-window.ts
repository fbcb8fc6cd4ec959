import { BrowserWindow, nativeTheme } from 'electron';
import { appOrigin } from './app-protocol';

const titleBarHeight = 40;
const chrome = { light: '#E8EDEC', dark: '#0F1718' } as const;
const symbols = { light: '#142020', dark: '#E6EEED' } as const;

/** Makes the console's window, hidden until its first picture is ready, and loads the renderer into it. */
export function openMainWindow(preload: string): BrowserWindow {
  const scheme = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 640,
    minHeight: 420,
    show: false,
    title: 'Sightline',
    backgroundColor: chromeColour(),
    titleBarStyle: 'hidden',
    ...(process.platform === 'darwin'
      ? { trafficLightPosition: { x: 14, y: 13 } }
      : { titleBarOverlay: overlay(scheme) }),
    webPreferences: consolePreferences(preload),
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${appOrigin}/`);
  return window;
}

/** How every window of the console is locked down; it goes on at full speed behind other windows. */
export function consolePreferences(preload: string): Electron.WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: true,
    backgroundThrottling: false,
  };
}

/** The colour behind the page, until it has painted. */
export function chromeColour(): string {
  return chrome[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'];
}

/** Keeps the window's own controls in the colours of the page. Returns a function that stops following. */
export function followColorScheme(window: BrowserWindow): () => void {
  const update = (): void => {
    if (window.isDestroyed()) return;
    const scheme = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
    window.setBackgroundColor(chrome[scheme]);
    if (process.platform !== 'darwin') window.setTitleBarOverlay(overlay(scheme));
  };
  nativeTheme.on('updated', update);
  return () => nativeTheme.off('updated', update);
}

function overlay(scheme: 'light' | 'dark'): Electron.TitleBarOverlayOptions {
  return { color: chrome[scheme], symbolColor: symbols[scheme], height: titleBarHeight - 1 };
}
