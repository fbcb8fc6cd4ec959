import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BlobStore } from '../../main/blobs/blob-store';
import { FileTransfers } from '../../main/file-transfer/file-transfers';
import { GrantedFolders } from '../../main/file-transfer/granted-folders';
import { TransferStore } from '../../main/file-transfer/transfer-store';
import { openDatabase } from '../../main/history/database';
import { SessionKeyStore } from '../../main/history/session-key-store';
import { SessionStore } from '../../main/history/session-store';
import { OpenSessionKeys } from '../../main/session/open-session-keys';
import {
  type RepresentativeCommand,
  verdictOnRepresentativeCommand,
} from '../../main/session/representative-commands';
import { SessionRegistry } from '../../main/session/session-registry';
import { SiteLink } from '../../main/session/site-link';
import { Watching } from '../../main/session/watching';
import type { CustomerEvent } from '../../shared/session/session-event';
import { parseSessionKey } from '../../shared/session-key/session-key';
import { defaultSettings } from '../../shared/settings/settings';
import type { CustomerMessage } from '../../shared/wire/customer-message';
import { decodeSiteMessage } from '../../shared/wire/decode';
import { connectInMemory } from '../../shared/wire/memory-connection';
import type { SiteMessage } from '../../shared/wire/site-message';
import { FakeClock } from '../support/played/fake-clock';
import { decodeCustomerMessage } from '../support/wire/customer-messages';
import { exampleLines } from '../support/wire/protocol-document';
import { connectPhone, startSite, type TestPhone } from './site/support/test-site';

const lines = exampleLines().map((line) => {
  if (line.kind === 'sent') return { ...line, message: sentMessage(line.text) };
  if (line.kind === 'received') return { ...line, message: receivedMessage(line.text) };
  return line;
});

function sentMessage(text: string): CustomerMessage {
  const decoded = decodeCustomerMessage(text);
  if (!decoded.ok) throw new Error(`${decoded.refusal.message} in ${text}`);
  return decoded.message;
}

function receivedMessage(text: string): SiteMessage {
  const message = decodeSiteMessage(text);
  if (message === undefined) throw new Error(`not a message of the site: ${text}`);
  return message;
}

/** The entries the example brings from line `from` on. */
function entriesFrom(from: number): CustomerEvent[] {
  return lines
    .slice(from)
    .flatMap((line) =>
      line.kind === 'received' && line.message.kind === 'events' ? line.message.events : [],
    );
}

/** What the representative did for an entry of theirs to come about. */
function commandBehind(event: CustomerEvent): RepresentativeCommand {
  switch (event.kind) {
    case 'session-started':
      return { kind: 'accept-session' };
    case 'chat-message-sent':
      return { kind: 'send-chat-message', text: event.text };
    case 'sharing-requested':
      return { kind: 'request-sharing' };
    case 'video-received':
      return { kind: 'report-video', codec: event.codec, width: event.width, height: event.height };
    default:
      throw new Error(`the example has an entry this test cannot cause: ${event.kind}`);
  }
}

/** Says which identifiers of the run stand for which of the example, so that texts can be compared to the letter. */
class Identifiers {
  readonly #inDocument = new Map<string, string>();
  readonly #inRun = new Map<string, string>();

