import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, nativeTheme, session } from 'electron';
import { type ConsoleEvent, consoleEventChannel } from '../shared/ipc/console-event';
import type { Settings } from '../shared/settings/settings';
import { BlobStore } from './blobs/blob-store';
import { EmbeddedSite } from './embedded-site';
import { openDatabase } from './history/database';
import { SessionKeyStore } from './history/session-key-store';
import { SessionStore } from './history/session-store';
import { serveRequests } from './ipc/request-server';
import { Notices } from './notices';
import { requestHandlers } from './requests/request-handlers';
import { OpenSessionKeys } from './session/open-session-keys';
import { SessionRegistry } from './session/session-registry';
import { Watching } from './session/watching';
import { SettingsStore } from './settings/settings-store';
import { systemClock } from './site/clock';
import { declareAppScheme, serveApp } from './window/app-protocol';
import { Attention } from './window/attention';
import { denyPermissions, guardNavigation, isConsoleFrame } from './window/hardening';
import { followColorScheme, openMainWindow } from './window/main-window';
import { installMenu } from './window/menu';
import { PaneWindows } from './window/pane-windows';

const rendererFolder = join(import.meta.dirname, '../renderer');
const customerFolder = join(import.meta.dirname, '../customer');
const preload = join(import.meta.dirname, '../preload/preload.cjs');

app.setName('Sightline');
const dataFolder = app.commandLine.getSwitchValue('data-folder') || app.getPath('userData');
mkdirSync(dataFolder, { recursive: true });
app.setPath('userData', dataFolder);

if (app.requestSingleInstanceLock()) start();
else app.quit();

/** Builds each part, hands it what it needs, and decides nothing. */
function start(): void {
  let window: BrowserWindow | undefined;
  const publish = (event: ConsoleEvent): void => {
    for (const open of [window, ...panes.list()]) {
      if (open !== undefined && !open.isDestroyed()) open.webContents.send(consoleEventChannel, event);
    }
    if (event.kind === 'session-event-appended') attention.eventAppended(event.sessionId, event.event);
  };

  const panes = new PaneWindows(preload, (sessionId) => publish({ kind: 'pane-attached', sessionId }));

  declareAppScheme();
  guardNavigation();

  const notices = new Notices((list) => publish({ kind: 'notices-changed', notices: list }));
  const settings = new SettingsStore(join(dataFolder, 'settings.json'), (next, before) => {
    nativeTheme.themeSource = next.colorScheme;
    publish({ kind: 'settings-changed', settings: next });
    site.settingsChanged(next, before);
    if (iceOf(next) !== iceOf(before)) registry.sendIceServers();
  });
  nativeTheme.themeSource = settings.current.colorScheme;
  const { database, setAside } = openDatabase(join(dataFolder, 'sightline.sqlite'));
  const attention = new Attention({
    window: () => window,
    notificationsWanted: () => settings.current.notifications,
    sessions: () => registry.list(),
    choose: (sessionId) => publish({ kind: 'session-chosen', sessionId }),
  });
  const keys = new OpenSessionKeys(new SessionKeyStore(database), Date.now(), (sessionKeys) =>
    publish({ kind: 'session-keys-changed', sessionKeys }),
  );
  const blobs = new BlobStore(join(dataFolder, 'sessions'));
  const watching = new Watching({ blobs, clock: systemClock, settings: () => settings.current, publish });
  const registry: SessionRegistry = new SessionRegistry({
    store: new SessionStore(database),
    keys,
    watching,
    clock: systemClock,
    gracePeriodMs: () => settings.current.gracePeriodMinutes * 60_000,
    siteName: () => site.siteName,
    publish,
  });
  const site: EmbeddedSite = new EmbeddedSite({
    registry,
    notices,
    uploads: watching.uploads,
    customerFolder,
    dataFolder,
    settings: () => settings.current,
    log: ({ level, message, ...details }) => {
      if (level === 'warning' || level === 'error') console.error(`site: ${message}`, details);
    },
    changed: (status) => publish({ kind: 'site-changed', site: status }),
  });

  registry.takeUpOpenSessions();
  if (setAside !== undefined) {
    notices.show({
      id: 'database-set-aside',
      kind: 'warning',
      title: 'The session database was damaged, so a new one was begun.',
      text: `Nothing was deleted: the damaged one is kept at ${setAside}. Earlier sessions are not listed.`,
    });
  }
  if (settings.setAside !== undefined) {
    notices.show({
      id: 'settings-set-aside',
      kind: 'warning',
      title: 'The settings file could not be read, so the defaults are used.',
      text: `The damaged file is kept at ${settings.setAside}. Look through Settings once.`,
    });
  }

  serveRequests(
    requestHandlers({
      registry,
      keys,
      settings,
      site,
      notices,
      watching,
      blobs,
      panes,
      version: app.getVersion(),
      now: Date.now,
    }),
    (event) => isConsoleFrame(event, (contents) => contents === window?.webContents || panes.has(contents)),
    (name, error) => console.error(`request ${name} failed:`, error),
  );

  const sessionIs = (sessionId: string): 'missing' | 'over' | 'active' => {
    const phase = registry.find(sessionId)?.state.phase;
    if (phase === undefined) return 'missing';
    return phase === 'active' ? 'active' : 'over';
  };

  const open = (): void => {
    const opened = openMainWindow(preload);
    const unfollow = followColorScheme(opened);
    opened.on('closed', () => {
      unfollow();
      if (window === opened) window = undefined;
      panes.closeAll();
    });
    opened.webContents.on('render-process-gone', () => watching.broadcasts.pageLost());
    opened.on('focus', () => opened.flashFrame(false));
    window = opened;
  };

  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('activate', () => {
    if (window === undefined) open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', () => {
    registry.dispose();
    void site.close();
    database.close();
  });

  void app.whenReady().then(() => {
    serveApp(rendererFolder, { blobs, recordings: watching.recordings, sessionIs });
    denyPermissions(session.defaultSession);
    installMenu((command) => publish({ kind: 'command-chosen', command }));
    open();
    void site.start();
  });
}

/** What phones are told of ICE servers, as text to compare. */
function iceOf({ iceServers, relayOnly }: Settings): string {
  return JSON.stringify([iceServers, relayOnly]);
}
