import type { Page } from '@playwright/test';
import { siteAddress } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import { launchPhoneBrowser, openPhone } from '../support/phone/phone';

const down = 'The support site does not answer at the moment.';

// The site goes away in each.
test.use({ ownConsole: {} });

/** Views the files outside a session, and imports one where `text` is given. */
async function viewFiles(phone: Page, text?: string): Promise<void> {
  await phone.getByRole('button', { name: /^View files/ }).click();
  if (text !== undefined) {
    const chosen = phone.waitForEvent('filechooser');
    await phone
      .getByRole('button', { name: /^Add (a file|files)|^Import/ })
      .first()
      .click();
    await (await chosen).setFiles([{ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from(text) }]);
  }
  await expect(phone.getByText('notes.txt').first()).toBeVisible();
}

test('with a certificate the browser trusts, the files can be viewed while the site is away', async ({
  console,
}) => {
  const browser = await launchPhoneBrowser(['--ignore-certificate-errors']);
  try {
    const phone = await openPhone(browser, await siteAddress(console.page), { ignoreHTTPSErrors: false });
    await viewFiles(phone.page, 'The router stands in the hall.');
    await expect(phone.page.getByText(/opens them at any time/)).toBeVisible();

    await console.close();
    await phone.page.reload();
    await viewFiles(phone.page);
    await expect(
      phone.page.getByText(/^The support site does not answer.* open them even so\.$/),
    ).toBeVisible();
    await phone.page.getByText('notes.txt').first().click();
    await expect(phone.page.getByText('The router stands in the hall.')).toBeVisible();
  } finally {
    await browser.close();
  }
});

test('with one it does not trust, the page says that it needs the site', async ({ console, browser }) => {
  const phone = await openPhone(browser, await siteAddress(console.page));
  await viewFiles(phone.page, 'The router stands in the hall.');
  await expect(phone.page.getByText(/whenever the support site can be reached/)).toBeVisible();
  await console.close();
  await expect(phone.page.getByText(down)).toBeVisible();
  await expect(phone.page.getByText(/as long as this page stays open/)).toBeVisible();
});
