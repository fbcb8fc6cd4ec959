import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { silenceLimitMs } from '../../../shared/limits';
import type { ExchangeDeadlines } from '../../../site/exchange';
import { routes } from '../../../site/http-routes';
import { systemClock } from '../../../site/system-clock';
import { ask } from './support/event-stream-client';
import { connectConsole, startSite, submission, type TestConsole } from './support/test-site';

const mebibyte = 1024 * 1024;
/** More than the buffers of a socket take in. */
const large = randomBytes(12 * mebibyte);
const ticket = 'ticket-000000000001';
const endpointId = 'endpoint-0001';
const broadcastToken = 'broadcast-token';
const deadlines: ExchangeDeadlines = {
  totalMs: 2_000,
  idleMs: 1_500,
  stallMs: 2_000,
  closeMs: 500,
  leastBytesPerSecond: 32 * mebibyte,
};
/** A phone that says nothing is disconnected last of all. */
const slowestMs = silenceLimitMs;
/** How long after its deadline a socket may still be there. */
const goneWithinMs = 5_000;
/** Memory over idle that all of it together may take, the attackers' own and the console's among it. */
const memoryBytes = 100 * mebibyte;

let customerFolder: string;

beforeAll(async () => {
  customerFolder = await mkdtemp(join(tmpdir(), 'sightline-deadlines-'));
  await mkdir(join(customerFolder, 'assets'));
  await writeFile(join(customerFolder, 'index.html'), '<!doctype html><title>Join</title>');
  await writeFile(join(customerFolder, 'assets', 'font-Ab12Cd34.woff2'), large);
});

afterAll(() => rm(customerFolder, { recursive: true }));

type RoadUse = 'idle' | 'unread' | 'unread-and-closed';

interface House {
  readonly port: number;
  readonly base: string;
  readonly openSockets: () => number;
  readonly console: TestConsole;
  /** Roads that are open and have nothing to send, which is no attack. */
  readonly idleRoads: () => number;
  /** A token of a road that nobody has opened yet. */
  readonly newRoad: (use: RoadUse) => string;
  /** The name of an event stream whose phone is in a session. */
  readonly openStream: () => Promise<string>;
}

async function house(): Promise<House> {
  const tokens = new Map<string, RoadUse>();
  let idleRoads = 0;
  const { site, base } = await startSite({
    clock: systemClock,
    customerFolder,
    deadlines,
    requestDeadlineMs: 2_000,
    uploads: {
      find: (name) =>
        name === ticket
          ? {
              type: 'image/jpeg',
              size: 1_000,
              receive: async (pieces) => {
                for await (const _ of pieces);
                return { kind: 'incomplete' };
              },
            }
          : undefined,
    },
    pictures: {
      take: (name) =>
        name === ticket
          ? { type: 'image/webp', size: large.length, open: () => Readable.from(slices(large)) }
          : undefined,
    },
    fileRoads: {
      open: (token, carrier) => {
        const use = tokens.get(token);
        if (use === undefined || !tokens.delete(token)) return undefined;
        if (use === 'idle') idleRoads += 1;
        else for (const piece of slices(large)) carrier.write(piece);
        if (use === 'unread-and-closed') setImmediate(() => carrier.close());
        return {
          received: () => undefined,
          closed: () => {
            if (use === 'idle') idleRoads -= 1;
          },
        };
      },
    },
  });
  const console = await connectConsole(site);
  const tokenHash = createHash('sha256').update(broadcastToken).digest('hex');
  console.send({ kind: 'open-whip', endpointId, tokenHash });
  await console.settled();
  return {
    port: site.port,
    base,
    openSockets: () => site.openSockets,
    console,
    idleRoads: () => idleRoads,
    newRoad: (use) => {
      const token = randomBytes(16).toString('base64url');
      tokens.set(token, use);
      return token;
    },
    openStream: async () => {
      const socket = await opened(site.port, head('GET', '/session/stream'));
      const [, name = ''] = /event: open\ndata: (\S+)/.exec(await heard(socket, 'event: open')) ?? [];
      return name;
    },
  };
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
}

