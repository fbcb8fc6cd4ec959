import { createPublicKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { SecureContextOptions } from 'node:tls';
import { generate } from 'selfsigned';
import { type LocalAddress, localAddresses } from './local-addresses';

/** What a certificate is known by. */
interface CertificateFacts {
  /** SHA-256 of the certificate, as colon-separated upper-case hexadecimal. */
  readonly fingerprint: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A certificate with its private key. */
export type SiteCertificate = CertificateFacts &
  (
    | {
        readonly kind: 'pem';
        /** The site's certificate, then those between it and the authority. */
        readonly certificatePem: string;
        readonly privateKeyPem: string;
      }
    | { readonly kind: 'pfx'; readonly pfx: Buffer; readonly passphrase: string }
  );

/** Returns the certificate as Node's TLS takes it. */
export function secureContextOptions(certificate: SiteCertificate): SecureContextOptions {
  switch (certificate.kind) {
    case 'pem':
      return { cert: certificate.certificatePem, key: certificate.privateKeyPem };
    case 'pfx':
      return { pfx: certificate.pfx, passphrase: certificate.passphrase };
  }
}

export function factsOf(certificate: X509Certificate): CertificateFacts {
  return { fingerprint: certificate.fingerprint256, expiresAt: Date.parse(certificate.validTo) };
}

/** The names and addresses a self-signed certificate is made for. */
export interface CertificateNames {
  readonly dns: readonly string[];
  readonly ip: readonly string[];
}

const dnsName =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;
const addressesNamed = 60;

/**
 * Returns every name and address a phone may use for this computer, and `extraAddress` (a name or an address) if
 * given.
 */
export function namesOfThisComputer(
  extraAddress = '',
  addresses: readonly LocalAddress[] = localAddresses(),
  hostName: string = hostname(),
): CertificateNames {
  const extra = extraAddress.trim();
  const names = [extra, hostName, hostName.includes('.') ? '' : `${hostName}.local`];
  const numbers = [extra, ...addresses.slice(0, addressesNamed).map(({ address }) => address)];
  return {
    dns: unique(['localhost', ...names.filter((name) => isIP(name) === 0 && dnsName.test(name))]),
    ip: unique(['127.0.0.1', '::1', ...numbers.filter((address) => isIP(address) !== 0)]),
  };
}

const dayMs = 24 * 60 * 60_000;
/** Longest life browsers accept in any certificate is 398 days. */
const lifetimeMs = 397 * dayMs;

/**
 * Makes a self-signed certificate (EC P-256), valid from a day before `now` since phones' clocks differ.
 * With `privateKeyPem` it keeps that key; else it makes a new one.
 */
export async function makeSelfSignedCertificate(
  names: CertificateNames,
  now: number,
  privateKeyPem?: string,
): Promise<SiteCertificate & { kind: 'pem' }> {
  const notBefore = now - dayMs;
  const made = await generate([{ name: 'commonName', value: 'Sightline support site' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(notBefore),
    notAfterDate: new Date(notBefore + lifetimeMs),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.dns.map((value) => ({ type: 2 as const, value })),
          ...names.ip.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
    ...(privateKeyPem === undefined ? {} : { keyPair: keyPairOf(privateKeyPem) }),
  });
  const certificate = new X509Certificate(made.cert);
  return {
    kind: 'pem',
    certificatePem: certificate.toString(),
    privateKeyPem: made.private,
    ...factsOf(certificate),
  };
}

function keyPairOf(privateKey: string): { privateKey: string; publicKey: string } {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  return { privateKey, publicKey };
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
