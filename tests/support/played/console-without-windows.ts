import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BlobStore } from '../../../main/blobs/blob-store';
import { FileTransfers } from '../../../main/file-transfer/file-transfers';
import { GrantedFolders } from '../../../main/file-transfer/granted-folders';
import { TransferStore } from '../../../main/file-transfer/transfer-store';
import { openDatabase } from '../../../main/history/database';
import type { SessionDatabase } from '../../../main/history/session-database';
import { SessionKeyStore } from '../../../main/history/session-key-store';
import { SessionStore } from '../../../main/history/session-store';
import type { CommandParts } from '../../../main/requests/carry-out';
import { OpenSessionKeys } from '../../../main/session/open-session-keys';
import type { Session } from '../../../main/session/session';
import { SessionRegistry } from '../../../main/session/session-registry';
import { Watching } from '../../../main/session/watching';
import type { ConsoleEvent } from '../../../shared/ipc/console-event';
import type { SessionEvent } from '../../../shared/session/session-event';
import type { Settings } from '../../../shared/settings/settings';
import type { SiteMessage } from '../../../shared/wire/site-message';
import { submissionOf } from '../wire/customer-messages';
import { FakeClock } from './fake-clock';
import { ScriptedSite, settle } from './scripted-site';

export const gracePeriodMs = 600_000;

/** What a console is made of around its sessions, on a real database, with a played site and a clock that stands still. */
export class ConsoleWithoutWindows {
  readonly clock = new FakeClock();
  readonly published: ConsoleEvent[] = [];
  /** Sessions that could not be read, and were set aside. */
  readonly unreadable: string[] = [];
  /** Called within each publication, before the next thing happens. */
  onPublish: (event: ConsoleEvent) => void = () => undefined;
  readonly path: string;
  /** As the settings have it at this moment, in milliseconds. */
  gracePeriod = gracePeriodMs;
  readonly #transfers: string;
  readonly blobs: BlobStore;
  settings: Pick<Settings, 'iceServers' | 'relayOnly'> = { iceServers: [], relayOnly: false };
  database: SessionDatabase;
  store: SessionStore;
  keys: OpenSessionKeys;
  watching: Watching;
  files: FileTransfers;
  readonly granted: GrantedFolders;
  registry: SessionRegistry;
  site: ScriptedSite;

  constructor(folder: string) {
    this.path = join(folder, 'sightline.sqlite');
    this.blobs = new BlobStore(join(folder, 'sessions'));
    this.#transfers = join(folder, 'transfers');
    const downloads = join(folder, 'downloads');
    mkdirSync(downloads, { recursive: true });
    this.granted = new GrantedFolders(join(folder, 'granted-folders.json'), downloads);
    const parts = this.#build();
    this.database = parts.database;
    this.store = parts.store;
    this.keys = parts.keys;
    this.watching = parts.watching;
    this.files = parts.files;
    this.registry = parts.registry;
    this.site = this.attachSite();
  }

  /** Starts a site and attaches the console to it. */
  attachSite(): ScriptedSite {
    this.site = new ScriptedSite();
    this.registry.attachSite(this.site.link);
    return this.site;
  }

  /** The console is killed and started again over what is on disk; the link to the old site is dead. */
  restart(): void {
    const { registry, database } = this;
    // A killed process sends nothing and runs no timers; dispose is only how the test lets go of it.
    registry.dispose();
    database.close();
    const parts = this.#build();
    this.database = parts.database;
    this.store = parts.store;
    this.keys = parts.keys;
    this.watching = parts.watching;
    this.files = parts.files;
    this.registry = parts.registry;
    this.registry.takeUpOpenSessions();
    this.attachSite();
  }

  close(): void {
    this.registry.dispose();
    this.database.close();
  }

  /** Makes every write to the disk fail, or lets them succeed again. */
  refuseWrites(refuse: boolean): void {
    this.database.exec(`PRAGMA query_only = ${refuse ? 'ON' : 'OFF'}`);
  }