function head(method: string, path: string, headers: readonly string[] = []): string {
  return [`${method} ${path} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n');
}

/** A socket over TLS that has sent `text` and reads nothing. */
async function opened(port: number, text: string): Promise<TLSSocket> {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  onTestFinished(() => {
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  socket.write(text);
  return socket;
}

/** What the site sends until `word` is in it; then nothing is read any more. */
function heard(socket: TLSSocket, word: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const read = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (!text.includes(word)) return;
      socket.off('data', read);
      socket.pause();
      resolve(text);
    };
    socket.on('data', read);
  });
}

interface Attack {
  readonly name: string;
  /** The request's head. */
  readonly ask: (house: House) => string | Promise<string>;
}

const whip = ['Content-Type: application/sdp', `Authorization: Bearer ${broadcastToken}`];
const json = ['Content-Type: application/json', 'Sightline-Sequence: 1'];

/** For every route, the requests whose answer or body could be long; a route without a row fails below. */
const attacks: Readonly<Record<string, readonly Attack[]>> = {
  '/session': [{ name: 'no upgrade', ask: () => head('GET', '/session') }],
  '/session/stream': [
    {
      name: 'a stream of a phone in a session',
      ask: async ({ console, openStream, base }) => {
        const stream = await openStream();
        const key = await console.generateKey();
        const answer = await ask(`${base}/session/messages`, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            'Sightline-Sequence': '1',
            'Sightline-Stream': stream,
          },
          body: JSON.stringify(submission(key)),
        });
        expect(answer.status).toBe(204);
        const { connectionId } = await console.next('customer-joined');
        for (let count = 0; count < 80; count += 1) {
          console.send({ kind: 'relay', connectionId, text: 'x'.repeat(65_536) });
        }
        return head('GET', '/session/stream');
      },
    },
  ],
  '/session/messages': [
    {
      name: 'a post to an open stream',
      ask: async ({ openStream }) =>
        head('POST', '/session/messages', [...json, `Sightline-Stream: ${await openStream()}`]),
    },
    {
      name: 'a post to no stream',
      ask: () => head('POST', '/session/messages', [...json, 'Sightline-Stream: none']),
    },
  ],
  '/uploads/': [
    { name: 'a ticket', ask: () => head('PUT', `/uploads/${ticket}`, ['Content-Type: image/jpeg']) },
    { name: 'no ticket', ask: () => head('PUT', '/uploads/AAAAAAAA') },
    { name: 'another method', ask: () => head('POST', `/uploads/${ticket}`) },
    { name: 'another site', ask: () => head('PUT', `/uploads/${ticket}`, ['Origin: https://evil.example']) },
  ],
  '/files/': [
    {
      name: 'down',
      ask: ({ newRoad }) => head('GET', `/files/${newRoad('unread')}/down`),
    },
    {
      name: 'down, closed by the console',
      ask: ({ newRoad }) => head('GET', `/files/${newRoad('unread-and-closed')}/down`),
    },
    {
      name: 'up',
      ask: async ({ newRoad, port }) => {
        const token = newRoad('idle');
        await heard(await opened(port, head('GET', `/files/${token}/down`)), '200 OK');
        return head('PUT', `/files/${token}/up/0`);
      },
    },
    {
      name: 'up, before its turn',
      ask: async ({ newRoad, port }) => {
        const token = newRoad('idle');
        await heard(await opened(port, head('GET', `/files/${token}/down`)), '200 OK');
        return head('PUT', `/files/${token}/up/1`);
      },
    },
    { name: 'no road', ask: () => head('PUT', `/files/${'A'.repeat(22)}/up/0`) },
  ],
  '/pictures/': [
    { name: 'a ticket', ask: () => head('GET', `/pictures/${ticket}`) },
    { name: 'no ticket', ask: () => head('GET', '/pictures/AAAAAAAA') },
  ],
  '/whip/': [
    { name: 'an offer', ask: () => head('POST', `/whip/${endpointId}`, whip) },
    { name: 'no token', ask: () => head('POST', `/whip/${endpointId}`) },
  ],
  '/': [
    { name: 'a large file', ask: () => head('GET', '/assets/font-Ab12Cd34.woff2') },
    { name: 'no file', ask: () => head('GET', '/nothing') },
    { name: 'another method', ask: () => head('PUT', '/') },
    { name: 'another host', ask: () => head('GET', '/').replace('localhost', 'evil.example') },
  ],
};

test('every route has its rows', () => {
  expect(Object.keys(attacks).sort()).toEqual(routes.map(({ name }) => name).sort());
});

const everyAttack = Object.values(attacks).flat();
const socketsEach = 3;

/** Lets every attack run on several sockets at once, serves an honest customer meanwhile, and waits for the last socket to go. */
async function endureAll(lead: (text: string) => string, then: (socket: TLSSocket) => void) {
  const at = await house();
  expect((await ask(`${at.base}/`)).status).toBe(200);
  const before = process.memoryUsage().rss;
  const sockets: TLSSocket[] = [];
  for (const attack of everyAttack) {
    for (let count = 0; count < socketsEach; count += 1) {
      sockets.push(await opened(at.port, lead(await attack.ask(at))));
    }
  }
  for (const socket of sockets) then(socket);
  const honest = await ask(`${at.base}/`);
  expect(honest.status).toBe(200);
  // The roads that bodies belong to are no attack: they stay until the console or the phone closes them.
  const timeout = slowestMs + goneWithinMs;
  await expect.poll(() => at.openSockets() - at.idleRoads(), { timeout }).toBe(0);
  expect(process.memoryUsage().rss - before).toBeLessThan(memoryBytes);
}

describe('no answer and no body outlives its deadline, on no route [C14]', () => {
  const patience = { timeout: 60_000 };

  test('an answer that nobody reads', patience, async () => {
    await endureAll(
      (text) => text,
      () => undefined,
    );
  });

  test('a body that trickles', patience, async () => {
    await endureAll(
      (text) => text.replace('\r\n\r\n', '\r\nContent-Length: 1000\r\n\r\n'),
      (socket) => {
        const timer = setInterval(() => socket.write('x'), 200);
        socket.once('close', () => clearInterval(timer));
        onTestFinished(() => clearInterval(timer));
      },
    );
  });

  test('a body in crumbs', patience, async () => {
    await endureAll(
      (text) => text.replace('\r\n\r\n', '\r\nTransfer-Encoding: chunked\r\n\r\n'),
      (socket) => socket.write('1\r\nx\r\n'.repeat(12_000)),
    );
  });
});
