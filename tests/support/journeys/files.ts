import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import type { ConsoleApp } from '../console/console-app';
import type { Phone } from '../phone/phone';
import { joinAndAccept } from './journey';

export type PaneName = 'This computer' | 'Customer’s files';

/** A customer who was accepted, asked for file access and allowed it; the console shows the File Transfer tab. */
export async function joinWithFiles(console: ConsoleApp, browser: Browser, name: string): Promise<Phone> {
  const phone = await joinAndAccept(console, browser, name);
  await openFileTransfer(console.page);
  await console.page.getByRole('button', { name: 'Ask for file access' }).click();
  await phone.page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(listOf(console.page, 'Customer’s files')).toBeVisible();
  await filesAreOpen(console.page);
  return phone;
}

/** Opens the File Transfer tab. */
export async function openFileTransfer(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^File Transfer/ }).click();
}

/** Waits until the phone has opened its road, however long its page takes to come back. */
export async function filesAreOpen(page: Page): Promise<void> {
  await expect(page.getByText(/Transfers go on (then|when)/)).toBeHidden();
  await expect(paneOf(page, 'Customer’s files').getByRole('alert')).toBeHidden();
}

/** Lets the console use a folder, as if the person had chosen it in the system's dialog, and shows it. */
export async function grantFolder(
  { app, page }: Pick<ConsoleApp, 'app' | 'page'>,
  folder: string,
): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, folder);
  await paneOf(page, 'This computer')
    .getByRole('button', { name: /other folders/i })
    .click();
  await page.getByRole('menuitem', { name: 'Add a folder' }).click();
  await expect(page.getByRole('menu')).toBeHidden();
}

/** One side of the File Transfer tab. */
export function paneOf(page: Page, pane: PaneName): Locator {
  return page.getByRole('region', { name: pane, exact: true });
}

/** The list of one side. */
export function listOf(page: Page, pane: PaneName): Locator {
  return paneOf(page, pane).getByRole('grid');
}

/** An entry of a list, by its exact name. */
export function entryOf(page: Page, pane: PaneName, name: string): Locator {
  return listOf(page, pane).locator(`[data-name=${JSON.stringify(name)}]`);
}

/** Selects entries of a list. */
export async function select(page: Page, pane: PaneName, ...names: readonly string[]): Promise<void> {
  for (const [index, name] of names.entries()) {
    await entryOf(page, pane, name).click({ modifiers: index === 0 ? [] : ['ControlOrMeta'] });
  }
}

/** Sends what is selected on this computer. */
export async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Send to .* phone$/ }).click();
}

/** Fetches what is selected among the customer's files. */
export async function fetchSelected(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Fetch from .* phone$/ }).click();
}

/** A transfer of the queue, by its file's name. */
export function transferOf(page: Page, name: string): Locator {
  return page
    .getByRole('region', { name: 'Transfers' })
    .getByRole('listitem')
    .filter({ has: page.getByTitle(name, { exact: true }) });
}

/** Where the queue says that a file arrived as it was sent. */
export function verified(page: Page): Locator {
  return page.getByRole('region', { name: 'Transfers' }).getByText('Verified', { exact: true });
}

/** The entries of the log of this kind, by way of IPC. */
export async function fileEvents(page: Page, kind: string): Promise<readonly Record<string, unknown>[]> {
  const events = await page.evaluate(async () => {
    const { sightline } = window as unknown as {
      sightline: { request: (name: string, args: unknown) => Promise<{ value: never }> };
    };
    const { sessions } = (await sightline.request('get-snapshot', {})).value as {
      sessions: { sessionId: string }[];
    };
    const sessionId = sessions.at(-1)?.sessionId;
    const answer = await sightline.request('get-session-events', { sessionId, afterSeq: 0, limit: 1000 });
    return (answer.value as { events: Record<string, unknown>[] }).events;
  });
  return events.filter((event) => event.kind === kind);
}

/** SHA-256 of a file on this computer, in hexadecimal. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** What the phone keeps in its sandbox is read by fetching it back; this adds files on the phone instead. */
export async function addOnPhone(
  phone: Page,
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
): Promise<void> {
  await openFilesTab(phone);
  await phone
    .getByLabel('Files to add')
    .setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: bytes })),
    );
}

/** Opens the phone's Files tab. */
export async function openFilesTab(phone: Page): Promise<void> {
  await phone
    .getByRole('navigation', { name: 'What you see and show' })
    .getByText('Files', { exact: true })
    .click();
}
