import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ask } from './support/event-stream-client';
import { startSite } from './support/test-site';

const script = `export const words = [${'"a long line of script", '.repeat(200)}];\n`;
const page =
  '<!doctype html><title>Join</title><script type="module" src="./assets/index-Ab12Cd34.js"></script>';
let customerFolder: string;

beforeAll(async () => {
  customerFolder = await mkdtemp(join(tmpdir(), 'sightline-site-'));
  await mkdir(join(customerFolder, 'assets'));
  await writeFile(join(customerFolder, 'index.html'), page);
  await writeFile(join(customerFolder, 'assets', 'index-Ab12Cd34.js'), script);
  await writeFile(join(customerFolder, 'assets', 'index-Ab12Cd34.js.map'), '{}');
  await writeFile(join(customerFolder, 'assets', 'text-Zz99_-aa.woff2'), Buffer.alloc(4096));
});

afterAll(() => rm(customerFolder, { recursive: true }));

describe('the customer client', () => {
  test('is served at /, to be asked for anew each time [C1]', async () => {
    const { base } = await startSite({ customerFolder });
    const answer = await ask(`${base}/`);
    expect([answer.status, answer.body.toString()]).toEqual([200, page]);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
    expect((await ask(`${base}/index.html`)).body.toString()).toBe(page);
  });

  test('may load and do only what it needs', async () => {
    const { base, site } = await startSite({ customerFolder });
    const { headers } = await ask(`${base}/`);
    expect(String(headers['content-security-policy']).split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      "img-src 'self' blob: data:",
      "media-src 'self' blob: mediastream:",
      `connect-src 'self' wss://127.0.0.1:${site.port}`,
      "worker-src 'self' blob:",
      'frame-src blob:',
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers['permissions-policy']).toMatch(/^camera=\(self\), display-capture=\(self\), /);
    expect(headers['permissions-policy']).toContain('microphone=()');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  test.each([
    ['br', (body: Buffer) => brotliDecompressSync(body)],
    ['gzip', (body: Buffer) => gunzipSync(body)],
  ])('its hashed files are compressed as %s and kept for ever', async (encoding, unpack) => {
    const { base } = await startSite({ customerFolder });
    const url = `${base}/assets/index-Ab12Cd34.js`;
    const answer = await ask(url, { headers: { 'Accept-Encoding': `deflate, ${encoding}` } });
    expect(unpack(answer.body).toString()).toBe(script);
    expect(answer.body.length).toBeLessThan(script.length / 4);
    expect(answer.headers).toMatchObject({
      'content-encoding': encoding,
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
  });

  test('is sent as it is to who does not accept compression, and fonts always are', async () => {
    const { base } = await startSite({ customerFolder });
    const headers = { 'Accept-Encoding': 'br;q=0, gzip;q=0.0' };
    const plain = await ask(`${base}/assets/index-Ab12Cd34.js`, { headers });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(plain.body.toString()).toBe(script);
    const font = await ask(`${base}/assets/text-Zz99_-aa.woff2`, { headers: { 'Accept-Encoding': 'br' } });
    expect(font.headers).not.toHaveProperty('content-encoding');
    expect(font.headers['content-type']).toBe('font/woff2');
  });

  test('is not sent again to who has it', async () => {
    const { base } = await startSite({ customerFolder });
    const first = await ask(`${base}/`);
    const etag = first.headers.etag ?? '';
    const again = await ask(`${base}/`, { headers: { 'If-None-Match': `"other", W/${etag}` } });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
    const compressed = await ask(`${base}/assets/index-Ab12Cd34.js`, {
      headers: { 'Accept-Encoding': 'br', 'If-None-Match': etag },
    });
    expect([compressed.status, compressed.headers.etag?.endsWith('-br"')]).toEqual([200, true]);
  });

  test('HEAD is answered without a body, other methods with 405', async () => {
    const { base } = await startSite({ customerFolder });
    const head = await ask(`${base}/`, { method: 'HEAD' });
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
      200,
      0,
      String(page.length),
    ]);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await ask(`${base}/`, { method });
      expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
    }
  });

  test.each([
    '/nothing',
    '/assets/',
    '/assets/index-Ab12Cd34.js.map',
    '/../package.json',
    '/assets/../../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/assets\\..\\index.html%00.js',
    '/__proto__',
    '//etc/passwd',
  ])('%s is not there', async (path) => {
    const { site } = await startSite({ customerFolder });
    const [head] = await raw(
      site.port,
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(head).toBe('HTTP/1.1 404 Not Found');
  });

  test('where it is missing, the page says so', async () => {
    const { base, logged } = await startSite();
    const answer = await ask(`${base}/`);
    expect(answer.status).toBe(503);
    expect(answer.body.toString()).toContain('This site is not ready');
    expect(logged.some((line) => line.includes('customer client is missing'))).toBe(true);
  });
});

describe('requests', () => {
  test.each(['', 'evil.example/path', 'user@evil.example', 'a b', 'x'.repeat(300), '[::1', 'a:123456'])(
    'with the host "%s" are answered with 400 [C9]',
    async (host) => {
      const { site } = await startSite({ customerFolder });
      const [head] = await raw(site.port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      expect(head).toBe('HTTP/1.1 400 Bad Request');
    },
  );

  test('with more than one host are answered with 400 [C9]', async () => {
    const { site } = await startSite({ customerFolder });
    const hosts = ['localhost', 'localhost', 'evil.example'];
    for (const second of hosts) {
      const [head] = await raw(
        site.port,
        `GET / HTTP/1.1\r\nHost: localhost\r\nHost: ${second}\r\nConnection: close\r\n\r\n`,
      );
      expect(head).toBe('HTTP/1.1 400 Bad Request');
    }
  });

  const named = { customerFolder, names: ['support.example', '192.0.2.7', '2001:db8::7'] };
  test.each([
    ['evil.example', 421],
    ['evil.example:8443', 421],
    ['localhost.evil.example', 421],
    ['192.0.2.8', 421],
    ['[2001:db8::8]:8443', 421],
    ['support.example', 200],
    ['Support.Example.:8443', 200],
    ['192.0.2.7:443', 200],
    ['[2001:db8:0:0::7]', 200],
    ['127.0.0.1', 200],
    ['[::1]:1', 200],
    ['localhost', 200],
  ])('for %s are answered with %i, whatever the way in [C9]', async (host, status) => {
    const { site } = await startSite({ ...named, customerFolder });
    const [head] = await raw(site.port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(head?.split(' ')[1]).toBe(String(status));
    expect((await plain(site.port, '/', host)).statusCode).toBe(status === 200 ? 308 : status);
    const upgrade =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==';
    const head101 = await firstLine(
      site.port,
      `GET /session HTTP/1.1\r\nHost: ${host}\r\n${upgrade}\r\n\r\n`,
    );
    expect(head101.split(' ')[1]).toBe(status === 200 ? '101' : String(status));
  });

  test('with headers over 16 KiB are refused [C9]', async () => {
    const { site } = await startSite({ customerFolder });
    const [head] = await raw(
      site.port,
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    );
    // The answer may be lost with the connection, which closes while the rest is still coming.
    expect(['', 'HTTP/1.1 431 Request Header Fields Too Large']).toContain(head);
  });

  test('several pass over one connection', async () => {
    const { site } = await startSite({ customerFolder });
    const one = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const lines = await raw(
      site.port,
      `${one}${one}${one.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')}`,
    );
    expect(lines.filter((line) => line.endsWith('HTTP/1.1 200 OK'))).toHaveLength(3);
  });
});

describe('plain HTTP on the same port', () => {
  test.each([
    ['/', '/'],
    ['/?a=1', '/?a=1'],
    ['//evil.example/x', '//evil.example/x'],
  ])('%s is sent on to HTTPS [C1]', async (path, target) => {
    const { site } = await startSite({ customerFolder });
    const answer = await plain(site.port, path, `localhost:${site.port}`);
    expect([answer.statusCode, answer.headers.location]).toEqual([
      308,
      `https://localhost:${site.port}${target}`,
    ]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('a host that cannot be one is answered with 400 [C9]', async () => {
    const { site } = await startSite({ customerFolder });
    expect((await plain(site.port, '/', 'evil.example/path')).statusCode).toBe(400);
  });

  test('what is neither HTTP nor TLS is closed', async () => {
    const { site } = await startSite({ customerFolder });
    const socket = connectSocket(site.port, '127.0.0.1');
    socket.end('hello\r\n\r\n');
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('TLS', () => {
  test.each([
    ['ECDHE-ECDSA-AES128-SHA', 'TLSv1.2', false],
    ['ECDHE-ECDSA-AES256-SHA384', 'TLSv1.2', false],
    ['AES128-GCM-SHA256', 'TLSv1.2', false],
    ['ECDHE-ECDSA-AES128-GCM-SHA256', 'TLSv1.2', true],
    ['ECDHE-ECDSA-CHACHA20-POLY1305', 'TLSv1.2', true],
    ['TLS_AES_128_GCM_SHA256', 'TLSv1.3', true],
    ['TLS_CHACHA20_POLY1305_SHA256', 'TLSv1.3', true],
    ['ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0', 'TLSv1.1', false],
  ] as const)('%s of %s is taken: %s [C1]', async (ciphers, version, isTaken) => {
    const { site } = await startSite();
    const versions = { minVersion: version, maxVersion: version };
    const socket = connectTls({
      port: site.port,
      host: '127.0.0.1',
      rejectUnauthorized: false,
      ciphers,
      ...versions,
    });
    const outcome = await new Promise((resolve) => {
      socket.once('secureConnect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
    });
    socket.destroy();
    expect(outcome).toBe(isTaken);
  });
});

describe('slow sockets', () => {
  test.each([
    ['says nothing', ''],
    ['dribbles a TLS handshake', '\x16\x03\x01'],
    ['dribbles an HTTP request', 'GET / HTTP/1.1\r\nHost:'],
  ])('one that %s is closed', async (_name, bytes) => {
    const { site } = await startSite({ customerFolder, requestDeadlineMs: 60 });
    const socket = connectSocket(site.port, '127.0.0.1');
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => undefined);
    socket.resume();
    socket.write(Buffer.from(bytes, 'latin1'));
    await closed;
  });

  test('one that dribbles a second request over TLS is closed, though the first was answered', async () => {
    const { site } = await startSite({ customerFolder, requestDeadlineMs: 80 });
    const lines = await raw(site.port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost:');
    expect(lines[0]).toBe('HTTP/1.1 200 OK');
  });
});

describe('WebSockets', () => {
  test.each([
    ['another site', { Origin: 'https://attacker.example' }, 403],
    ['the same host over plain HTTP', { Origin: 'http://127.0.0.1:PORT' }, 403],
    ['another port', { Origin: 'https://127.0.0.1:1' }, 403],
    ['no origin at all (sandboxed)', { Origin: 'null' }, 403],
    ['this site', { Origin: 'https://127.0.0.1:PORT' }, 101],
    ['a program that names none', {}, 101],
  ])('from a page of %s [C9]', async (_name, headers: Record<string, string>, status) => {
    const { site } = await startSite({ customerFolder });
    const origin = headers.Origin?.replace('PORT', String(site.port));
    expect(await upgradeStatus(site.port, '/session', origin)).toBe(status);
  });

  test('open at /session only, which tells a plain request so [C2]', async () => {
    const { base, site } = await startSite({ customerFolder });
    expect(await upgradeStatus(site.port, '/other')).toBe(404);
    expect((await ask(`${base}/session`)).status).toBe(426);
  });
});

function upgradeStatus(port: number, path: string, origin?: string): Promise<number> {
  const socket = new WebSocket(`wss://127.0.0.1:${port}${path}`, {
    rejectUnauthorized: false,
    ...(origin === undefined ? {} : { headers: { Origin: origin } }),
  });
  return new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
  });
}

/** Sends bytes as they are over TLS and returns the answer's lines. */
async function raw(port: number, text: string): Promise<string[]> {
  const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
  socket.write(text);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of socket) chunks.push(chunk);
  } catch {
    // The site may cut a socket off; what came before counts.
  }
  return Buffer.concat(chunks).toString('latin1').split('\r\n');
}

/** Sends bytes as they are over TLS and returns the answer's first line as soon as it is there. */
async function firstLine(port: number, text: string): Promise<string> {
  const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
  socket.write(text);
  for await (const chunk of socket) return String(chunk).split('\r\n')[0] ?? '';
  return '';
}

function plain(port: number, path: string, host: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', path, headers: { Host: host } }, (response) => {
      response.resume();
      resolve(response);
    });
    request.on('error', reject);
    request.end();
  });
}
