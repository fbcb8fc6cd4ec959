import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ImportedCertificateStore } from '../../../../main/embedded-site/imported-certificate-store';
import { SecretStore, type SystemSecrets } from '../../../../main/embedded-site/secret-store';
import { makeSelfSignedCertificate } from '../../../../site/certificate';
import { temporaryFolder } from '../../../support/temporary-folder';

/** A keychain that turns every byte over, and refuses while it is locked. */
class Keychain implements SystemSecrets {
  isThere = true;
  isLocked = false;
  readonly isAvailable = (): boolean => this.isThere;
  readonly encrypt = (text: string): Buffer => this.#turned(Buffer.from(text));
  readonly decrypt = (sealed: Buffer): string => this.#turned(sealed).toString();

  #turned(bytes: Buffer): Buffer {
    if (this.isLocked) throw new Error('locked');
    return Buffer.from(bytes.map((byte) => byte ^ 0xff));
  }
}

async function imported() {
  const folder = temporaryFolder();
  const made = await makeSelfSignedCertificate({ dns: ['desk.example.org'], ip: [] }, Date.now());
  const source = join(folder, 'bundle.pem');
  writeFileSync(source, made.certificatePem + made.privateKeyPem);
  const kept = join(folder, 'site', 'imported.json');
  mkdirSync(join(folder, 'site'));
  const keychain = new Keychain();
  return { source, kept, keychain, store: new ImportedCertificateStore(kept, new SecretStore(keychain)) };
}

test('an imported key and its passphrase are sealed on the disk, and read again', async () => {
  const { source, kept, store } = await imported();
  expect((await store.import(source, 'correct horse')).kind).toBe('read');
  const written = readFileSync(kept, 'utf8');
  expect(written).toMatch(/^sealed:/);
  expect(written).not.toContain('correct horse');
  expect((await store.read())?.kind).toBe('read');
});

test('plain text of an earlier version is read, and sealed from then on', async () => {
  const { source, kept, store } = await imported();
  const bytes = readFileSync(source).toString('base64');
  writeFileSync(kept, JSON.stringify({ bytes, passphrase: 'correct horse' }));
  expect((await store.read())?.kind).toBe('read');
  expect(readFileSync(kept, 'utf8')).toMatch(/^sealed:/);
  expect((await store.read())?.kind).toBe('read');
});

test('without a keychain it is kept and read as plain text', async () => {
  const { source, kept, keychain, store } = await imported();
  keychain.isThere = false;
  await store.import(source, '');
  expect(readFileSync(kept, 'utf8')).toMatch(/^\{/);
  expect((await store.read())?.kind).toBe('read');
});

test('what a locked keychain does not open is left as it is, with what to do', async () => {
  const { source, kept, keychain, store } = await imported();
  await store.import(source, '');
  const before = readFileSync(kept, 'utf8');
  keychain.isLocked = true;
  expect(await store.read()).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('Unlock it'),
  });
  expect(readFileSync(kept, 'utf8')).toBe(before);
  keychain.isLocked = false;
  expect((await store.read())?.kind).toBe('read');
});
