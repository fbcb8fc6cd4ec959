import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { BlobStore } from '../../../../main/blobs/blob-store';
import { Recordings } from '../../../../main/blobs/recordings';
import { appResponse, declareAppScheme, serveApp } from '../../../../main/window/app-protocol';
import { isConsoleAddress } from '../../../../main/window/hardening';
import { makeFolder, removeFolder } from '../../../support/temporary-folder';

const electron = vi.hoisted(() => ({
  app: { on: () => undefined },
  protocol: { registerSchemesAsPrivileged: vi.fn(), handle: vi.fn() },
}));
vi.mock('electron', () => electron);

const secret = 'outside the folder';
let root = '';
let folder = '';

beforeAll(() => {
  root = makeFolder();
  folder = join(root, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(root, 'renderer-secrets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'console.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'a b%2f.css'), 'body {}');
  writeFileSync(join(folder, 'assets', 'tool.bin'), Buffer.from([0, 255, 1]));
  writeFileSync(join(root, 'secret.txt'), secret);
  writeFileSync(join(root, 'renderer-secrets', 'secret.txt'), secret);
});
afterAll(() => removeFolder(root));

const get = (path: string, method = 'GET') => appResponse(folder, method, `app://console${path}`);

describe('what is served', () => {
  test('the page at the root, and files by their type', async () => {
    const index = await get('/');
    expect(index.status).toBe(200);
    expect(index.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(await index.text()).toBe('<!doctype html>');
    const script = await get('/assets/console.js?version=3#part');
    expect(script.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    const style = await get('/assets/a%20b%252f.css');
    expect(style.headers.get('Content-Type')).toBe('text/css; charset=utf-8');
    const binary = await get('/assets/tool.bin');
    expect(binary.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(new Uint8Array(await binary.arrayBuffer())).toEqual(new Uint8Array([0, 255, 1]));
  });

  test('every answer carries the headers, also one that says no', async () => {
    const answers = [
      await get('/'),
      await get('/none'),
      await get('/', 'POST'),
      await appResponse(folder, 'GET', 'app://other/'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 405, 404]);
    for (const { headers } of answers) {
      const policy = headers.get('Content-Security-Policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy.replace("style-src 'self' 'unsafe-inline'", '')).not.toMatch(/unsafe|\*|http/);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    }
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'get'])('%s is not allowed', async (method) => {
    const answer = await get('/index.html', method);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('Allow')).toBe('GET, HEAD');
  });

  test('a folder is not a file, nor is what is not there', async () => {
    for (const path of ['/assets', '/assets/', '/none.js', '/index.html/', '/%', '/%ff']) {
      expect((await get(path)).status, path).toBe(404);
    }
  });

  test('another host has nothing', async () => {
    for (const address of [
      'app://other/index.html',
      'app://console.example/',
      'app://console:1/',
      'app:///index.html',
    ]) {
      expect((await appResponse(folder, 'GET', address)).status, address).toBe(404);
    }
  });
});

describe('what is outside', () => {
  const up = ['..', '%2e%2e', '.%2e', '%2E.', '..%00', '%252e%252e', '..;', '..%c0%ae', '.', ''];
  const between = ['/', '%2f', '%2F', '\\', '%5c', '//', '/./', '%00/', '/assets/../'];
  const ends = [
    'secret.txt',
    'renderer-secrets/secret.txt',
    '../renderer-secrets/secret.txt',
    'etc/passwd',
    '%00index.html',
  ];

  test('no spelling of a path leads there', async () => {
    const paths = fc
      .tuple(
        fc.array(fc.tuple(fc.constantFrom(...up), fc.constantFrom(...between)), { maxLength: 6 }),
        fc.constantFrom(...ends),
      )
      .map(([steps, end]) => `/${steps.flat().join('')}${end}`);
    await fc.assert(
      fc.asyncProperty(paths, async (path) => {
        const answer = await get(path);
        expect(answer.status).toBe(404);
        expect(await answer.text()).not.toContain(secret);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    '/%2e%2e%2fsecret.txt',
    '/..%2fsecret.txt',
    '/..%2frenderer-secrets%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/index.html%00.txt',
    '/%2fetc%2fpasswd',
    '//etc/passwd',
    '/C:%5cWindows%5cwin.ini',
  ])('%s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('Not found');
  });

  test('a path that stays inside is served, however it gets there', async () => {
    expect((await get('/assets%2f..%2findex.html')).status).toBe(200);
    expect((await get('/../../index.html')).status).toBe(200);
  });
});

const recordings = new Recordings(new BlobStore('/nowhere'));

test('the scheme is declared secure and standard, and handled by the same answers', async () => {
  declareAppScheme();
  expect(electron.protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
  serveApp(folder, () => ({
    blobs: new BlobStore(root),
    recordings,
    reportFailure: () => undefined,
    sessionIs: () => 'missing',
  }));
  const [scheme, handler] = electron.protocol.handle.mock.calls[0] as [
    string,
    (request: Request) => Promise<Response>,
  ];
  expect(scheme).toBe('app');
  expect((await handler(new Request('app://console/index.html'))).status).toBe(200);
  expect((await handler(new Request('app://console/blobs/session-0001/x'))).status).toBe(404);
});

describe('isConsoleAddress', () => {
  test('is true of the console and nothing like it', () => {
    for (const address of ['app://console', 'app://console/', 'app://console/index.html?x#y']) {
      expect(isConsoleAddress(address), address).toBe(true);
    }
    for (const address of [
      '',
      'console',
      'app:console',
      'app:///console',
      'app://console.example/',
      'app://console:8080/',
      'app://evil/console',
      'app://evil#app://console/',
      'app://console@evil/',
      'https://console/',
      'https://example.org/?app://console/',
      'file:///app://console/',
      'data:text/html,app://console/',
      'about:blank',
      'blob:app://console/1',
      'apps://console/',
    ]) {
      expect(isConsoleAddress(address), address).toBe(false);
    }
  });
});