  /** What the representative's commands are carried out with. */
  get commandParts(): CommandParts {
    return {
      registry: this.registry,
      now: () => this.clock.now(),
      representativeName: () => 'Astrid',
      findPicture: (sessionId, hash) => this.watching.findPicture(sessionId, hash),
    };
  }

  /** A phone that joined: its session, its token and all it was sent. */
  async join(
    connectionId: string,
    change: Parameters<typeof submissionOf>[0] = {},
  ): Promise<{ session: Session; sessionId: string; token: string }> {
    this.site.join(connectionId, submissionOf(change));
    await settle();
    const joined = messagesOf(this.site, connectionId, 'session-joined').at(-1);
    const session = this.registry.find(joined?.sessionId ?? '');
    if (joined === undefined || session === undefined) throw new Error('the phone did not join');
    return { session, sessionId: joined.sessionId, token: joined.token };
  }

  /** A phone that joined and was accepted. */
  async joinAndStart(
    connectionId: string,
    change: Parameters<typeof submissionOf>[0] = {},
  ): Promise<{ session: Session; sessionId: string; token: string }> {
    const joined = await this.join(connectionId, change);
    joined.session.record('representative', {
      kind: 'session-started',
      representative: { name: 'Astrid' },
      waitedMs: 0,
    });
    await settle();
    return joined;
  }

  #build() {
    const { database } = openDatabase(this.path);
    // Nothing here outlives a power cut, so the tests need not wait for the disk.
    database.exec('PRAGMA synchronous = OFF');
    const store = new SessionStore(database);
    const publish = (event: ConsoleEvent): void => {
      this.published.push(event);
      this.onPublish(event);
    };
    const keys = new OpenSessionKeys(new SessionKeyStore(database), this.clock.now(), (sessionKeys) =>
      publish({ kind: 'session-keys-changed', sessionKeys }),
    );
    const watching = new Watching({
      reportFailure: () => undefined,
      blobs: this.blobs,
      clock: this.clock,
      settings: () => this.settings,
      publish,
    });
    const files = new FileTransfers({
      store: new TransferStore(this.#transfers),
      granted: this.granted,
      clock: this.clock,
      publish,
      showProgress: () => undefined,
    });
    const registry = new SessionRegistry({
      store,
      keys,
      parts: [watching, files],
      findPicture: (sessionId, hash) => watching.findUploaded(sessionId, hash),
      clock: this.clock,
      gracePeriodMs: () => this.gracePeriod,
      siteName: () => 'Nordlicht Support',
      publish,
      unreadable: (sessionId) => {
        this.unreadable.push(sessionId);
        store.setAside(sessionId, this.clock.now());
      },
    });
    return { database, store, keys, watching, files, registry };
  }
}

/** The messages of one kind that a phone's connection was sent. */
export function messagesOf<Kind extends SiteMessage['kind']>(
  site: ScriptedSite,
  connectionId: string,
  kind: Kind,
): Array<Extract<SiteMessage, { kind: Kind }>> {
  return site
    .messagesTo(connectionId)
    .filter((message): message is Extract<SiteMessage, { kind: Kind }> => message.kind === kind);
}

/** The `seq` of each entry a phone's connection was sent, in order. */
export function seqsTo(site: ScriptedSite, connectionId: string): number[] {
  return messagesOf(site, connectionId, 'events').flatMap(({ events }) => events.map(({ seq }) => seq));
}

/** The kinds of a log. */
export function kindsOf(log: readonly SessionEvent[]): string[] {
  return log.map(({ kind }) => kind);
}

/** Resumes on a new connection; the new token, or undefined where it was refused. */
export async function resume(
  home: ConsoleWithoutWindows,
  connectionId: string,
  sessionId: string,
  token: string,
  lastSeq = 0,
  instance?: string,
): Promise<string | undefined> {
  home.site.resume(connectionId, sessionId, token, lastSeq, instance);
  await settle();
  return messagesOf(home.site, connectionId, 'session-resumed').at(-1)?.token;
}
