import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Connection } from '../../../shared/wire/connection';
import { connectInMemory } from '../../../shared/wire/memory-connection';
import { Budgets } from '../../../site/budgets';
import { type SiteCertificate, secureContextOptions } from '../../../site/certificate';
import { EventStreams } from '../../../site/event-streams';
import { exchangeDeadlines } from '../../../site/exchange';
import { FileRoadRoutes } from '../../../site/file-road';
import { GuessThrottle } from '../../../site/guess-throttle';
import { makeHttpRoutes } from '../../../site/http-routes';
import { type Listener, listen } from '../../../site/listener';
import { SiteNames } from '../../../site/site-names';
import { systemClock } from '../../../site/system-clock';
import { makeWebSocketUpgrade } from '../../../site/websockets';
import { WhipEndpoints } from '../../../site/whip-endpoints';
import { EventStreamClient } from './support/event-stream-client';
import { openWebSocket, testCertificate } from './support/test-site';

let listener: Listener;
let base: string;
let arrived: (connection: Connection) => void = () => undefined;

beforeAll(async () => {
  const certificate: SiteCertificate = await testCertificate();
  const onConnection = (connection: Connection, _request: IncomingMessage) => arrived(connection);
  const log = () => undefined;
  const names = new SiteNames(certificate, []);
  const budgets = new Budgets();
  listener = await listen({
    names,
    hosts: ['127.0.0.1'],
    port: 0,
    portsTried: 1,
    secureContext: secureContextOptions(certificate),
    onRequest: makeHttpRoutes({
      names,
      files: new Map(),
      eventStreams: new EventStreams(systemClock, budgets, onConnection),
      uploads: undefined,
      fileRoads: new FileRoadRoutes(undefined),
      pictures: undefined,
      whip: {
        endpoints: new WhipEndpoints(systemClock),
        throttle: new GuessThrottle(systemClock),
        security: log,
      },
      clock: systemClock,
      deadlines: exchangeDeadlines,
      budgets,
      log,
    }),
    onUpgrade: makeWebSocketUpgrade(names, onConnection),
    log,
    security: log,
    requestDeadlineMs: 15_000,
  });
  base = `https://127.0.0.1:${listener.port}`;
});

afterAll(() => listener.close());

type Pair = readonly [site: Connection, phone: Connection];

function paired(open: () => Connection & { readonly whenOpen: Promise<unknown> }): () => Promise<Pair> {
  return async () => {
    const atSite = new Promise<Connection>((resolve) => {
      arrived = resolve;
    });
    const phone = open();
    await phone.whenOpen;
    return [await atSite, phone];
  };
}

describe.each<readonly [string, () => Promise<Pair>]>([
  ['in-memory pair', async () => connectInMemory()],
  ['WebSocket', paired(() => openWebSocket(base))],
  ['event stream', paired(() => new EventStreamClient(base))],
])('connection contract: %s', (_name, connect) => {
  async function pair(): Promise<Pair> {
    const ends = await connect();
    onTestFinished(() => {
      for (const end of ends) end.close('test-over');
    });
    return ends;
  }

  const bothWays = [
    ['site to phone', ([site, phone]: Pair) => [site, phone] as const],
    ['phone to site', ([site, phone]: Pair) => [phone, site] as const],
  ] as const;

  describe.each(bothWays)('%s', (_direction, ends) => {
    test('messages arrive once each, in the order they were sent [C5]', async () => {
      const [sender, receiver] = ends(await pair());
      const received: string[] = [];
      receiver.onReceive((text) => received.push(text));
      const sent = Array.from({ length: 200 }, (_, index) => JSON.stringify({ index }));
      for (const text of sent) expect(sender.send(text)).toBe(true);
      await vi.waitFor(() => expect(received).toHaveLength(sent.length));
      expect(received).toEqual(sent);
      await vi.waitFor(() => expect(sender.bufferedBytes).toBe(0));
    });

    test('a message of 64 KiB with every kind of character arrives unchanged', async () => {
      const [sender, receiver] = ends(await pair());
      const text = JSON.stringify({ text: 'ä€😀\u2028\u0000 data: event:'.repeat(1900) });
      const received = new Promise<string>((resolve) => receiver.onReceive(resolve));
      sender.send(text);
      expect(await received).toBe(text);
    });

    test('messages that come before the first listener are kept for it', async () => {
      const [sender, receiver] = ends(await pair());
      sender.send('"first"');
      sender.send('"second"');
      await vi.waitFor(() => expect(sender.bufferedBytes).toBe(0));
      const received: string[] = [];
      receiver.onReceive((text) => received.push(text));
      await vi.waitFor(() => expect(received).toEqual(['"first"', '"second"']));
    });

    test('every listener hears each message until it unsubscribes', async () => {
      const [sender, receiver] = ends(await pair());
      const one: string[] = [];
      const two: string[] = [];
      const unsubscribe = receiver.onReceive((text) => one.push(text));
      receiver.onReceive((text) => two.push(text));
      sender.send('1');
      await vi.waitFor(() => expect(two).toEqual(['1']));
      unsubscribe();
      sender.send('2');
      await vi.waitFor(() => expect(two).toEqual(['1', '2']));
      expect(one).toEqual(['1']);
    });

    test('closing tells both ends once, after the messages sent before', async () => {
      const [closer, other] = ends(await pair());
      const told: string[] = [];
      other.onReceive((text) => told.push(text));
      other.onClose(() => told.push('closed'));
      const own = vi.fn();
      closer.onClose(own);
      closer.send('"last"');
      closer.close('test-reason');
      closer.close('again');
      expect(own.mock.calls).toEqual([['test-reason']]);
      await vi.waitFor(() => expect(told).toEqual(['"last"', 'closed']));
      expect([closer.isOpen, other.isOpen]).toEqual([false, false]);
    });

    test('nothing can be sent on a closed connection, and a late listener is told at once', async () => {
      const [closer, other] = ends(await pair());
      const closed = new Promise((resolve) => other.onClose(resolve));
      closer.close('test-reason');
      await closed;
      expect([closer.send('1'), other.send('1')]).toEqual([false, false]);
      const late = vi.fn();
      other.onClose(late);
      expect(late).toHaveBeenCalledTimes(1);
    });

    test('a close listener that unsubscribed is not told', async () => {
      const [closer, other] = ends(await pair());
      const unsubscribed = vi.fn();
      other.onClose(unsubscribed)();
      const closed = new Promise((resolve) => other.onClose(resolve));
      closer.close('test-reason');
      await closed;
      expect(unsubscribed).not.toHaveBeenCalled();
    });
  });

  test("the site's reason reaches the phone [C12]", async () => {
    const [site, phone] = await pair();
    const reason = new Promise((resolve) => phone.onClose(resolve));
    site.close('site-closing');
    expect(await reason).toBe('site-closing');
  });
});
