import { app, type IpcMainInvokeEvent, type Session, type WebContents } from 'electron';
import { appOrigin } from './app-protocol';

/** The console's page may go full screen; nothing else is ever granted to a page. */
const permissionsGranted: ReadonlySet<string> = new Set(['fullscreen']);

/** Denies every permission but those above, and every request for a device, to all pages of `session`. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, callback) => {
    callback(permissionsGranted.has(permission) && isConsoleAddress(contents.getURL()));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permissionsGranted.has(permission) && isConsoleAddress(`${origin}/`),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
}

/** Refuses navigation away from the console, new windows, webviews and redirects in every page the app ever has. */
export function guardNavigation(): void {
  app.on('web-contents-created', (_event, contents) => guard(contents));
}

const alsoAllowed = new WeakMap<WebContents, (address: string) => boolean>();

/** Lets one page, which is not the console's, navigate where `isAllowed` says so. */
export function allowNavigation(contents: WebContents, isAllowed: (address: string) => boolean): void {
  alsoAllowed.set(contents, isAllowed);
}

function mayGoTo(contents: WebContents, address: string): boolean {
  const isAllowed = alsoAllowed.get(contents);
  return isAllowed === undefined ? isConsoleAddress(address) : isAllowed(address);
}

function guard(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!mayGoTo(contents, event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!mayGoTo(contents, event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!mayGoTo(contents, event.url)) event.preventDefault();
  });
}

/** Returns whether a request comes from the top frame of a console window that shows the console's own page. */
export function isConsoleFrame(
  event: IpcMainInvokeEvent,
  isConsoleWindow: (contents: WebContents) => boolean,
): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null && frame.parent === null && isConsoleAddress(frame.url) && isConsoleWindow(event.sender)
  );
}

export function isConsoleAddress(address: string): boolean {
  try {
    const url = new URL(address);
    return `${url.protocol}//${url.host}` === appOrigin;
  } catch {
    return false;
  }
}
