import { createPrivateKey, type KeyObject, randomUUID, X509Certificate } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CertificateNames,
  factsOf,
  makeSelfSignedCertificate,
  type SiteCertificate,
} from './certificate';
import { errorCode } from './site-log';

/** The reason why a kept certificate was replaced. */
export type RemakeReason = 'damaged' | 'expired' | 'expires-soon' | 'address-missing';

export type KeptCertificate = { readonly certificate: SiteCertificate } & (
  | { readonly kind: 'kept' }
  /** The first one in this folder. */
  | { readonly kind: 'made' }
  /** `sameKey` tells whether the private key stayed. */
  | { readonly kind: 'remade'; readonly reason: RemakeReason; readonly sameKey: boolean }
);

const certificateFile = 'site-certificate.pem';
const privateKeyFile = 'site-private-key.pem';
const renewalMs = 7 * 24 * 60 * 60_000;

/**
 * Loads the self-signed certificate kept in `folder`; makes a new one if it is missing, damaged, about to expire
 * or does not name an address of this computer. Rejects when the folder can be neither read nor written.
 */
export async function loadOrMakeCertificate(
  folder: string,
  names: CertificateNames,
  now: number = Date.now(),
): Promise<KeptCertificate> {
  const [certificatePem, privateKeyPem] = await Promise.all([
    readIfThere(join(folder, certificateFile)),
    readIfThere(join(folder, privateKeyFile)),
  ]);
  if (certificatePem === undefined && privateKeyPem === undefined) {
    const certificate = await makeSelfSignedCertificate(names, now);
    await keep(folder, certificate);
    return { kind: 'made', certificate };
  }
  const key = usableKey(privateKeyPem);
  const kept = usableCertificate(certificatePem, key);
  const reason = reasonToRemake(kept, names, now);
  if (kept !== undefined && key !== undefined && reason === undefined) {
    const pems = { certificatePem: kept.toString(), privateKeyPem: pemOf(key) };
    return { kind: 'kept', certificate: { kind: 'pem', ...pems, ...factsOf(kept) } };
  }
  const oldKey = key === undefined ? undefined : pemOf(key);
  const certificate = await makeSelfSignedCertificate(names, now, oldKey);
  await keep(folder, certificate);
  return { kind: 'remade', reason: reason ?? 'damaged', sameKey: oldKey !== undefined, certificate };
}

function reasonToRemake(
  certificate: X509Certificate | undefined,
  names: CertificateNames,
  now: number,
): RemakeReason | undefined {
  if (certificate === undefined) return 'damaged';
  const { expiresAt } = factsOf(certificate);
  if (expiresAt <= now) return 'expired';
  if (expiresAt - now < renewalMs) return 'expires-soon';
  const isNamed =
    names.ip.every((address) => certificate.checkIP(address) !== undefined) &&
    names.dns.every((name) => certificate.checkHost(name) !== undefined);
  return isNamed ? undefined : 'address-missing';
}

function usableKey(pem: string | undefined): KeyObject | undefined {
  if (pem === undefined) return undefined;
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    return undefined;
  }
}

function usableCertificate(pem: string | undefined, key: KeyObject | undefined): X509Certificate | undefined {
  if (pem === undefined || key === undefined) return undefined;
  try {
    const certificate = new X509Certificate(pem);
    return certificate.checkPrivateKey(key) ? certificate : undefined;
  } catch {
    return undefined;
  }
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

async function keep(folder: string, certificate: SiteCertificate & { kind: 'pem' }): Promise<void> {
  await mkdir(folder, { recursive: true });
  await replaceFile(join(folder, privateKeyFile), certificate.privateKeyPem);
  await replaceFile(join(folder, certificateFile), certificate.certificatePem);
}

/** Writes a file that only this person can read, whole or not at all. */
async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.new`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
