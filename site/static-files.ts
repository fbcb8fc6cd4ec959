import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Exchange } from './exchange';
import { pageHeaders } from './security-headers';

type Encoding = 'br' | 'gzip' | 'identity';

interface StaticFile {
  readonly body: Buffer;
  readonly type: string;
  readonly hash: string;
  readonly isImmutable: boolean;
  /** Each made when first asked for; undefined where compressing does not help. */
  readonly compressed: Map<Encoding, Promise<Buffer | undefined>>;
}

/** The customer client, read once and served from memory: only paths that were files then can be asked for. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};

const compressible = /^text\/|json|xml|javascript|wasm/;
const smallestCompressed = 1024;
const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

const missingPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Not ready</title></head>
<body><h1>This site is not ready</h1>
<p>The page for customers is missing on this computer. Ask your representative to install Sightline again, or to build it.</p>
</body></html>
`;

/** Reads every file below `folder`; empty where the folder is missing. */
export async function readStaticFiles(folder: string): Promise<StaticFiles> {
  const files = new Map<string, StaticFile>();
  await readInto(files, folder, '/');
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  return files;
}

async function readInto(files: Map<string, StaticFile>, folder: string, urlFolder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const urlPath = `${urlFolder}${encodeURI(entry.name)}`;
    if (entry.isDirectory()) await readInto(files, path, `${urlPath}/`);
    else if (entry.isFile() && !entry.name.endsWith('.map'))
      files.set(urlPath, await readStaticFile(path, urlPath));
  }
}

async function readStaticFile(path: string, urlPath: string): Promise<StaticFile> {
  const body = await readFile(path);
  return {
    body,
    type: types[extname(urlPath).toLowerCase()] ?? 'application/octet-stream',
    hash: createHash('sha256').update(body).digest('base64url').slice(0, 22),
    isImmutable: /^\/assets\/.*-[\w-]{8,}\.\w+$/.test(urlPath),
    compressed: new Map(),
  };
}

/** Answers a GET or HEAD for a file of the customer client; `host` is the request's validated host. */
export async function serveStaticFile(
  files: StaticFiles,
  path: string,
  host: string,
  exchange: Exchange,
): Promise<void> {
  const { request, response } = exchange;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    exchange.refuse(405, 'Only GET and HEAD are answered here.', { Allow: 'GET, HEAD' });
    return;
  }
  for (const [name, value] of Object.entries(pageHeaders(host))) response.setHeader(name, value);
  const file = files.get(path);
  if (file === undefined) {
    if (path === '/' || path === '/index.html') answerMissing(response);
    else exchange.refuse(404, 'There is nothing here.');
    return;
  }
  const { encoding, body } = await bestEncoding(file, request.headers['accept-encoding']);
  const etag = `"${file.hash}${encoding === 'identity' ? '' : `-${encoding}`}"`;
  response.setHeader('ETag', etag);
  response.setHeader('Cache-Control', file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (compressible.test(file.type)) response.setHeader('Vary', 'Accept-Encoding');
  if (namesTag(request.headers['if-none-match'], etag)) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('Content-Type', file.type);
  response.setHeader('Content-Length', body.length);
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
  response.writeHead(200);
  if (request.method === 'HEAD') response.end();
  else await exchange.send(body);
}

function answerMissing(response: ServerResponse): void {
  response.writeHead(503, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(missingPage),
    'Cache-Control': 'no-store',
  });
  response.end(missingPage);
}

async function bestEncoding(
  file: StaticFile,
  accepted: string | string[] | undefined,
): Promise<{ encoding: Encoding; body: Buffer }> {
  if (file.body.length >= smallestCompressed && compressible.test(file.type)) {
    for (const encoding of ['br', 'gzip'] as const) {
      if (!accepts(accepted, encoding)) continue;
      const body = await compressed(file, encoding);
      if (body !== undefined) return { encoding, body };
    }
  }
  return { encoding: 'identity', body: file.body };
}

function compressed(file: StaticFile, encoding: 'br' | 'gzip'): Promise<Buffer | undefined> {
  const made = file.compressed.get(encoding) ?? compress(file.body, encoding);
  file.compressed.set(encoding, made);
  return made;
}

async function compress(body: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer | undefined> {
  const result =
    encoding === 'br'
      ? await brotliAsync(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
      : await gzipAsync(body, { level: 9 });
  return result.length < body.length ? result : undefined;
}

/** Returns whether an `Accept-Encoding` names `encoding` (or `*`) without a weight of 0. */
function accepts(header: string | string[] | undefined, encoding: string): boolean {
  const listed = String(header ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()));
  const match = listed.find(([name]) => name === encoding) ?? listed.find(([name]) => name === '*');
  return match !== undefined && !match.slice(1).some((weight) => /^q=0(\.0*)?$/.test(weight));
}

function namesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