  pair(run: string, document: string): void {
    expect(this.#inDocument.get(run) ?? document).toBe(document);
    expect(this.#inRun.get(document) ?? run).toBe(run);
    this.#inDocument.set(run, document);
    this.#inRun.set(document, run);
  }

  toRun(text: string): string {
    return replaceAll(text, this.#inRun);
  }

  toDocument(text: string): string {
    return replaceAll(text, this.#inDocument);
  }
}

function replaceAll(text: string, names: ReadonlyMap<string, string>): string {
  return [...names].reduce((result, [from, to]) => result.replaceAll(`"${from}"`, `"${to}"`), text);
}

/** The identifiers that only the site or the console can make. */
function foreignIdentifiers(message: SiteMessage): string[] {
  switch (message.kind) {
    case 'session-joined':
    case 'session-resumed':
      return [message.sessionId, message.token];
    case 'events':
      return message.events.filter(({ by }) => by === 'site').map(({ commandId }) => commandId);
    default:
      return [];
  }
}

async function startConsole(sessionKey: string, clock: FakeClock) {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-example-'));
  const { database } = openDatabase(join(folder, 'sightline.sqlite'));
  const first = entriesFrom(0)[0];
  const siteName = first?.kind === 'session-key-used' ? first.siteName : '';
  const keyStore = new SessionKeyStore(database);
  const generatedAt = clock.now() - 60_000;
  const expiresAt = clock.now() + 60_000;
  keyStore.put({ sessionKey, generatedAt, expiresAt, reference: '', note: '' });
  const watching = new Watching({
    reportFailure: () => undefined,
    blobs: new BlobStore(join(folder, 'blobs')),
    clock,
    settings: () => defaultSettings,
    publish: () => undefined,
  });
  const registry = new SessionRegistry({
    store: new SessionStore(database),
    keys: new OpenSessionKeys(keyStore, clock.now(), () => undefined),
    findPicture: (sessionId, hash) => watching.findPicture(sessionId, hash),
    parts: [
      watching,
      new FileTransfers({
        store: new TransferStore(join(folder, 'transfers')),
        granted: new GrantedFolders(join(folder, 'granted.json'), folder),
        clock,
        publish: () => undefined,
        showProgress: () => undefined,
      }),
    ],
    clock,
    gracePeriodMs: () => 600_000,
    siteName: () => siteName,
    publish: () => undefined,
    unreadable: () => undefined,
  });
  onTestFinished(async () => {
    registry.dispose();
    database.close();
    await rm(folder, { recursive: true });
  });
  const { site, base } = await startSite({ siteName, clock });
  const [near, far] = connectInMemory();
  site.connectRepresentative(far);
  registry.attachSite(new SiteLink(near));
  return { registry, base };
}

/** The messages a phone was sent, heartbeats left out, one by one. */
function reader(phone: TestPhone): () => Promise<string> {
  let read = 0;
  return async () => {
    for (;;) {
      const text = phone.texts[read];
      if (text === undefined) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        continue;
      }
      read += 1;
      const kind = decodeSiteMessage(text)?.kind;
      if (kind !== 'ping' && kind !== 'pong') return text;
    }
  };
}

test.each(['websocket', 'event-stream'] as const)(
  'the worked example is what a site and a console really say, to the letter, on %s [C5] [S2] [S5]',
  async (transport) => {
    const clock = new FakeClock(entriesFrom(0)[0]?.at ?? 0);
    const submission = lines.find((line) => line.kind === 'sent');
    const typed = submission?.message.kind === 'submit-session-key' ? submission.message.sessionKey : '';
    const key = parseSessionKey(typed);
    if (key.kind !== 'complete') throw new Error(`the example’s session key is ${key.kind}`);
    const { registry, base } = await startConsole(key.sessionKey, clock);
    const session = () => {
      const found = registry.find(registry.list()[0]?.sessionId ?? '');
      if (found === undefined) throw new Error('no session has begun');
      return found;
    };
    const identifiers = new Identifiers();
    let phone = connectPhone(base, transport);
    let next = reader(phone);

    for (const [index, line] of lines.entries()) {
      switch (line.kind) {
        case 'lost': {
          phone.connection.close('lost');
          await expect.poll(() => session().phone.connectionId).toBeUndefined();
          clock.advance(line.milliseconds);
          phone = connectPhone(base, transport);
          next = reader(phone);
          break;
        }
        case 'sent': {
          const { message } = line;
          const made = entriesFrom(index).find(
            ({ commandId }) => 'id' in message && commandId === message.id,
          );
          clock.set(made?.at ?? clock.now());
          phone.connection.send(identifiers.toRun(line.text));
          // What nothing answers has passed once a later message is answered.
          if (line.message.kind === 'signal') await phone.settled();
          break;
        }
        case 'received': {
          const [entry] = line.message.kind === 'events' ? line.message.events : [];
          if (entry?.by === 'representative') {
            clock.set(entry.at);
            const done = session().carryOut('representative', entry.commandId, (state) =>
              verdictOnRepresentativeCommand(state, commandBehind(entry), {
                now: clock.now(),
                representativeName: entry.kind === 'session-started' ? entry.representative.name : '',
                findPicture: () => undefined,
              }),
            );
            expect(done.kind).toBe('appended');
          }
          if (line.message.kind === 'signal') session().phone.send(line.message);
          const text = await next();
          const documented = foreignIdentifiers(line.message);
          for (const [at, run] of foreignIdentifiers(receivedMessage(text)).entries()) {
            identifiers.pair(run, documented[at] ?? '');
          }
          expect(identifiers.toDocument(text)).toBe(line.text);
        }
      }
    }
    expect(session().state.phase).toBe('ended');
    expect(session().phone.connectionId).toBeUndefined();
  },
);
