import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SecureContextOptions } from 'node:tls';
import { limits } from '../shared/limits';
import { ConnectionPool, type PoolPlace } from './connection-pool';
import { answerPlainly } from './plain-answer';
import { closeServer, listenOnFreePort } from './ports';
import { limitedAddress } from './remote-address';
import { requestUrl, validHost } from './request-checks';
import type { SecurityLog } from './security-log';
import { errorCode, type SiteLog } from './site-log';
import { otherName, type SiteNames } from './site-names';
import { SocketDeadline } from './socket-deadline';

export interface ListenerOptions {
  /** The addresses of this computer to listen at; the first must work, the others may be missing. */
  readonly hosts: readonly string[];
  /** The port wanted; 0 lets the system choose. */
  readonly port: number;
  readonly portsTried: number;
  readonly secureContext: SecureContextOptions;
  readonly names: SiteNames;
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => void;
  readonly onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly log: SiteLog;
  readonly security: SecurityLog;
  /** Milliseconds until the headers of a socket's first (or next) request must be complete. */
  readonly requestDeadlineMs: number;
}

export interface Listener {
  readonly port: number;
  readonly openSockets: number;
  /** Those of the wanted hosts that this computer has. */
  readonly hosts: readonly string[];
  /** Says whether a socket carries the connection of a session; then it never gives way to others. */
  settle(socket: Socket, isSettled: boolean): void;
  /** Stops listening; resolves when every socket is closed, which takes half a second at most. */
  close(): Promise<void>;
}

/** A browser opens up to six sockets to load the page, and two at most stay open. */
const socketsPerPhone = 4;
const maxHeaderSize = 16 * 1024;
const keepAliveTimeout = 5_000;
const closeGraceMs = 500;
/** What seals and authenticates at once, with keys of which nothing is left when the connection is over. */
const cipherSuites = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
];
/** The first byte of a TLS handshake. */
const tlsHandshake = 0x16;

/** Listens on one port for HTTPS, and for plain HTTP, which is sent on to HTTPS. Rejects when no port can be had. */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const { log, requestDeadlineMs } = options;
  const sockets = new Map<Socket, SocketDeadline>();
  const deadlines = new Map<string, SocketDeadline>();
  const placeOf = new Map<string, PoolPlace>();
  const places = new ConnectionPool({
    total: limits.connectionsPerSite * socketsPerPhone,
    perAddress: limits.connectionsPerAddress * socketsPerPhone,
    strangers: limits.connectionsPerSite * (socketsPerPhone - 1),
  });

  const serverOptions = { maxHeaderSize, keepAliveTimeout };
  const plain = createHttpServer(serverOptions, (request, response) => {
    deadlines.get(peerName(request.socket))?.requestBegan(request, response);
    redirectToHttps(options.names, request, response);
  });
  const secure = createHttpsServer(
    {
      ...serverOptions,
      ...options.secureContext,
      minVersion: 'TLSv1.2',
      ciphers: cipherSuites.join(':'),
      honorCipherOrder: true,
      ALPNProtocols: ['http/1.1'],
      handshakeTimeout: requestDeadlineMs,
    },
    (request, response) => {
      deadlines.get(peerName(request.socket))?.requestBegan(request, response);
      options.onRequest(request, response);
    },
  );
  secure.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    deadlines.get(peerName(request.socket))?.upgraded();
    options.onUpgrade(request, socket, head);
  });
  secure.on('tlsClientError', (error) => {
    log({ level: 'debug', message: 'A TLS handshake failed', code: errorCode(error) });
  });

  function accept(socket: Socket): void {
    const address = limitedAddress(socket.remoteAddress);
    const place = places.enter(address, () => {
      options.security('socket-refused', address);
      socket.destroy();
    });
    if (place === undefined) {
      options.security('socket-refused', address);
      socket.destroy();
      return;
    }
    const name = peerName(socket);
    const deadline = new SocketDeadline(socket, requestDeadlineMs);
    sockets.set(socket, deadline);
    deadlines.set(name, deadline);
    placeOf.set(name, place);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      deadline.disarm();
      sockets.delete(socket);
      if (deadlines.get(name) === deadline) deadlines.delete(name);
      if (placeOf.get(name) === place) placeOf.delete(name);
      place.leave();
    });
    socket.once('data', (chunk: Buffer) => {
      socket.pause();
      socket.unshift(chunk);
      (chunk[0] === tlsHandshake ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  }

  const { servers, hosts, port } = await listenOnFreePort(options, accept);
  return {
    port,
    get openSockets() {
      return sockets.size;
    },
    hosts,
    settle: (socket, isSettled) => placeOf.get(peerName(socket))?.settle(isSettled),
    close: async () => {
      const closings = servers.map(closeServer);
      for (const deadline of [...sockets.values()]) deadline.closeWhenIdle();
      const grace = setTimeout(() => {
        for (const socket of [...sockets.keys()]) socket.destroy();
      }, closeGraceMs);
      await Promise.all(closings);
      clearTimeout(grace);
    },
  };
}

/** Names the other end of a socket: the same for the plain socket and the TLS socket around it. */
function peerName({ remoteAddress, remotePort, localAddress }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress}`;
}

/** Redirects whoever types the address without "https". */
function redirectToHttps(names: SiteNames, request: IncomingMessage, response: ServerResponse): void {
  const host = validHost(request);
  const url = requestUrl(request);
  if (host === undefined || url === undefined) {
    answerPlainly(response, 400, 'The address cannot be read.', { Connection: 'close' });
    return;
  }
  if (!names.includes(host, request.socket.localAddress)) {
    answerPlainly(response, 421, otherName, { Connection: 'close' });
    return;
  }
  const location = `https://${host}${url.pathname}${url.search}`;
  answerPlainly(response, 308, `This site is at ${location}`, { Location: location, Connection: 'close' });
}
