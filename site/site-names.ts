import type { X509Certificate } from 'node:crypto';
import { isIP, Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { type SiteCertificate, secureContextOptions } from './certificate';

/** The answer to a request for a name that is not the site's. */
export const otherName = 'This site is not known by that name.';

/** What the site is asked for by: its own names and addresses, and no others, so that no foreign name can be pointed at it. */
export class SiteNames {
  readonly #certificate: X509Certificate | undefined;
  readonly #names: ReadonlySet<string>;

  /** `names` are names and addresses besides those of the certificate and of the sockets. Throws where the certificate cannot be used. */
  constructor(certificate: SiteCertificate, names: readonly string[]) {
    this.#certificate = leafOf(certificate);
    this.#names = new Set(['localhost', ...names].map(plainName));
  }

  /**
   * Returns whether `host` (as in a `Host` header, with or without a port) is the site's, asked for at
   * `localAddress`.
   */
  includes(host: string, localAddress: string | undefined): boolean {
    const name = plainName(host.replace(/:\d+$/, ''));
    if (this.#names.has(name)) return true;
    if (localAddress !== undefined && plainName(localAddress) === name) return true;
    if (isIP(name) !== 0) return this.#certificate?.checkIP(name) !== undefined;
    return this.#certificate?.checkHost(name) !== undefined;
  }
}

/** Returns a name or address in the form used for comparing. */
function plainName(name: string): string {
  const bare = name
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '')
    .replace(/\.$/, '')
    .replace(/^::ffff:(?=\d+\.)/, '');
  // The URL parser knows the shortest form of an IPv6 address.
  return isIP(bare) === 6 ? new URL(`https://[${bare}]`).hostname.slice(1, -1) : bare;
}

/** Returns the certificate itself, also from a PFX, which only TLS can read. */
function leafOf(certificate: SiteCertificate): X509Certificate | undefined {
  const secureContext = createSecureContext(secureContextOptions(certificate));
  const socket = new TLSSocket(new Socket(), { isServer: true, secureContext });
  try {
    return socket.getX509Certificate();
  } finally {
    socket.destroy();
  }
}
