import { BrowserWindow, nativeTheme } from 'electron';
import { appOrigin } from './app-protocol';
import { keepWindowState, readWindowState } from './window-state';

const titleBarHeight = 40;
const chrome = { light: '#E8EDEC', dark: '#0F1718' } as const;
const symbols = { light: '#142020', dark: '#E6EEED' } as const;

/**
 * Makes the console's window where it was last (its place is kept at `statePath`), hidden until its first picture
 * is ready, and loads the renderer into it.
 */
export function openMainWindow(preload: string, statePath: string): BrowserWindow {
  const state = readWindowState(statePath);
  const scheme = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
  const window = new BrowserWindow({
    width: state?.width ?? 1440,
    height: state?.height ?? 900,
    ...(state === undefined ? {} : { x: state.x, y: state.y }),
    minWidth: 720,
    minHeight: 560,
    show: false,
    title: 'Sightline',
    backgroundColor: chromeColour(),
    titleBarStyle: 'hidden',
    ...(process.platform === 'darwin'
      ? { trafficLightPosition: { x: 14, y: 13 } }
      : { titleBarOverlay: overlay(scheme) }),
    webPreferences: consolePreferences(preload),
  });
  window.once('ready-to-show', () => {
    if (state?.isMaximized === true) window.maximize();
    window.show();
  });
  keepWindowState(window, statePath);
  void window.loadURL(`${appOrigin}/`);
  return window;
}

/** Returns the settings that lock down every console window; it keeps full speed behind other windows. */
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

/** Returns the colour shown until the page has painted. */
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
