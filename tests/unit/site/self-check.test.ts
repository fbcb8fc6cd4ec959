import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { makeSelfSignedCertificate } from '../../../site/certificate';
import { checkAddress } from '../../../site/self-check';
import { createSite } from '../../../site/site';
import { temporaryFolder } from '../../support/temporary-folder';

const names = { dns: ['localhost'], ip: ['127.0.0.1'] };

test('a site answers at its address, and is told from one with another certificate', async () => {
  const certificate = await makeSelfSignedCertificate(names, Date.now());
  const site = await createSite({
    siteName: 'Northlake Support',
    reach: 'this-computer',
    port: 0,
    customerFolder: temporaryFolder(),
    certificate,
    log: () => undefined,
  });
  onTestFinished(() => site.close());
  const address = `https://127.0.0.1:${site.port}`;
  expect(await checkAddress(address, certificate.fingerprint)).toBe('answers');
  expect(await checkAddress(`https://localhost:${site.port}`, certificate.fingerprint)).toBe('answers');
  expect(await checkAddress(address, 'AB:CD')).toBe('other-certificate');
});

test('nothing there, silence, and a name nobody knows', async () => {
  const silent = createServer((socket) => socket.resume());
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
  const { port } = silent.address() as AddressInfo;
  expect(await checkAddress(`https://127.0.0.1:${port}`, '', 50)).toBe('no-answer');
  await new Promise((done) => silent.close(done));
  expect(await checkAddress(`https://127.0.0.1:${port}`, '')).toBe('no-answer');
  // A label this long is refused without asking any network.
  expect(await checkAddress(`https://${'x'.repeat(64)}.invalid:8443`, '')).toBe('name-not-found');
});
