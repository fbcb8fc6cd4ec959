import { type Browser, expect, type Page } from '@playwright/test';
import { type ConsoleApp, siteAddress } from '../console/console-app';
import { openPhone, type Phone } from '../phone/phone';
import { watchMedia } from '../phone/watch-media';

/** Generates a session key in the console and returns its nine digits; the dialog is left closed. */
export async function generateSessionKey(consolePage: Page): Promise<string> {
  await consolePage
    .getByRole('button', { name: /^Generate session key/ })
    .first()
    .click();
  const dialog = consolePage.getByRole('dialog', { name: 'Session key' });
  await expect(dialog.getByText(/\d{3}\s\d{3}\s\d{3}/).first()).toBeVisible();
  const key = /(\d{3})\s(\d{3})\s(\d{3})/.exec((await dialog.textContent()) ?? '');
  if (key === null) throw new Error('the dialog shows no session key');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
  return key.slice(1).join('');
}

/** Types a key, a name and a description on the join page and sends them. */
export async function join(phone: Page, sessionKey: string, name: string, description = ''): Promise<void> {
  await phone.getByRole('textbox', { name: 'Session key, first three digits' }).fill(sessionKey);
  await phone.getByRole('textbox', { name: 'Your name' }).fill(name);
  if (description !== '') {
    await phone.getByRole('textbox', { name: /What can we help with/ }).fill(description);
  }
  await phone.getByRole('button', { name: 'Connect', exact: true }).click();
}

/** A phone whose customer was accepted; both sides watch the media they make. */
export async function joinAndAccept(
  console: ConsoleApp,
  browser: Browser,
  name: string,
  prepare: (phone: Phone) => Promise<void> = async () => undefined,
): Promise<Phone> {
  const sessionKey = await generateSessionKey(console.page);
  const phone = await openPhone(browser, 'about:blank');
  await phone.context.addInitScript(watchMedia);
  await prepare(phone);
  await phone.page.goto(await siteAddress(console.page));
  await join(phone.page, sessionKey, name);
  await expect(phone.page.getByRole('heading', { name: 'You are next' })).toBeVisible();
  await console.page.getByRole('button', { name: `Accept ${name}` }).click();
  await expect(phone.page.getByRole('textbox', { name: /^Write to/ })).toBeVisible();
  return phone;
}

/** The representative writes a message. */
export async function representativeWrites(consolePage: Page, text: string): Promise<void> {
  const field = consolePage.getByRole('textbox', { name: /^Message / });
  await field.fill(text);
  await field.press('Enter');
}

/** The customer writes a message. */
export async function customerWrites(phone: Page, text: string): Promise<void> {
  const field = phone.getByRole('textbox', { name: /^Write to/ });
  await field.fill(text);
  await field.press('Enter');
}

/** The representative asks, the customer allows and opens the camera; resolves when the console says it is live. */
export async function shareCamera(consolePage: Page, phone: Page): Promise<void> {
  await consolePage.getByRole('button', { name: 'Ask to share' }).click();
  await phone.getByRole('button', { name: 'Allow' }).click();
  await phone.getByRole('button', { name: 'Show the camera' }).click();
  await expect(consolePage.getByText('Live: camera')).toBeVisible();
}

/** The log of the console's only (or newest) session, by way of IPC. */
export function sessionEvents(
  consolePage: Page,
): Promise<{ seq: number; kind: string; by: string; commandId: string; text?: string }[]> {
  return consolePage.evaluate(async () => {
    const { sightline } = window as unknown as {
      sightline: { request: (name: string, args: unknown) => Promise<{ value: never }> };
    };
    const { sessions } = (await sightline.request('get-snapshot', {})).value as {
      sessions: { sessionId: string }[];
    };
    const sessionId = sessions.at(-1)?.sessionId;
    const { events } = (
      await sightline.request('get-session-events', { sessionId, afterSeq: 0, limit: 1000 })
    ).value as { events: never[] };
    return events;
  });
}
