import type { IncomingMessage } from 'node:http';

const hostPattern = /^(?:[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?\.?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** The `Host` of a request, where it has one and it can be one: a name or an address with an optional port. */
export function validHost(request: IncomingMessage): string | undefined {
  const hosts = request.headersDistinct.host ?? [];
  const host = hosts.length === 1 ? hosts[0] : undefined;
  return host !== undefined && hostPattern.test(host) ? host.toLowerCase() : undefined;
}

/**
 * Whether a request may come from a page of this very site. A browser names the page's origin (always with a
 * WebSocket), or else how page and site are related; a program that is no browser says neither, and cannot be
 * tricked by a page.
 */
export function isFromThisSite(request: IncomingMessage): boolean {
  const { origin, 'sec-fetch-site': fetchSite } = request.headers;
  if (origin === undefined) return fetchSite === undefined || fetchSite === 'same-origin';
  const host = validHost(request);
  if (host === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  return protocol === 'https:' && originHost === new URL(`https://${host}`).host;
}

/** The path and query of a request; undefined for a target that is none. */
export function requestUrl(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '';
  if (!target.startsWith('/')) return undefined;
  // Joined as text, for a target that begins with two slashes would name another host.
  const text = `https://site.invalid${target}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}
