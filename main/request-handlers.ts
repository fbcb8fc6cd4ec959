import { app, clipboard, dialog, shell } from 'electron';
import { formatSessionKey, parseSessionKey, type SessionKey } from '../shared/session-key/session-key';
import type { EmbeddedSite } from './embedded-site';
import { type RequestHandlers, RequestRefusal } from './ipc/request-server';
import type { Notices } from './notices';
import type { Practice } from './practice/practice';
import { type OpenSessionKeys, SessionKeyError } from './session/open-session-keys';
import { eventOfRepresentativeCommand, type RepresentativeCommand } from './session/representative-commands';
import type { Session } from './session/session';
import type { SessionRegistry } from './session/session-registry';
import type { SettingsStore } from './settings/settings-store';
import { invitationLink, openableLink } from './window/links';

export interface HandlerParts {
  readonly registry: SessionRegistry;
  readonly keys: OpenSessionKeys;
  readonly settings: SettingsStore;
  readonly site: EmbeddedSite;
  readonly notices: Notices;
  readonly practice: Practice;
  readonly showLogs: () => void;
  /** The page has asked for its first picture of everything, and hears what is published from now on. */
  readonly pageListens: () => void;
  readonly version: string;
  readonly now: () => number;
}

const minute = 60_000;

/** What main does for each request of the renderer: finds the part in question and hands the request on. */
export function requestHandlers(parts: HandlerParts): RequestHandlers {
  const { registry, keys, settings, site, notices, practice, now } = parts;

  const sessionOf = (sessionId: string): Session => {
    const session = registry.find(sessionId);
    if (session === undefined)
      throw new RequestRefusal('session-not-found', 'This session is not here any more.');
    return session;
  };

  const carryOut = (sessionId: string, id: string, command: RepresentativeCommand): { seq: number } => {
    const session = sessionOf(sessionId);
    const before = session.log.findByCommand(id);
    if (before !== undefined) return { seq: before.seq };
    const body = eventOfRepresentativeCommand(session.state, command, now());
    if (body.kind === 'not-possible') throw new RequestRefusal('not-possible-now', body.message);
    const appended = session.record('representative', body, id);
    switch (appended.kind) {
      case 'appended':
      case 'repeated':
        return { seq: appended.event.seq };
      case 'out-of-place':
        throw new RequestRefusal('not-possible-now', 'That is not possible at this point of the session.');
      case 'not-saved':
        throw new RequestRefusal(
          'could-not-save',
          'Sightline could not write to its database. Check that the disk has space, then try again.',
        );
    }
  };

  const withKey = async <Result>(action: () => Result | Promise<Result>): Promise<Result> => {
    try {
      return await action();
    } catch (error) {
      if (error instanceof SessionKeyError) throw new RequestRefusal(error.code, error.message);
      throw error;
    }
  };

  return {
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
      const { log } = sessionOf(sessionId);
      return { events: log.eventsAfter(afterSeq, limit), lastSeq: log.state.lastSeq };
    },
    'generate-session-key': ({ lifetimeMinutes, reference, note }) =>
      withKey(() => keys.generate(registry.link, { lifetimeMs: lifetimeMinutes * minute, reference, note })),
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
    'accept-session': ({ sessionId, id }) =>
      carryOut(sessionId, id, {
        kind: 'accept-session',
        representativeName: settings.current.representativeName || 'Representative',
      }),
    'decline-session': ({ sessionId, id, reason }) =>
      carryOut(sessionId, id, { kind: 'decline-session', reason }),
    'send-chat-message': ({ sessionId, id, text }) =>
      carryOut(sessionId, id, { kind: 'send-chat-message', text }),
    'mark-seen': ({ sessionId, id, upTo }) => {
      const { state } = sessionOf(sessionId);
      if (state.phase === 'active' && upTo > state.chat.seenTo.representative) {
        carryOut(sessionId, id, { kind: 'mark-seen', upTo });
      }
      return null;
    },
    'report-typing': ({ sessionId }) => {
      const session = sessionOf(sessionId);
      if (session.state.phase === 'active') session.sendToCustomer({ kind: 'representative-typing' });
      return null;
    },
    'request-sharing': ({ sessionId, id }) => carryOut(sessionId, id, { kind: 'request-sharing' }),
    'cancel-sharing-request': ({ sessionId, id }) =>
      carryOut(sessionId, id, { kind: 'cancel-sharing-request' }),
    'end-session': ({ sessionId, id }) => carryOut(sessionId, id, { kind: 'end-session' }),
    'send-signal': ({ sessionId, peerId, data }) => {
      const session = sessionOf(sessionId);
      if (session.state.phase !== 'active')
        throw new RequestRefusal('session-not-open', 'The session has ended.');
      session.sendToCustomer({ kind: 'signal', peerId, data });
      return null;
    },
    'report-video': ({ sessionId, id, codec, width, height }) =>
      carryOut(sessionId, id, { kind: 'report-video', codec, width, height }),
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
    'copy-text': ({ text }) => {
      clipboard.writeText(text);
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
      await shell.openExternal(
        invitationLink(by, invitationFor(parsed.sessionKey, key.expiresAt, site.status)),
      );
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
  expiresAt: number,
  site: { siteName: string; address: string },
) {
  return {
    siteName: site.siteName,
    address: site.address,
    sessionKey: formatSessionKey(sessionKey),
    link: `${site.address}/#${sessionKey}`,
    expiresAt: new Date(expiresAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
  };
}
