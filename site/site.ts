import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Clock } from '../shared/clock';
import { limits } from '../shared/limits';
import type { Connection } from '../shared/wire/connection';
import type { SiteMessage } from '../shared/wire/site-message';
import type { Transport } from './attachment';
import { Budgets } from './budgets';
import { type SiteCertificate, secureContextOptions } from './certificate';
import { ConnectionPool } from './connection-pool';
import { EventStreams } from './event-streams';
import { type ExchangeDeadlines, exchangeDeadlines } from './exchange';
import { FileRoadRoutes, type FileRoads } from './file-road';
import { GuessLane } from './guess-lane';
import { GuessThrottle } from './guess-throttle';
import { makeHttpRoutes } from './http-routes';
import { type Listener, listen } from './listener';
import { type LocalAddress, localAddresses, siteUrl } from './local-addresses';
import { PhoneConnection } from './phone-connection';
import type { Pictures } from './pictures';
import { limitedAddress } from './remote-address';
import { Representatives } from './representatives';
import type { SecurityLog } from './security-log';
import { SessionRates } from './session-rates';
import type { SiteLog } from './site-log';
import { SiteNames } from './site-names';
import { readStaticFiles } from './static-files';
import { systemClock } from './system-clock';
import type { Uploads } from './uploads';
import { makeWebSocketUpgrade } from './websockets';
import { WhipEndpoints } from './whip-endpoints';

/** Who can open the site: phones on the same network, or only programs on this computer. */
type Reach = 'local-network' | 'this-computer';

export interface SiteOptions {
  /** Shown to customers. */
  readonly siteName: string;
  readonly reach: Reach;
  /** The port wanted; the next free one is used if it is taken. 0 lets the system choose. */
  readonly port: number;
  /** How many ports are tried from the wanted one on before the system chooses; 50 unless given. */
  readonly portsTried?: number;
  /** The folder of the built customer client. */
  readonly customerFolder: string;
  readonly certificate: SiteCertificate;
  /** Names and addresses the site is known by, besides those of the certificate and of this computer's sockets. */
  readonly names?: readonly string[];
  readonly log: SiteLog;
  /** Takes down what may be an attack. */
  readonly security?: SecurityLog;
  /** Where phones' pictures go; without it none can be sent. */
  readonly uploads?: Uploads;
  /** Where the bytes of files go; without it there is no file road. */
  readonly fileRoads?: FileRoads;
  /** Gives phones the frozen pictures; without it the site has none. */
  readonly pictures?: Pictures;
  /** What the secrets of links are made with, 32 bytes; random unless given. */
  readonly linkKey?: Buffer;
  readonly clock?: Clock;
  /** Milliseconds until the headers of a socket's first (or next) request must be complete; 15,000 unless given. */
  readonly requestDeadlineMs?: number;
  /** How long a request, its body and its answer may take; `exchangeDeadlines` unless given. */
  readonly deadlines?: ExchangeDeadlines;
  /** The addresses of this computer, for `addresses`; read from the system unless given. */
  readonly localAddresses?: readonly LocalAddress[];
}

/** A running support site. */
export interface Site {
  /** Every address the site answers at, as URLs, the likeliest to be reached by a phone first. */
  readonly addresses: readonly string[];
  readonly port: number;
  /** Sockets of every kind that are open now. */
  readonly openSockets: number;
  /** The port asked for; another than `port` where it was taken. */
  readonly portWanted: number;
  /** Takes the site's end of the connection to a console. */
  connectRepresentative(connection: Connection): void;
  /** Changes the name that later connections are welcomed with. */
  setSiteName(siteName: string): void;
  /** Closes every connection and stops; resolves when no socket and no timer is left. */
  close(): Promise<void>;
}

