import { app, clipboard, dialog, shell } from 'electron';
import type { OpenSessionKey } from '../../shared/ipc/view';
import { joinLink } from '../../shared/session-key/join-link';
import { formatSessionKey, parseSessionKey, type SessionKey } from '../../shared/session-key/session-key';
import type { EmbeddedSite } from '../embedded-site/embedded-site';
import { type RequestHandlers, RequestRefusal } from '../ipc/request-server';
import type { Notices } from '../notices/notices';
import type { Practice } from '../practice/practice';
import { type OpenSessionKeys, SessionKeyError } from '../session/open-session-keys';
import type { SessionRegistry } from '../session/session-registry';
import type { Watching } from '../session/watching';
import type { SettingsStore } from '../settings/settings-store';
import { invitationLink, openableLink } from '../window/links';
import type { PaneWindows } from '../window/pane-windows';
import { annotationRequests } from './annotation-requests';
import { SessionCommands } from './carry-out';
import { type FileRequestParts, fileRequests } from './file-requests';
import { type HistoryParts, historyRequests, readOrSetAside } from './history-requests';
import { pictureRequests } from './picture-requests';
import { sessionCommandRequests } from './session-commands';
import { watchingRequests } from './watching-requests';

export interface HandlerParts extends HistoryParts {
  readonly registry: SessionRegistry;
  readonly keys: OpenSessionKeys;
  readonly settings: SettingsStore;
  readonly site: EmbeddedSite;
  readonly notices: Notices;
  readonly practice: Practice;
  readonly showLogs: () => void;
  /** The page has asked for its first picture of everything, and hears what is published from now on. */
  readonly pageListens: () => void;
  readonly watching: Watching;
  readonly files: FileRequestParts;
  readonly panes: Pick<PaneWindows, 'open' | 'close'>;
}

const minute = 60_000;

/** What main does for each request of the renderer: finds the part in question and hands the request on. */
export function requestHandlers(parts: HandlerParts): RequestHandlers {
  const { registry, keys, settings, site, notices, watching, blobs, panes, practice } = parts;
  const commands = new SessionCommands({
    registry,
    now: parts.now,
    representativeName: () => settings.current.representativeName || 'Representative',
    findPicture: (sessionId, hash) => watching.findPicture(sessionId, hash),
  });

  const withKey = async <Result>(action: () => Result | Promise<Result>): Promise<Result> => {
    try {
      return await action();
    } catch (error) {
      if (error instanceof SessionKeyError) throw new RequestRefusal(error.code, error.message);
      throw error;
    }
  };

  return {
    ...sessionCommandRequests(commands),
    ...watchingRequests(commands, watching),
    ...historyRequests(parts),
    ...pictureRequests(
      (sessionId) => registry.find(sessionId) !== undefined || parts.past.has(sessionId),
      blobs,
    ),
    ...fileRequests(commands, parts.files),
    ...annotationRequests(commands, watching, blobs),
    'get-snapshot': () => {
      parts.pageListens();
      return {
        sessions: registry.list(),
        sessionKeys: keys.list(),
        site: site.status,
        settings: settings.current,
        availability: registry.availability,
        notices: notices.list(),
        practice: practice.status,
        platform: process.platform,
        version: parts.version,
      };
    },
    'get-session-events': ({ sessionId, afterSeq, limit }) => {
      const lastSeq = registry.find(sessionId)?.state.lastSeq ?? parts.store.lastSeq(sessionId);
      if (lastSeq === 0) throw new RequestRefusal('session-not-found', 'This session is not here any more.');
      const events = readOrSetAside(parts, sessionId, () =>
        parts.store.eventsAfter(sessionId, afterSeq, limit),
      );
      return { events, lastSeq };
    },
    'generate-session-key': async ({ lifetimeMinutes, reference, note }) => {
      const wanted = { lifetimeMs: lifetimeMinutes * minute, reference, note };
      const { sessionKey } = await withKey(() => keys.generate(registry.link, wanted));
      return { sessionKey };
    },
    'change-session-key': async ({ sessionKey, lifetimeMinutes, reference, note }) => {
      const lifetimeMs = lifetimeMinutes === undefined ? undefined : lifetimeMinutes * minute;
      await withKey(() => keys.change(registry.link, sessionKey, { lifetimeMs, reference, note }));
      return null;
    },
    'revoke-session-key': async ({ sessionKey }) => {
      await withKey(() => keys.revoke(registry.link, sessionKey));
      return null;
    },
    'set-availability': ({ availability }) => {
      registry.setAvailability(availability);
      return null;
    },
    'report-typing': ({ sessionId }) => {
      const session = commands.session(sessionId);
      if (session.state.phase === 'active') session.phone.send({ kind: 'representative-typing' });
      return null;
    },
    'detach-pane': ({ sessionId }) => {
      const { state } = commands.session(sessionId);
      panes.open(sessionId, `${state.customer.name} – Sightline`);
      return null;
    },
    'attach-pane': ({ sessionId }) => {
      panes.close(sessionId);
      return null;
    },
    'change-settings': (change) => settings.change(change),
    'import-certificate': async ({ passphrase }) => {
      const chosen = await dialog.showOpenDialog({
        title: 'Import a certificate',
        properties: ['openFile'],
        filters: [
          { name: 'Certificates', extensions: ['pem', 'crt', 'cer', 'pfx', 'p12'] },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      const path = chosen.filePaths[0];
      if (chosen.canceled || path === undefined) return { kind: 'cancelled' };
      await site.importCertificate(path, passphrase);
      return { kind: 'imported' };
    },
    'remove-imported-certificate': async () => {
      await site.removeImportedCertificate();
      return null;
    },
    'copy-text': async ({ text }) => {
      await clipboard.writeText(text);
      return null;
    },
    'open-link': async ({ url }) => {
      const link = openableLink(url);
      if (link === undefined) {
        throw new RequestRefusal('link-refused', 'Sightline opens web and e-mail addresses only.');
      }
      await shell.openExternal(link);
      return null;
    },
    'compose-invitation': async ({ sessionKey, by }) => {
      const key = keys.list().find((open) => open.sessionKey === sessionKey);
      const parsed = parseSessionKey(sessionKey);
      if (key === undefined || parsed.kind !== 'complete') {
        throw new RequestRefusal('session-key-not-found', 'This session key is no longer open.');
      }
      if (site.status.kind !== 'on')
        throw new RequestRefusal('site-off', 'The site is off. See Settings, Site.');
      await shell.openExternal(invitationLink(by, invitationFor(parsed.sessionKey, key, site.status)));
      return null;
    },
    'check-site': () => site.check(),
    'start-practice': async () => {
      await withKey(() => practice.start());
      return null;
    },
    'set-practice-customer': ({ playsByItself }) => {
      practice.setPlaysByItself(playsByItself);
      return null;
    },
    'close-practice': () => {
      practice.close();
      return null;
    },
    'show-logs': () => {
      parts.showLogs();
      return null;
    },
    'start-again': () => {
      throw new RequestRefusal('not-possible-now', 'Sightline is running already.');
    },
    'show-about': () => {
      app.showAboutPanel();
      return null;
    },
    'dismiss-notice': ({ id }) => {
      notices.dismiss(id);
      return null;
    },
  };
}

function invitationFor(
  sessionKey: SessionKey,
  key: OpenSessionKey,
  site: { siteName: string; address: string },
) {
  return {
    siteName: site.siteName,
    address: site.address,
    sessionKey: formatSessionKey(sessionKey),
    link: joinLink(site.address, key.sessionKey, key.linkSecret),
    expiresAt: new Date(key.expiresAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
  };
}
