import { createServer, isIPv6, type Server, type Socket } from 'node:net';
import { errorCode } from './site-log';

const highestPort = 65_535;
/** What a port taken by another program, or kept back by the system, answers. */
const takenCodes: ReadonlySet<string> = new Set(['EADDRINUSE', 'EACCES']);

interface Wanted {
  /** The first must work; the others may be missing on this computer. */
  readonly hosts: readonly string[];
  /** 0 lets the system choose. */
  readonly port: number;
  readonly portsTried: number;
}

export interface Listening {
  readonly servers: readonly Server[];
  readonly hosts: readonly string[];
  readonly port: number;
}

/** Listens at the wanted port of each host, else at the next that is free on all, else at one the system chooses. */
export async function listenOnFreePort(
  { hosts, port, portsTried }: Wanted,
  onSocket: (socket: Socket) => void,
): Promise<Listening> {
  const last = Math.min(port + portsTried - 1, highestPort);
  if (port !== 0) {
    for (let candidate = port; candidate <= last; candidate += 1) {
      const listening = await tryPort(hosts, candidate, onSocket);
      if (listening !== undefined) return listening;
    }
  }
  // A port the system gives for one host may be taken on another, hence more than one attempt.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const listening = await tryPort(hosts, 0, onSocket);
    if (listening !== undefined) return listening;
  }
  throw new Error('No port is free for the site.');
}

/** Closes a server; resolves when its sockets are closed too. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

async function tryPort(
  hosts: readonly string[],
  port: number,
  onSocket: (socket: Socket) => void,
): Promise<Listening | undefined> {
  const servers: Server[] = [];
  const found: string[] = [];
  for (const host of hosts) {
    try {
      servers.push(await listenAt(host, servers.length === 0 ? port : portOf(servers[0]), onSocket));
      found.push(host);
    } catch (error) {
      const isTaken = takenCodes.has(errorCode(error));
      if (!isTaken && servers.length > 0) continue;
      await Promise.all(servers.map(closeServer));
      if (isTaken) return undefined;
      throw error;
    }
  }
  return { servers, hosts: found, port: portOf(servers[0]) };
}

function listenAt(host: string, port: number, onSocket: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(onSocket);
    server.once('error', reject);
    server.listen({ host, port, ipv6Only: isIPv6(host) }, () => {
      server.off('error', reject);
      // Later errors (e.g. no file handles left for another socket) must not end the process.
      server.on('error', () => undefined);
      resolve(server);
    });
  });
}

function portOf(server: Server | undefined): number {
  const address = server?.address();
  if (address === null || address === undefined || typeof address === 'string') {
    throw new Error('The site listens at no port.');
  }
  return address.port;
}
