import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BlobStore } from '../../../main/blobs/blob-store';
import { collectDownloads, collectUploads } from '../../../main/file-transfer/collect';
import { FileTransfers } from '../../../main/file-transfer/file-transfers';
import { downloadsId, GrantedFolders } from '../../../main/file-transfer/granted-folders';
import { TransferStore } from '../../../main/file-transfer/transfer-store';
import { openDatabase } from '../../../main/history/database';
import { SessionKeyStore } from '../../../main/history/session-key-store';
import { SessionStore } from '../../../main/history/session-store';
import { OpenSessionKeys } from '../../../main/session/open-session-keys';
import { verdictOnRepresentativeCommand } from '../../../main/session/representative-commands';
import { SessionRegistry } from '../../../main/session/session-registry';
import { SiteLink } from '../../../main/session/site-link';
import { Watching } from '../../../main/session/watching';
import { checkRelativePath, type SafeRelativePath } from '../../../shared/file-transfer/relative-path';
import { type EventBody, eventBodySchema, type SessionEvent } from '../../../shared/session/session-event';
import { connectInMemory } from '../../../shared/wire/memory-connection';
import { loadOrMakeCertificate } from '../../../site/kept-certificate';
import { createSite } from '../../../site/site';
import { systemClock } from '../../../site/system-clock';
import type { FromConsole, ToConsole } from './messages';

// The console without its window: main's own parts, put together as main/main.ts does, in a process of their own that the
// test kills. What the window would be told goes to the test; what it would ask for comes from there.

const [folder = '', port = '0'] = process.argv.slice(2);

function tell(message: FromConsole): void {
  process.send?.(message);
}

const { database, setAside } = openDatabase(join(folder, 'sightline.sqlite'));
const blobs = new BlobStore(join(folder, 'sessions'));
const store = new SessionStore(database);
const keys = new OpenSessionKeys(new SessionKeyStore(database), Date.now(), () => undefined);
const watching = new Watching({
  reportFailure: () => undefined,
  blobs,
  clock: systemClock,
  settings: () => ({ iceServers: [], relayOnly: false }),
  publish: () => undefined,
});
const downloads = join(folder, 'downloads');
mkdirSync(downloads, { recursive: true });
const granted = new GrantedFolders(join(folder, 'granted-folders.json'), downloads, () => undefined);
const files = new FileTransfers({
  store: new TransferStore(join(folder, 'transfers')),
  granted,
  clock: systemClock,
  publish: () => undefined,
  showProgress: () => undefined,
});
const registry = new SessionRegistry({
  parts: [watching, files],
  findPicture: (sessionId, hash) => watching.findUploaded(sessionId, hash),
  store,
  keys,
  clock: systemClock,
  gracePeriodMs: () => 600_000,
  siteName: () => 'Kill test',
  publish: (event) => {
    if (event.kind === 'session-event-appended') {
      tell({ kind: 'published', sessionId: event.sessionId, event: event.event });
    }
  },
  unreadable: (sessionId, error) => {
    throw new Error(`${sessionId} cannot be read`, { cause: error });
  },
});
registry.takeUpOpenSessions();

process.on('message', (message: ToConsole) => void answer(message));

async function answer(message: ToConsole): Promise<void> {
  switch (message.kind) {
    case 'generate-key': {
      const key = await keys.generate(registry.link, { lifetimeMs: 600_000, reference: '', note: '' });
      tell({ kind: 'key', id: message.id, sessionKey: key.sessionKey });
      return;
    }
    case 'record': {
      const { sessionId, body, id } = message;
      tell({ kind: 'recorded', id, seq: record(sessionId, eventBodySchema.parse(body), id)?.seq ?? null });
      return;
    }
    case 'carry-out': {
      tell({ kind: 'recorded', id: message.id, seq: carriedOut(message) });
      return;
    }
    case 'transfer': {
      const items = await collected(message).catch(() => []);
      const session = registry.find(message.sessionId);
      if (session !== undefined) files.transfersOf(session).add(items, 'ask');
      const transferIds = items.map(({ transferId }) => transferId);
      tell({ kind: 'queued', id: message.id, transferIds });
      return;
    }
    case 'read-queue': {
      const session = registry.find(message.sessionId);
      const queued = session === undefined ? [] : files.transfersOf(session).board.queue.files;
      const told = queued.map(
        (file) => `${file.transferId} ${file.direction} ${JSON.stringify(file.status)}`,
      );
      tell({ kind: 'queue', id: message.id, files: told });
      return;
    }
    case 'read-log':
      tell({
        kind: 'log',
        id: message.id,
        entries: store
          .entriesAfter(message.sessionId, message.afterSeq, 1_000_000)
          .map(({ hash, entry }) => ({ hash, entry: { ...entry } })),
      });
      return;
  }
}

function record(sessionId: string, body: EventBody, id: string): SessionEvent | undefined {
  const appended = registry.find(sessionId)?.record('representative', body, id);
  return appended?.kind === 'appended' || appended?.kind === 'repeated' ? appended.event : undefined;
}

/** The `seq` of the entry that a command makes, or had made; null where it is refused. */
function carriedOut({ sessionId, id, command }: ToConsole & { kind: 'carry-out' }): number | null {
  const done = registry.find(sessionId)?.carryOut('representative', id, (state) =>
    verdictOnRepresentativeCommand(state, command, {
      now: Date.now(),
      representativeName: 'Astrid',
      findPicture: (hash) => watching.findPicture(sessionId, hash),
    }),
  );
  return done !== undefined && 'event' in done ? done.event.seq : null;
}

/** What is to be queued; rejects where the phone has no road open. */
async function collected({ sessionId, direction, name }: ToConsole & { kind: 'transfer' }) {
  const session = registry.find(sessionId);
  if (session === undefined) return [];
  const path = safe(name);
  const { items } =
    direction === 'to-customer'
      ? await collectUploads(granted, [{ folderId: downloadsId, path }], '')
      : await collectDownloads(files.transfersOf(session).browse, granted, [path], downloadsId, '');
  return items;
}

function safe(text: string): SafeRelativePath {
  const checked = checkRelativePath(text);
  if (checked.kind !== 'safe') throw new Error(`${text} is not safe`);
  return checked.path;
}

const { certificate } = await loadOrMakeCertificate(join(folder, 'site'), {
  dns: ['localhost'],
  ip: ['127.0.0.1'],
});
const site = await createSite({
  siteName: 'Kill test',
  reach: 'this-computer',
  port: Number(port),
  customerFolder: join(folder, 'no-client'),
  certificate,
  uploads: watching.uploads,
  fileRoads: files,
  log: () => undefined,
});
const [siteEnd, consoleEnd] = connectInMemory();
site.connectRepresentative(siteEnd);
registry.attachSite(new SiteLink(consoleEnd));
tell({ kind: 'ready', port: site.port, setAside: setAside ?? null });
