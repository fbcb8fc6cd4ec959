import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { generate } from 'selfsigned';
import { type ConsoleApp, newDataFolder, siteAddress } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';

/** The fingerprint of the certificate that the site serves now. */
function servedFingerprint(address: string): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.end();
    });
    socket.on('error', reject);
  });
}

/** Has the system's dialog for files answer with `path`, as if the person had chosen it. */
async function chooseFile({ app }: ConsoleApp, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
}

async function openSiteSettings({ page }: ConsoleApp): Promise<void> {
  await page.getByRole('button', { name: 'Site settings' }).click();
  await expect(page.getByRole('heading', { name: 'Certificate' })).toBeVisible();
}

test('the site keeps its certificate between runs, makes a damaged one anew, and says so', async ({
  launch,
}) => {
  const dataFolder = await newDataFolder();
  const first = await launch({ dataFolder });
  const before = await servedFingerprint(await siteAddress(first.page));
  await first.close({ keepData: true });

  const second = await launch({ dataFolder });
  expect(await servedFingerprint(await siteAddress(second.page))).toBe(before);
  await second.close({ keepData: true });

  await writeFile(join(dataFolder, 'site', 'site-certificate.pem'), 'not a certificate');
  const third = await launch({ dataFolder });
  expect(await servedFingerprint(await siteAddress(third.page))).not.toBe(before);
  await expect(
    third.page.getByText('The site’s certificate was damaged, so a new one was made.'),
  ).toBeVisible();
});

test.describe('in a site of its own', () => {
  test.use({ ownConsole: {} });

  test('an imported certificate is served, a file that cannot be used is refused in words, and both are undone', async ({
    console,
  }) => {
    const { page, dataFolder } = console;
    const own = await servedFingerprint(await siteAddress(page));
    const files = join(dataFolder, 'files');
    await mkdir(files);
    const notOne = join(files, 'notes.pem');
    await writeFile(notOne, 'These are only notes.');
    const made = await generate([{ name: 'commonName', value: 'support.example.com' }], {
      keyType: 'ec',
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'support.example.com' }] }],
    });
    const pem = join(files, 'support.pem');
    await writeFile(pem, `${made.cert}\n${made.private}`);

    await openSiteSettings(console);
    await chooseFile(console, notOne);
    await page.getByRole('button', { name: 'Import PEM or PFX…' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'This file holds no certificate' })).toBeVisible();
    expect(await servedFingerprint(await siteAddress(page))).toBe(own);

    await chooseFile(console, pem);
    await page.getByRole('button', { name: 'Import PEM or PFX…' }).click();
    await expect(page.getByText('The certificate is in use.')).toBeVisible();
    const imported = new X509Certificate(await readFile(pem)).fingerprint256;
    expect(await servedFingerprint(`https://localhost:${new URL(await siteAddress(page)).port}`)).toBe(
      imported,
    );

    await page.getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByText('The site uses its own certificate again.')).toBeVisible();
    expect(await servedFingerprint(await siteAddress(page))).toBe(own);
  });
});
