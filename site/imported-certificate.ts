import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { duplexPair } from 'node:stream';
import { connect, createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import { factsOf, type SiteCertificate } from './certificate';
import { errorCode } from './site-log';

/** What is wrong with a certificate file. */
export type CertificateProblem =
  | 'not-a-certificate'
  | 'no-private-key'
  | 'wrong-passphrase'
  | 'key-does-not-match'
  | 'expired'
  /** Encrypted in a way this computer cannot read, e.g. RC2 in an old PFX file. */
  | 'not-supported';

export type ImportedCertificate =
  | { readonly kind: 'read'; readonly certificate: SiteCertificate }
  /** `message` is fit to show. */
  | { readonly kind: 'refused'; readonly problem: CertificateProblem; readonly message: string };

const messages: Readonly<Record<CertificateProblem, string>> = {
  'not-a-certificate':
    'This file holds no certificate that can be read. Choose a PEM file with certificate and private key, or a PFX file.',
  'no-private-key':
    'This file holds a certificate without its private key. Choose a file that holds both, or put both into one PEM file.',
  'wrong-passphrase': 'The passphrase does not open this file. Check it, then try again.',
  'key-does-not-match': 'The private key in this file belongs to another certificate.',
  expired: 'This certificate is not valid today. Choose one that is.',
  'not-supported':
    'This file is encrypted in a way that cannot be read here. Export it again with AES, or as a PEM file.',
};

/** Reads a PEM bundle (certificates and key) or a PFX file; `passphrase` may be empty. Never rejects. */
export async function readImportedCertificate(
  bytes: Uint8Array,
  passphrase: string,
  now: number = Date.now(),
): Promise<ImportedCertificate> {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('latin1');
  const result = text.includes('-----BEGIN ') ? readPem(text, passphrase) : await readPfx(buffer, passphrase);
  if (typeof result === 'string') return refused(result);
  const { leaf, certificate } = result;
  const isValid = Date.parse(leaf.validFrom) <= now && now < certificate.expiresAt;
  return isValid ? { kind: 'read', certificate } : refused('expired');
}

type Result = { readonly leaf: X509Certificate; readonly certificate: SiteCertificate } | CertificateProblem;

const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]+?-----END \1-----/g;

function readPem(text: string, passphrase: string): Result {
  const blocks = [...text.matchAll(pemBlock)].map(([pem, label = '']) => ({ pem, label }));
  const certificates: X509Certificate[] = [];
  for (const { pem, label } of blocks) {
    if (!label.endsWith('CERTIFICATE')) continue;
    const certificate = attempt(() => new X509Certificate(pem));
    if (certificate === undefined) return 'not-a-certificate';
    certificates.push(certificate);
  }
  if (certificates.length === 0) return 'not-a-certificate';
  const keyBlock = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (keyBlock === undefined) return 'no-private-key';
  const key = attempt(() => createPrivateKey({ key: keyBlock.pem, passphrase }));
  if (key === undefined) {
    return /ENCRYPTED/.test(keyBlock.pem) ? 'wrong-passphrase' : 'not-a-certificate';
  }
  return withKey(certificates, key);
}

function withKey(certificates: readonly X509Certificate[], key: KeyObject): Result {
  const leaf = certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (leaf === undefined) return 'key-does-not-match';
  const certificatePem = chainFrom(leaf, certificates).map(String).join('');
  const privateKeyPem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { leaf, certificate: { kind: 'pem', certificatePem, privateKeyPem, ...factsOf(leaf) } };
}

/** Returns the leaf and its issuers, in the order TLS sends them. */
function chainFrom(leaf: X509Certificate, all: readonly X509Certificate[]): readonly X509Certificate[] {
  const chain = [leaf];
  for (let last: X509Certificate | undefined = leaf; last !== undefined; ) {
    const issued: X509Certificate = last;
    last = all.find((certificate) => !chain.includes(certificate) && issued.checkIssued(certificate));
    if (last !== undefined) chain.push(last);
  }
  return chain;
}

async function readPfx(pfx: Buffer, passphrase: string): Promise<Result> {
  if (attempt(() => new X509Certificate(pfx)) !== undefined) return 'no-private-key';
  let secureContext: SecureContext;
  try {
    secureContext = createSecureContext({ pfx, passphrase });
  } catch (error) {
    return pfxProblem(error);
  }
  const leaf = await certificateServed(secureContext);
  if (leaf === undefined) return 'no-private-key';
  return { leaf, certificate: { kind: 'pfx', pfx, passphrase, ...factsOf(leaf) } };
}

function pfxProblem(error: unknown): CertificateProblem {
  const text = `${errorCode(error)} ${error instanceof Error ? error.message : ''}`;
  if (/mac.verify|password|passphrase|bad.decrypt/i.test(text)) return 'wrong-passphrase';
  if (/private.key/i.test(text)) return 'no-private-key';
  if (/key.values.mismatch/i.test(text)) return 'key-does-not-match';
  return /unsupported/i.test(text) ? 'not-supported' : 'not-a-certificate';
}

const handshakeTimeoutMs = 5_000;

/**
 * Returns the certificate that a TLS server with this context presents. Node gives no other way to look into a PFX
 * file; a handshake in memory also proves that the key fits.
 */
function certificateServed(secureContext: SecureContext): Promise<X509Certificate | undefined> {
  const [near, far] = duplexPair();
  const server = new TLSSocket(near, { isServer: true, secureContext });
  // Only the certificate is wanted, whoever signed it.
  const client = connect({ socket: far, rejectUnauthorized: false });
  return new Promise((resolve) => {
    const done = (certificate: X509Certificate | undefined) => {
      clearTimeout(timer);
      client.destroy();
      server.destroy();
      near.destroy();
      far.destroy();
      resolve(certificate);
    };
    const timer = setTimeout(() => done(undefined), handshakeTimeoutMs);
    client.once('secureConnect', () => done(client.getPeerX509Certificate()));
    client.on('error', () => done(undefined));
    server.on('error', () => done(undefined));
  });
}

function refused(problem: CertificateProblem): ImportedCertificate {
  return { kind: 'refused', problem, message: messages[problem] };
}

function attempt<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
