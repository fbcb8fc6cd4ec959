import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { protocol } from 'electron';

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

/** Mantine writes style elements and attributes at run time, hence the one `unsafe-inline`; scripts have none. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: mediastream:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "object-src 'none'",
].join('; ');

const securityHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** Declares `app://` as a secure, standard scheme; call before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Serves the built renderer in `folder` at `app://console/`; nothing outside the folder can be reached. */
export function serveApp(folder: string): void {
  protocol.handle('app', (request) => appResponse(folder, request.method, request.url));
}

/** The answer to one request of `app://`. */
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
