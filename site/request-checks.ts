import type { IncomingMessage } from 'node:http';

const hostPattern = /^(?:[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?\.?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** Returns the `Host` of a request if there is a valid one: a name or an address with an optional port. */
export function validHost(request: IncomingMessage): string | undefined {
  const hosts = request.headersDistinct.host ?? [];
  const host = hosts.length === 1 ? hosts[0] : undefined;
  return host !== undefined && hostPattern.test(host) ? host.toLowerCase() : undefined;
}

/**
 * Returns whether a request may come from a page of this very site. A browser names the page's origin (always with
 * a WebSocket), or else how page and site are related; a program that is not a browser says neither, and cannot be
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

/** Returns the path and query of a request; undefined for an invalid target. */
export function requestUrl(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '';
  if (!target.startsWith('/')) return undefined;
  // Joined as text, for a target that begins with two slashes would name another host.
  const text = `https://site.invalid${target}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}
