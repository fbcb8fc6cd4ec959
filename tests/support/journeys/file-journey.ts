import { type Browser, expect, type Page } from '@playwright/test';
import { siteAddress } from '../console/console-app';
import { filesAreOpen, openFileTransfer } from './files';
import { generateSessionKey, join } from './journey';

type Bridge = { sightline: { request: (name: string, args: unknown) => Promise<{ value: never }> } };

/** The page of an app whose address begins so, once there is one. */
export async function pageOf(browser: Browser, address: string): Promise<Page> {
  const find = (): Page | undefined =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((page) => page.url().startsWith(address));
  await expect.poll(() => find() !== undefined, { intervals: [50] }).toBe(true);
  const page = find();
  if (page === undefined) throw new Error(`The app shows no page of ${address}`);
  await page.waitForLoadState();
  return page;
}

/** The console's window. */
export function deskOf(browser: Browser): Promise<Page> {
  return pageOf(browser, 'app://console');
}

/** Asks main, as the page would. */
export function ask<Answer>(page: Page, name: string, args: unknown): Promise<Answer> {
  return page.evaluate(
    async ([name, args]) => (await (window as unknown as Bridge).sightline.request(name, args)).value,
    [name, args] as const,
  );
}

/** A customer joins, is accepted and shares files; both pages are as they would be without a driver. Returns the session's identifier. */
export async function shareFiles(page: Page, phone: Page, name: string): Promise<string> {
  const sessionKey = await generateSessionKey(page);
  await phone.goto(await siteAddress(page));
  await join(phone, sessionKey, name);
  await page.getByRole('button', { name: `Accept ${name}` }).click();
  await expect(phone.getByRole('textbox', { name: /^Write to/ })).toBeVisible();
  await openFileTransfer(page);
  await page.getByRole('button', { name: 'Ask for file access' }).click();
  await phone.getByRole('button', { name: 'Allow', exact: true }).click();
  await filesAreOpen(page);
  const { sessions } = await ask<{ sessions: { sessionId: string }[] }>(page, 'get-snapshot', {});
  const sessionId = sessions.at(-1)?.sessionId;
  if (sessionId === undefined) throw new Error('The console has no session.');
  return sessionId;
}

/** Asks main once the driver is away again: `delayMs` from now. */
export async function askLater(page: Page, delayMs: number, name: string, args: unknown): Promise<void> {
  await page.evaluate(
    ([delayMs, name, args]) => {
      setTimeout(() => void (window as unknown as Bridge).sightline.request(name, args), delayMs);
    },
    [delayMs, name, args] as const,
  );
}
