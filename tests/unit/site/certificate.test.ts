import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  type CertificateNames,
  makeSelfSignedCertificate,
  namesOfThisComputer,
  type SiteCertificate,
} from '../../../site/certificate';
import { loadOrMakeCertificate } from '../../../site/kept-certificate';
import { startSite } from './support/test-site';

const dayMs = 24 * 60 * 60_000;
const names: CertificateNames = {
  dns: ['localhost', 'front-desk', 'front-desk.local'],
  ip: ['127.0.0.1', '::1', '192.0.2.24', '2001:db8::5'],
};

function pems(certificate: SiteCertificate): { certificatePem: string; privateKeyPem: string } {
  if (certificate.kind !== 'pem') throw new Error('not PEM');
  return certificate;
}

describe('a self-signed certificate', () => {
  test('names the computer as told, for at most 397 days, with an EC P-256 key', async () => {
    const now = Date.now();
    const made = await makeSelfSignedCertificate(names, now);
    const x509 = new X509Certificate(made.certificatePem);
    for (const name of names.dns) expect(x509.checkHost(name)).toBe(name);
    for (const address of names.ip) expect(x509.checkIP(address)).toBe(address);
    expect(x509.checkIP('192.0.2.25')).toBeUndefined();
    expect(x509.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    expect([x509.ca, x509.keyUsage]).toEqual([false, ['1.3.6.1.5.5.7.3.1']]);
    expect(Date.parse(x509.validFrom)).toBeLessThan(now);
    expect(made.expiresAt - Date.parse(x509.validFrom)).toBe(397 * dayMs);
    expect(made.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  test('is shown by the site, with the fingerprint told', async () => {
    const certificate = await makeSelfSignedCertificate(names, Date.now());
    const { site } = await startSite({ certificate });
    const shown = await new Promise<X509Certificate | undefined>((resolve) => {
      const socket = connect({ port: site.port, host: '127.0.0.1', ca: certificate.certificatePem }, () => {
        resolve(socket.getPeerX509Certificate());
        socket.destroy();
      });
    });
    expect(shown?.fingerprint256).toBe(certificate.fingerprint);
  });

  test('names host name, addresses and the address given, and leaves out what cannot be named', () => {
    const addresses = [
      { address: '192.0.2.24', family: 'IPv4', interfaceName: 'en0', isVirtual: false },
    ] as const;
    expect(namesOfThisComputer('support.example', addresses, 'front-desk')).toEqual({
      dns: ['localhost', 'support.example', 'front-desk', 'front-desk.local'],
      ip: ['127.0.0.1', '::1', '192.0.2.24'],
    });
    expect(namesOfThisComputer('192.0.2.99', addresses, "Mia's computer, left")).toEqual({
      dns: ['localhost'],
      ip: ['127.0.0.1', '::1', '192.0.2.99', '192.0.2.24'],
    });
  });
});

describe('the kept certificate', () => {
  let folder: string;
  const now = Date.now();
  const certificatePath = () => join(folder, 'site-certificate.pem');
  const keyPath = () => join(folder, 'site-private-key.pem');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sightline-certificate-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
  });

  test('is made once and kept between runs, readable by this person only', async () => {
    const inner = join(folder, 'site');
    const first = await loadOrMakeCertificate(inner, names, now);
    expect(first.kind).toBe('made');
    const second = await loadOrMakeCertificate(inner, names, now);
    expect(second).toEqual({ kind: 'kept', certificate: first.certificate });
    expect((await readdir(inner)).sort()).toEqual(['site-certificate.pem', 'site-private-key.pem']);
    if (process.platform !== 'win32') {
      for (const name of await readdir(inner)) {
        expect((await stat(join(inner, name))).mode & 0o777).toBe(0o600);
      }
    }
  });

  test.each([
    ['an address is missing', { ...names, ip: [...names.ip, '198.51.100.7'] }, now, 'address-missing'],
    ['a name is missing', { ...names, dns: [...names.dns, 'support.example'] }, now, 'address-missing'],
    ['it expires within a week', names, now + 389.5 * dayMs, 'expires-soon'],
    ['it has expired', names, now + 396 * dayMs + 1, 'expired'],
  ])('is made anew with the same private key where %s', async (_name, wanted, later, reason) => {
    const first = await loadOrMakeCertificate(folder, names, now);
    const second = await loadOrMakeCertificate(folder, wanted, later);
    expect(second).toMatchObject({ kind: 'remade', reason, sameKey: true });
    expect(pems(second.certificate).privateKeyPem).toBe(pems(first.certificate).privateKeyPem);
    expect(second.certificate.fingerprint).not.toBe(first.certificate.fingerprint);
    expect(await loadOrMakeCertificate(folder, wanted, later)).toMatchObject({ kind: 'kept' });
  });

  test('is kept until a week before it expires, and where fewer addresses are wanted', async () => {
    await loadOrMakeCertificate(folder, names, now);
    const fewer = { dns: ['localhost'], ip: ['127.0.0.1'] };
    expect(await loadOrMakeCertificate(folder, fewer, now + 388 * dayMs)).toMatchObject({ kind: 'kept' });
  });

  test.each<readonly [string, boolean, () => Promise<void>]>([
    ['certificate file is damaged', true, async () => writeFile(certificatePath(), 'garbage')],
    ['certificate file is empty', true, async () => writeFile(certificatePath(), '')],
    ['certificate file is cut off', true, async () => cutOff(certificatePath())],
    ['certificate file is gone', true, async () => rm(certificatePath())],
    ['private key file is damaged', false, async () => writeFile(keyPath(), 'garbage')],
    ['private key file is cut off', false, async () => cutOff(keyPath())],
    ['private key file is gone', false, async () => rm(keyPath())],
    ['private key is another', true, async () => replaceKey(keyPath())],
  ])('is made anew, said so, where the %s', async (_name, sameKey, damage) => {
    await loadOrMakeCertificate(folder, names, now);
    await damage();
    const remade = await loadOrMakeCertificate(folder, names, now);
    expect(remade).toMatchObject({ kind: 'remade', reason: 'damaged', sameKey });
    await startSite({ certificate: remade.certificate });
    expect(await loadOrMakeCertificate(folder, names, now)).toMatchObject({ kind: 'kept' });
  });
});

async function cutOff(path: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.slice(0, text.length / 2));
}

async function replaceKey(path: string): Promise<void> {
  await writeFile(path, (await makeSelfSignedCertificate(names, Date.now())).privateKeyPem);
}
