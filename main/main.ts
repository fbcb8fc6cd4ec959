import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, type IpcMainInvokeEvent, nativeTheme, session, shell } from 'electron';
import type { ConsoleEvent } from '../shared/ipc/console-event';
import type { Settings } from '../shared/settings/settings';
import { systemClock } from '../site/system-clock';
import { BlobStore } from './blobs/blob-store';
import { EmbeddedSite } from './embedded-site/embedded-site';
import { keychain } from './embedded-site/keychain';
import { SecretStore } from './embedded-site/secret-store';
import { FileTransfers } from './file-transfer/file-transfers';
import { GrantedFolders } from './file-transfer/granted-folders';
import { LocalWatch } from './file-transfer/local-folder';
import { cleanPartials, TransferStore } from './file-transfer/transfer-store';
import { type OpenedDatabase, openDatabase } from './history/database';
import { deleteSession } from './history/deletion';
import { PastSessions } from './history/past-sessions';
import { Retention } from './history/retention';
import { SessionKeyStore } from './history/session-key-store';
import { SessionStore } from './history/session-store';
import { setSessionsAside } from './history/set-sessions-aside';
import { serveDrops } from './ipc/drop-server';
import { RequestRefusal, serveRequests } from './ipc/request-server';
import { FileLog } from './log/file-log';
import { SecurityLog } from './log/security-log';
import {
  Notices,
  sayFolderNotPrivate,
  sayKeysUnreadable,
  sayPageWasReloaded,
  saySetAside,
  sayUnreadable,
  unreadableNoticeId,
} from './notices/notices';
import { Practice } from './practice/practice';
import { keepPrivate, mendModes } from './private-folder';
import { notedRequests } from './requests/noted-requests';
import { requestHandlers } from './requests/request-handlers';
import { OpenSessionKeys } from './session/open-session-keys';
import { SessionRegistry } from './session/session-registry';
import { Watching } from './session/watching';
import { SettingsStore } from './settings/settings-store';
import { argumentsOfThisStart, askedForHelp, type SecondStart, Startup, sayInTerminal } from './startup';
import { declareAppScheme, serveApp } from './window/app-protocol';
import { Attention } from './window/attention';
import { askBeforeClosing, openCustomers } from './window/close-question';
import { ConsolePage } from './window/console-page';
import { denyPermissions, guardNavigation, isConsoleFrame } from './window/hardening';
import { followColorScheme, openMainWindow } from './window/main-window';
import { installMenu } from './window/menu';
import { PaneWindows } from './window/pane-windows';
import { openPracticeWindow } from './window/practice-window';
import { systemFiles } from './window/system-files';
import { careForWindow } from './window/window-care';

const rendererFolder = join(import.meta.dirname, '../renderer');
const customerFolder = join(import.meta.dirname, '../customer');
const preload = join(import.meta.dirname, '../preload/preload.cjs');
const practicePreload = join(import.meta.dirname, '../preload/practice.cjs');

app.setName('Sightline');
if (process.platform === 'win32') app.setAppUserModelId('app.sightline.console');
const dataFolder = app.commandLine.getSwitchValue('data-folder') || app.getPath('userData');
mkdirSync(dataFolder, { recursive: true });
const isPrivate = keepPrivate(dataFolder);
app.setPath('userData', dataFolder);
// Chromium's own data does not follow by itself: two folders would share a zoom.
app.setPath('sessionData', dataFolder);

const thisStart: SecondStart = { args: argumentsOfThisStart() };
if (askedForHelp(thisStart.args)) app.exit(0);
else if (app.requestSingleInstanceLock({ ...thisStart })) startOrSay();
else {
  sayInTerminal('Sightline is already open with this data folder; its window comes to the front.');
  app.quit();
}

/** Starts; what fails before there is a window is said in a box of the system. */
function startOrSay(): void {
  try {
    start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    dialog.showErrorBox(
      'Sightline could not start',
      `${reason}\n\nNothing was deleted. Its files are in ${dataFolder}.`,
    );
    app.exit(1);
  }
}

