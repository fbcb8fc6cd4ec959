import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readImportedCertificate } from '../../../site/imported-certificate';
import { ask } from './support/event-stream-client';
import { startSite } from './support/test-site';

const dayMs = 24 * 60 * 60_000;
const bytes = (...texts: string[]) => Buffer.from(texts.join('\n'));
const encrypt = (pem: string, passphrase: string) =>
  createPrivateKey(pem)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
    .toString();

interface Pair {
  readonly cert: string;
  readonly private: string;
}

let authority: Pair;
let leaf: Pair;
let other: Pair;
let rsa: Pair;

beforeAll(async () => {
  const ec = { keyType: 'ec', algorithm: 'sha256' } as const;
  authority = await generate([{ name: 'commonName', value: 'Example Authority' }], {
    ...ec,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  leaf = await generate([{ name: 'commonName', value: 'support.example' }], {
    ...ec,
    ca: { key: authority.private, cert: authority.cert },
  });
  other = await generate([{ name: 'commonName', value: 'other.example' }], ec);
  rsa = await generate([{ name: 'commonName', value: 'rsa.example' }], { algorithm: 'sha256' });
});

async function problemOf(file: Uint8Array, passphrase = '', now?: number) {
  const result = await readImportedCertificate(file, passphrase, now);
  return result.kind === 'refused' ? result.problem : result.kind;
}

describe('a PEM bundle', () => {
  test("of chain and key in any order gives the chain, the site's own certificate first", async () => {
    const result = await readImportedCertificate(bytes(authority.cert, leaf.private, leaf.cert), '');
    if (result.kind !== 'read' || result.certificate.kind !== 'pem') throw new Error('not read');
    const { certificatePem, fingerprint, expiresAt } = result.certificate;
    const chain = certificatePem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
    expect(chain?.map((pem) => new X509Certificate(pem).subject)).toEqual([
      'CN=support.example',
      'CN=Example Authority',
    ]);
    const x509 = new X509Certificate(leaf.cert);
    expect([fingerprint, expiresAt]).toEqual([x509.fingerprint256, Date.parse(x509.validTo)]);
    const { base } = await startSite({ certificate: result.certificate });
    expect((await ask(`${base}/`)).status).toBe(503);
  });

  test('with an encrypted key opens with its passphrase only', async () => {
    const file = bytes(leaf.cert, encrypt(leaf.private, 'open sesame'));
    expect(await problemOf(file, 'open sesame')).toBe('read');
    expect(await problemOf(file, 'close sesame')).toBe('wrong-passphrase');
    expect(await problemOf(file, '')).toBe('wrong-passphrase');
  });

  test('with an RSA key in the old form is read', async () => {
    const old = createPrivateKey(rsa.private).export({
      type: 'pkcs1',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'secret',
    });
    expect(await problemOf(bytes(rsa.cert, old.toString()), 'secret')).toBe('read');
    expect(await problemOf(bytes(rsa.cert, old.toString()), 'wrong')).toBe('wrong-passphrase');
  });

  test.each<readonly [string, string, () => Buffer]>([
    ['without a key', 'no-private-key', () => bytes(leaf.cert)],
    ["with another's key", 'key-does-not-match', () => bytes(leaf.cert, other.private)],
    ['without a certificate', 'not-a-certificate', () => bytes(leaf.private)],
    ['with a damaged certificate', 'not-a-certificate', () => bytes(damaged(leaf.cert), leaf.private)],
    ['with a damaged key', 'not-a-certificate', () => bytes(leaf.cert, damaged(leaf.private))],
    ['that is cut off', 'not-a-certificate', () => bytes(leaf.cert.slice(0, 200))],
    ['that is empty', 'not-a-certificate', () => bytes('')],
    ['that is another file', 'not-a-certificate', () => Buffer.alloc(2_000, 7)],
    ['that is a certificate alone, in DER', 'no-private-key', () => new X509Certificate(leaf.cert).raw],
  ])('%s is refused as %s', async (_name, problem, file) => {
    expect(await problemOf(file())).toBe(problem);
  });

  test('out of its time is refused', async () => {
    const file = bytes(leaf.cert, leaf.private);
    expect(await problemOf(file, '', Date.now() + 366 * dayMs)).toBe('expired');
    expect(await problemOf(file, '', Date.now() - dayMs)).toBe('expired');
  });

  test('a refusal says in a sentence what to do', async () => {
    const result = await readImportedCertificate(bytes(leaf.cert), '');
    expect(result).toMatchObject({ message: expect.stringMatching(/^[A-Z].* Choose .*\.$/) });
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('a PFX file', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-pfx-'));
    writeFileSync(join(folder, 'leaf.pem'), bytes(leaf.cert, leaf.private));
    writeFileSync(join(folder, 'authority.pem'), authority.cert);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function pfx(passphrase: string, ...options: string[]): Buffer {
    const out = join(folder, 'made.pfx');
    const passout = `pass:${passphrase}`;
    execFileSync(
      'openssl',
      ['pkcs12', '-export', '-in', join(folder, 'leaf.pem'), '-passout', passout, '-out', out, ...options],
      { stdio: 'pipe' },
    );
    return readFileSync(out);
  }

  test('opens with its passphrase, and the site serves with it and its chain', async () => {
    const file = pfx('open sesame', '-certfile', join(folder, 'authority.pem'));
    const result = await readImportedCertificate(file, 'open sesame');
    if (result.kind !== 'read') throw new Error(result.problem);
    expect(result.certificate).toMatchObject({
      kind: 'pfx',
      fingerprint: new X509Certificate(leaf.cert).fingerprint256,
    });
    const { base } = await startSite({ certificate: result.certificate });
    expect((await ask(`${base}/`)).status).toBe(503);
  });

  test.each<readonly [string, string, string, () => Buffer]>([
    ['and no passphrase where it needs none', '', 'read', () => pfx('')],
    ['and a wrong passphrase', 'close sesame', 'wrong-passphrase', () => pfx('open sesame')],
    ['and no passphrase where it needs one', '', 'wrong-passphrase', () => pfx('open sesame')],
    ['without a key', 'secret', 'no-private-key', () => pfx('secret', '-nokeys')],
    ['that is cut off', 'secret', 'not-a-certificate', () => pfx('secret').subarray(0, 300)],
  ])('%s: %j gives %s', async (_name, passphrase, outcome, file) => {
    expect(await problemOf(file(), passphrase)).toBe(outcome);
  });

  test('out of its time is refused', async () => {
    expect(await problemOf(pfx('secret'), 'secret', Date.now() + 366 * dayMs)).toBe('expired');
  });
});

/** The same PEM block with its content spoiled. */
function damaged(pem: string): string {
  return pem.replace(/[A-Za-z0-9+/]{20}/, 'AAAAAAAAAAAAAAAAAAAA');
}
