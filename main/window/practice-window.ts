import { BrowserWindow, type Rectangle, type Session, screen, session } from 'electron';
import { allowNavigation } from './hardening';

export interface PracticeWindowOptions {
  readonly preload: string;
  /** The site's origin on this computer, and the SHA-256 of the one certificate accepted there (colon-separated hexadecimal). */
  readonly site: () => { readonly origin: string; readonly fingerprint: string } | undefined;
  /** The console's window, next to which the phone is placed. */
  readonly beside: BrowserWindow | undefined;
  readonly closed: () => void;
}

/** A window as large as a phone, on the real customer client, with nothing to reach but this computer's own site. */
export interface PracticeWindow {
  /** Loads the client with a session key in the address's fragment. */
  readonly connect: (sessionKey: string) => Promise<void>;
  /** Lets the practice customer in the page act, or keeps her still. */
  readonly setPlaying: (playing: boolean) => void;
  readonly show: () => void;
  readonly close: () => void;
}

const phone = { width: 390, height: 844 };
const gap = 14;
/** What the tour's card takes of the console's lower right corner. */
const cardWidth = 340;
const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);
let opened = 0;

/** Opens the simulated phone's window. */
export function openPracticeWindow({ preload, site, beside, closed }: PracticeWindowOptions): PracticeWindow {
  opened += 1;
  // Without "persist:" everything the page keeps is gone with the last window.
  const phoneSession = session.fromPartition(`practice-${opened}`);
  isolate(phoneSession, site);
  const window = new BrowserWindow({
    ...placeBeside(beside),
    useContentSize: true,
    minWidth: 320,
    minHeight: 480,
    show: false,
    title: 'Simulated phone',
    autoHideMenuBar: true,
    fullscreenable: false,
    maximizable: false,
    webPreferences: {
      preload,
      session: phoneSession,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // The phone keeps filming while another window covers it.
      backgroundThrottling: false,
    },
  });
  window.removeMenu();
  allowNavigation(window.webContents, (address) => originOf(address) === site()?.origin);
  let playing = true;
  const tell = (): void => {
    if (window.isDestroyed()) return;
    void window.webContents
      .executeJavaScript(`window.sightlinePracticeCustomer?.setPlaying(${playing}); undefined`)
      .catch(() => undefined);
  };
  window.on('page-title-updated', (event) => event.preventDefault());
  window.webContents.on('dom-ready', tell);
  window.webContents.on('render-process-gone', () => window.close());
  // The representative keeps working in the console, so the phone does not take the focus.
  window.once('ready-to-show', () => window.showInactive());
  window.on('closed', closed);
  return {
    connect: async (sessionKey) => {
      const origin = site()?.origin;
      if (origin === undefined || window.isDestroyed()) return;
      // A second key for the same page would only change the fragment, which loads nothing.
      await window.loadURL('about:blank');
      await phoneSession.clearStorageData();
      await window.loadURL(`${origin}/#${sessionKey}`);
    },
    setPlaying: (next) => {
      playing = next;
      tell();
    },
    show: () => {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
    },
    close: () => {
      if (!window.isDestroyed()) window.close();
    },
  };
}

/** Lets pages of `phoneSession` reach the site alone, and accept its certificate alone; they get no device and no permission. */
function isolate(phoneSession: Session, site: PracticeWindowOptions['site']): void {
  phoneSession.setCertificateVerifyProc(({ hostname, certificate }, callback) => {
    const wanted = site()?.fingerprint;
    const isSite =
      wanted !== undefined &&
      loopback.has(hostname) &&
      certificate.fingerprint === chromiumFingerprint(wanted);
    callback(isSite ? 0 : -2);
  });
  phoneSession.webRequest.onBeforeRequest(({ url }, callback) => {
    callback({ cancel: !isReachable(url, site()?.origin) });
  });
  // The simulated sources ask nobody. Were they missing, no real camera may take their place.
  phoneSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  phoneSession.setPermissionCheckHandler(() => false);
  phoneSession.setDevicePermissionHandler(() => false);
  phoneSession.setDisplayMediaRequestHandler((_request, callback) => callback({}));
  phoneSession.on('will-download', (event) => event.preventDefault());
}

function isReachable(address: string, origin: string | undefined): boolean {
  if (/^(blob|data):/.test(address) || address === 'about:blank') return true;
  return origin !== undefined && originOf(address.replace(/^wss:/, 'https:')) === origin;
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}

/** Returns a colon-separated hexadecimal SHA-256 in Electron's form: "sha256/" and base64. */
export function chromiumFingerprint(fingerprint: string): string {
  return `sha256/${Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64')}`;
}

/** Returns a place next to the console if there is room, otherwise over it but clear of the tour's card. */
function placeBeside(beside: BrowserWindow | undefined): Partial<Rectangle> {
  if (beside === undefined || beside.isDestroyed()) return phone;
  const console_ = beside.getBounds();
  const { workArea } = screen.getDisplayMatching(console_);
  const width = Math.min(phone.width, workArea.width);
  const height = Math.min(phone.height, workArea.height - 48);
  const right = console_.x + console_.width + gap;
  const fits = right + width <= workArea.x + workArea.width;
  const x = fits ? right : console_.x + console_.width - cardWidth - width;
  const lowest = workArea.y + workArea.height - height - 40;
  return {
    x: Math.max(workArea.x, x),
    y: Math.max(workArea.y, Math.min(console_.y + 24, lowest)),
    width,
    height,
  };
}
