import type { Browser, BrowserContext, Page } from '@playwright/test';
import { type ConsoleApp, siteAddress } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import {
  customerWrites,
  joinAndAccept,
  representativeWrites,
  sessionEvents,
} from '../support/journeys/journey';
import { watchMedia } from '../support/phone/watch-media';

/** A page of another device that holds what the phone keeps to come back with. */
async function thiefOf(
  console: ConsoleApp,
  browser: Browser,
  phone: Page,
): Promise<{ context: BrowserContext; page: Page }> {
  const kept = await phone.evaluate(() => window.sessionStorage.getItem('sightline-session'));
  expect(kept).toContain('token');
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  await context.addInitScript((stolen) => {
    window.sessionStorage.setItem('sightline-session', stolen ?? '');
  }, kept);
  const page = await context.newPage();
  await page.goto(await siteAddress(console.page));
  return { context, page };
}

test('a second device with the stolen token is refused while the first lives, and both sides are told [S15]', async ({
  console,
  browser,
}) => {
  const { page } = console;
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist');
  await customerWrites(phone.page, 'my account number is 4711');
  await expect(page.getByRole('log').getByText('my account number is 4711')).toBeVisible();

  const thief = await thiefOf(console, browser, phone.page);
  await expect(thief.page.getByRole('heading', { name: 'This session is no longer open' })).toBeVisible();
  await expect(thief.page.getByText('4711')).toHaveCount(0);
  await expect(
    phone.page.getByText(/Another device tried to take this session up and was refused/),
  ).toBeVisible();
  expect((await sessionEvents(page)).filter(({ kind }) => kind === 'resume-refused')).toHaveLength(1);

  await customerWrites(phone.page, 'still here');
  await expect(page.getByRole('log').getByText('still here')).toBeVisible();
  await phone.page.reload();
  await expect(phone.page.getByText('still here')).toBeVisible();
  await representativeWrites(page, 'good');
  await expect(phone.page.getByText('good', { exact: true })).toBeVisible();
  await thief.context.close();
});

test('a phone whose old connection is half dead comes back by itself, as the same page', async ({
  console,
  browser,
}) => {
  const { page } = console;
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist', async ({ context }) => {
    // The first socket goes on living, unheard by its page, as one does over a Wi-Fi that was left.
    await context.addInitScript(() => {
      const close = window.WebSocket.prototype.close;
      window.WebSocket.prototype.close = function (...given): void {
        if ((window as unknown as { keepsSockets?: boolean }).keepsSockets === true) return;
        close.apply(this, given);
      };
    });
  });
  await phone.page.evaluate(() => {
    const { watched } = window as unknown as { watched: { sockets: WebSocket[] } };
    (window as unknown as { keepsSockets: boolean }).keepsSockets = true;
    for (const socket of watched.sockets) socket.dispatchEvent(new CloseEvent('close'));
  });
  await representativeWrites(page, 'are you there?');
  await expect(phone.page.getByText('are you there?')).toBeVisible();
  await customerWrites(phone.page, 'yes');
  await expect(page.getByRole('log').getByText('yes', { exact: true })).toBeVisible();
  const kinds = (await sessionEvents(page)).map(({ kind }) => kind);
  expect(kinds).not.toContain('resume-refused');
  expect(kinds.filter((kind) => kind === 'chat-message-sent')).toHaveLength(2);
});

test('a page that the phone puts to sleep is away, not lost; its messages wait, and it comes back by itself', async ({
  console,
  browser,
}) => {
  const { page } = console;
  await page.evaluate(watchMedia);
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist');
  const show = (visibility: 'hidden' | 'visible'): Promise<void> =>
    phone.page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange'));
    }, visibility);
  await show('hidden');
  await expect.poll(async () => (await sessionEvents(page)).at(-1)?.kind).toBe('customer-went-away');
  await phone.context.setOffline(true);
  await phone.page.evaluate(() => {
    const { watched } = window as unknown as { watched: { sockets: WebSocket[] } };
    for (const socket of watched.sockets) socket.close();
  });
  await representativeWrites(page, 'take your time');
  await expect(page.getByText(/away/i).first()).toBeVisible();
  await phone.context.setOffline(false);
  await show('visible');
  await expect(phone.page.getByText('take your time')).toBeVisible();
  await expect
    .poll(async () => (await sessionEvents(page)).map(({ kind }) => kind))
    .toContain('customer-returned');
  expect((await sessionEvents(page)).map(({ kind }) => kind)).not.toContain('customer-connection-lost');
});