/** Starts a support site. Rejects when no port can be had or the certificate cannot be used. */
export async function createSite(options: SiteOptions): Promise<Site> {
  const { log, reach } = options;
  const clock = options.clock ?? systemClock;
  let siteName = options.siteName;
  const phones = new Set<PhoneConnection>();
  const places = new ConnectionPool({
    total: limits.connectionsPerSite,
    perAddress: limits.connectionsPerAddress,
    strangers: limits.unjoinedConnections,
  });
  const budgets = new Budgets();
  const whipEndpoints = new WhipEndpoints(clock);
  const representatives = new Representatives(
    clock,
    log,
    whipEndpoints,
    (availability) => {
      for (const phone of phones) phone.tellAvailability(availability);
    },
    options.linkKey,
  );
  const security: SecurityLog = options.security ?? (() => undefined);
  const throttle = new GuessThrottle(clock);
  const context = {
    clock,
    siteName: () => siteName,
    representatives,
    queued: budgets.queued,
    rates: new SessionRates(clock),
    throttle,
    lane: new GuessLane(clock, (address) => throttle.wrongAround(address)),
    security,
  };
  let isClosing = false;

  function admit(connection: Connection, transport: Transport, request: IncomingMessage): void {
    if (isClosing) {
      connection.close('site-closing');
      return;
    }
    const address = limitedAddress(request.socket.remoteAddress);
    const giveWay = (): void => {
      security('phone-disconnected', address);
      connection.close('not-joined');
    };
    const place = places.enter(address, giveWay);
    if (place === undefined) {
      security('phone-refused', address);
      refuseAsFull(connection);
      return;
    }
    connection.onClose(() => place.leave());
    const phone = new PhoneConnection(connection, transport, address, context, (isSettled) => {
      place.settle(isSettled);
      listener.settle(request.socket, isSettled);
    });
    connection.onClose(
      budgets.queued.add({
        get bufferedBytes() {
          return connection.bufferedBytes;
        },
        shed: () => phone.disconnect('too-slow'),
      }),
    );
    phones.add(phone);
    connection.onClose(() => phones.delete(phone));
  }

  const fileRoads = new FileRoadRoutes(options.fileRoads);
  const files = await readStaticFiles(options.customerFolder);
  if (!files.has('/')) log({ level: 'error', message: 'The customer client is missing' });
  const eventStreams = new EventStreams(clock, budgets, (connection, request) => {
    admit(connection, 'event-stream', request);
  });
  const names = new SiteNames(options.certificate, options.names ?? []);
  const listener = await listen({
    names,
    hosts: reach === 'this-computer' ? ['127.0.0.1', '::1'] : ['0.0.0.0', '::'],
    port: options.port,
    portsTried: options.portsTried ?? 50,
    secureContext: secureContextOptions(options.certificate),
    requestDeadlineMs: options.requestDeadlineMs ?? 15_000,
    onRequest: makeHttpRoutes({
      names,
      files,
      eventStreams,
      uploads: options.uploads,
      fileRoads,
      pictures: options.pictures,
      whip: { endpoints: whipEndpoints, throttle: new GuessThrottle(clock), security },
      clock,
      deadlines: options.deadlines ?? exchangeDeadlines,
      budgets,
      log,
    }),
    onUpgrade: makeWebSocketUpgrade(names, (connection, request) => admit(connection, 'websocket', request)),
    log,
    security,
  });
  const { port } = listener;
  log({ level: 'info', message: 'The site is on', port, reach });

  async function close(): Promise<void> {
    isClosing = true;
    // Phones first, so that a console hears of each while its own link is still open.
    for (const phone of [...phones]) phone.disconnect('site-closing');
    representatives.close('site-closing');
    whipEndpoints.clear();
    fileRoads.clear();
    await listener.close();
    log({ level: 'info', message: 'The site is off' });
  }
  let closed: Promise<void> | undefined;

  return {
    get addresses() {
      return addressesAt(reach, listener, options.localAddresses ?? localAddresses());
    },
    port,
    get openSockets() {
      return listener.openSockets;
    },
    portWanted: options.port,
    connectRepresentative: (connection) => representatives.connect(connection),
    setSiteName: (name) => {
      siteName = name;
    },
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

function refuseAsFull(connection: Connection): void {
  const refusal: SiteMessage = {
    kind: 'refusal',
    code: 'site-full',
    message: 'Too many phones are connected to this site. Try again later.',
    retryAfterMs: 30_000,
  };
  connection.send(JSON.stringify(refusal));
  connection.close('site-full');
}

function addressesAt(reach: Reach, { port, hosts }: Listener, known: readonly LocalAddress[]): string[] {
  const onNetwork = reach === 'local-network' ? known.map(({ address }) => address) : [];
  const hasIPv6 = hosts.some(isIPv6);
  return [...onNetwork, 'localhost', '127.0.0.1', '::1']
    .filter((host) => hasIPv6 || !isIPv6(host))
    .map((host) => siteUrl(host, port));
}