/** Builds each part, hands it what it needs, and decides nothing. */
function start(): void {
  const log = new FileLog({ folder: join(dataFolder, 'logs') });
  process.on('uncaughtExceptionMonitor', (error) => log.writeError('Nobody caught this', error));
  declareAppScheme();
  guardNavigation();

  const page = new ConsolePage();
  const settings = new SettingsStore(join(dataFolder, 'settings.json'), (next, before) => {
    nativeTheme.themeSource = next.colorScheme;
    page.publish({ kind: 'settings-changed', settings: next });
    parts?.site.settingsChanged(next, before);
    if (next.retentionDays !== before.retentionDays) void parts?.retention.check();
    if (iceOf(next) !== iceOf(before)) parts?.sendIceServers();
  });
  nativeTheme.themeSource = settings.current.colorScheme;
  const notices = new Notices((list) => page.publish({ kind: 'notices-changed', notices: list }));
  let parts: ReturnType<typeof buildParts> | undefined;
  /** Links that came before there was anything to open them with. */
  const earlyLinks: string[] = [];

  const open = (): void => {
    const window = openMainWindow(preload, join(dataFolder, 'window.json'));
    page.attach(window);
    careForWindow(window, {
      log: (message, code) => log.write('error', message, { code }),
      reloaded: () => sayPageWasReloaded(notices),
    });
    askBeforeClosing(window, {
      openCustomers: () => parts?.openCustomers() ?? [],
      gracePeriodMinutes: () => settings.current.gracePeriodMinutes,
    });
    const unfollow = followColorScheme(window);
    window.on('closed', () => {
      unfollow();
      parts?.practice.close();
      parts?.closePanes();
    });
    window.webContents.on('render-process-gone', () => parts?.pageLost());
    window.on('focus', () => window.flashFrame(false));
    window.once('ready-to-show', () => {
      const ms = Math.round(Date.now() - (process.getCreationTime() ?? Date.now()));
      log.write('info', 'The window is ready', { ms });
      sayInTerminal('Sightline is open.');
    });
  };

  app.on('second-instance', (_event, _argv, _folder, data) => parts?.startup.secondStart(data));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    if (parts === undefined) earlyLinks.push(link);
    else parts.startup.openLink(link);
  });
  app.on('activate', () => {
    if (app.isReady() && page.window === undefined) open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', () => parts?.close());

  void app.whenReady().then(() => {
    if (!isPrivate) sayFolderNotPrivate(notices, dataFolder);
    mendModes(dataFolder).catch((error: unknown) => log.writeError('Modes could not be mended', error));
    log.write('info', 'Sightline starts', { version: app.getVersion(), electron: process.versions.electron });
    serveApp(rendererFolder, () => parts?.blobRoutes);
    denyPermissions(session.defaultSession);
    // First of all, so that the page's own process starts while the database is opened and checked.
    open();
    begin();
  });

  /** Starts everything behind the window, or says in it what failed and offers the ways out. */
  function begin(): void {
    try {
      build();
    } catch (error) {
      log.writeError('Sightline did not start', error);
      const reason = error instanceof Error ? error.message : String(error);
      serveRequests(
        {
          'get-snapshot': () => {
            throw new RequestRefusal('start-failed', `${reason.replace(/\.?$/, '.')}`);
          },
          'start-again': ({ setAside }) => {
            if (setAside) setSessionsAside(dataFolder, Date.now());
            begin();
            page.window?.webContents.reload();
            return null;
          },
          'show-logs': () => {
            shell.showItemInFolder(log.path);
            return null;
          },
        },
        (event) => isConsoleFrame(event, (contents) => contents === page.window?.webContents),
        (name, failure) => log.writeError(`The request ${name} failed`, failure),
      );
    }
  }

  function build(): void {
    const opened = openDatabase(join(dataFolder, 'sightline.sqlite'));
    try {
      parts = buildParts({ page, settings, notices, log, opened });
    } catch (error) {
      opened.database.close();
      throw error;
    }
    installMenu({
      choose: (command) => page.choose({ kind: 'command-chosen', command }),
      practice: parts.startPractice,
      showLogs: () => shell.showItemInFolder(log.path),
    });
    void parts.site.start();
    parts.startup.run(thisStart.args);
    for (const link of earlyLinks) parts.startup.openLink(link);
  }
}

interface Foundations {
  readonly page: ConsolePage;
  readonly settings: SettingsStore;
  readonly notices: Notices;
  readonly log: FileLog;
  readonly opened: OpenedDatabase;
}

function buildParts({ page, settings, notices, log, opened }: Foundations) {
  const publish = (event: ConsoleEvent): void => {
    page.publish(event);
    if (event.kind === 'session-event-appended') attention.eventAppended(event.sessionId, event.event);
  };
  const { database, setAside } = opened;
  const attention = new Attention({
    window: () => page.window,
    notificationsWanted: () => settings.current.notifications,
    sessions: () => registry.list(),
    choose: (sessionId) => page.choose({ kind: 'session-chosen', sessionId }),
  });
  const keys = new OpenSessionKeys(new SessionKeyStore(database), Date.now(), (sessionKeys) =>
    page.publish({ kind: 'session-keys-changed', sessionKeys }),
  );
  const panes = new PaneWindows(preload, (sessionId) => publish({ kind: 'pane-attached', sessionId }));
  page.alsoPublishTo(() => panes.list());
  const blobs = new BlobStore(join(dataFolder, 'sessions'));
  const reportFailure = (what: string, error: unknown): void => log.writeError(what, error);
  const watching = new Watching({
    blobs,
    clock: systemClock,
    settings: () => settings.current,
    publish,
    reportFailure,
  });
  const store = new SessionStore(database);
  const past = new PastSessions(database);
  const granted = new GrantedFolders(
    join(dataFolder, 'granted-folders.json'),
    app.getPath('downloads'),
    () => void granted.list().then((folders) => publish({ kind: 'granted-folders-changed', folders })),
  );
  const transferStore = new TransferStore(join(dataFolder, 'transfers'));
  const files = new FileTransfers({
    store: transferStore,
    granted,
    clock: systemClock,
    publish,
    showProgress: (done) => page.window?.setProgressBar(done ?? -1),
  });
  const localWatch = new LocalWatch(systemClock, (folderId, path) =>
    publish({ kind: 'local-folder-changed', folderId, path }),
  );
  const unreadable = (sessionId: string, error: unknown): void => {
    log.writeError('A session cannot be read and was set aside', error);
    store.setAside(sessionId, Date.now());
    sayUnreadable(notices, sessionId, past.customerName(sessionId));
  };
  const registry: SessionRegistry = new SessionRegistry({
    store,
    keys,
    parts: [watching, files],
    findPicture: (sessionId, hash) => watching.findUploaded(sessionId, hash),
    clock: systemClock,
    gracePeriodMs: () => settings.current.gracePeriodMinutes * 60_000,
    siteName: () => site.siteName,
    publish,
    unreadable,
  });
  const securityFile = new FileLog({ folder: join(dataFolder, 'logs'), name: 'security' });
  const security = new SecurityLog(securityFile, systemClock);
  const site: EmbeddedSite = new EmbeddedSite({
    security: (event, address) => security.note(event, address),
    registry,
    notices,
    uploads: watching.uploads,
    fileRoads: files,
    pictures: watching.pictures,
    customerFolder,
    dataFolder,
    secrets: new SecretStore(keychain),
    settings: () => settings.current,
    log: ({ level, message, ...details }) => {
      if (level !== 'debug') log.write(level, `Site: ${message}`, details);
    },
    changed: (status) => page.publish({ kind: 'site-changed', site: status }),
  });
  const practice = new Practice({
    settledSite: () => site.settled(),
    generateSessionKey: (reference) =>
      keys.generate(registry.link, {
        lifetimeMs: settings.current.sessionKeyLifetimeMinutes * 60_000,
        reference,
        note: '',
      }),
    revokeSessionKey: (sessionKey) => {
      if (keys.list().some((key) => key.sessionKey === sessionKey)) keys.revoke(registry.link, sessionKey);
    },
    sessionOfKey: (sessionKey) => registry.findByKey(sessionKey),
    openWindow: (closed) =>
      openPracticeWindow({
        preload: practicePreload,
        site: () => site.onThisComputer,
        beside: page.window,
        closed,
      }),
    changed: (status) => page.publish({ kind: 'practice-changed', practice: status }),
  });
  const startPractice = (): void => {
    practice.start().catch((error: unknown) => {
      log.writeError('The practice did not start', error);
      notices.show({
        id: 'practice-not-started',
        kind: 'error',
        title: 'The simulated phone did not open.',
        text: error instanceof Error ? error.message : 'Try again in a moment.',
      });
    });
  };
  const startup = new Startup({
    notices,
    practice: startPractice,
    offerSessionKey: () => page.choose({ kind: 'command-chosen', command: 'offer-session-key' }),
    showSession: (sessionId) => {
      if (registry.find(sessionId) === undefined) return false;
      page.choose({ kind: 'session-chosen', sessionId });
      return true;
    },
    showWindow: () => page.show(),
  });

  const removeSession = (sessionId: string) =>
    deleteSession(
      {
        past,
        letGo: (id) => registry.letGo(id),
        removeTransfers: (id) => files.remove(id),
        removeFolder: (id) => blobs.remove(id),
        deleted: (id) => {
          notices.dismiss(unreadableNoticeId(id));
          publish({ kind: 'session-deleted', sessionId: id });
        },
      },
      sessionId,
    );
  const retention = new Retention({
    clock: systemClock,
    retentionDays: () => settings.current.retentionDays,
    endedBefore: (time) => past.endedBefore(time),
    deleteSession: removeSession,
    failed: (error) => log.writeError('A session kept long enough could not be deleted', error),
  });

  registry.takeUpOpenSessions();
  void retention.check();
  transferStore.clean((sessionId) => registry.find(sessionId)?.log.isOpen === true, Date.now());
  void granted.list().then((folders) => folders.map(({ place }) => cleanPartials(place, Date.now())));
  saySetAside(notices, { database: setAside, settings: settings.setAside });
  sayKeysUnreadable(notices, keys.unreadable);
  const isTrusted = (event: IpcMainInvokeEvent): boolean =>
    isConsoleFrame(event, (contents) => contents === page.window?.webContents || panes.has(contents));
  serveDrops((paths) => granted.grantDropped(paths), isTrusted);
  serveRequests(
    notedRequests(
      requestHandlers({
        registry,
        store,
        past,
        deleteSession: removeSession,
        unreadable,
        keys,
        settings,
        site,
        notices,
        practice,
        watching,
        blobs,
        files: { ...systemFiles, files, granted, watch: localWatch },
        panes,
        showLogs: () => shell.showItemInFolder(log.path),
        pageListens: () => page.pageListens(),
        version: app.getVersion(),
        now: Date.now,
      }),
      (what) => security.note(what),
    ),
    isTrusted,
    (name, error) => log.writeError(`The request ${name} failed`, error),
  );

  const sessionIs = (sessionId: string): 'missing' | 'over' | 'active' => {
    const state = registry.find(sessionId)?.state;
    if (state === undefined) return past.has(sessionId) ? 'over' : 'missing';
    // A picture that was frozen when the session ended can still be saved.
    const canSave = state.phase === 'ended' && state.freeze !== null;
    return state.phase === 'active' || canSave ? 'active' : 'over';
  };

  return {
    site,
    practice,
    startPractice,
    startup,
    retention,
    blobRoutes: { blobs, recordings: watching.recordings, sessionIs, reportFailure },
    openCustomers: () => openCustomers(registry.list(), practice.status),
    sendIceServers: () => {
      for (const each of registry.all()) watching.sendIceServers(each);
    },
    pageLost: () => watching.broadcasts.pageLost(),
    closePanes: () => panes.closeAll(),
    close: () => {
      retention.dispose();
      localWatch.close();
      void files.dispose();
      registry.dispose();
      void site.close();
      security.close();
      database.close();
    },
  };
}

/** What phones are told of ICE servers, as text to compare. */
function iceOf({ iceServers, relayOnly }: Settings): string {
  return JSON.stringify([iceServers, relayOnly]);
}
