import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { protocol } from 'electron';
import { type BlobRoutes, blobResponse, isBlobPath } from './blob-routes';
import { securityHeaders } from './security-headers';

export const appOrigin = 'app://console';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.json': 'application/json',
};

/** Declares `app://` as a secure, standard scheme; call before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Serves the built renderer in `folder` at `app://console/`, and sessions' pictures and recordings below it. */
export function serveApp(folder: string, blobRoutes: () => BlobRoutes | undefined): void {
  protocol.handle('app', (request) => {
    const { host, pathname } = new URL(request.url);
    const routes = blobRoutes();
    return routes !== undefined && host === 'console' && isBlobPath(pathname)
      ? blobResponse(routes, request)
      : appResponse(folder, request.method, request.url);
  });
}

/** Answers one request for a file of the page; nothing outside `folder` can be reached. */
export async function appResponse(folder: string, method: string, address: string): Promise<Response> {
  const url = new URL(address);
  if (url.host !== 'console') return new Response('Not found', { status: 404, headers: securityHeaders });
  if (method !== 'GET' && method !== 'HEAD') {
    return new Response('Method not allowed', {
      status: 405,
      headers: { ...securityHeaders, Allow: 'GET, HEAD' },
    });
  }
  const path = pathInside(folder, url.pathname === '/' ? '/index.html' : url.pathname);
  try {
    if (path === undefined) throw new Error('outside');
    const bytes = await readFile(path);
    const type = contentTypes[extname(path)] ?? 'application/octet-stream';
    return new Response(new Uint8Array(bytes), { headers: { ...securityHeaders, 'Content-Type': type } });
  } catch {
    return new Response('Not found', { status: 404, headers: securityHeaders });
  }
}

function pathInside(folder: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const path = join(folder, decoded);
  return path.startsWith(folder + sep) ? path : undefined;
}
