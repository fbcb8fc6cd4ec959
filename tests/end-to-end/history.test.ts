import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { ConsoleApp } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import { customerWrites, representativeWrites } from '../support/journeys/journey';
import { allowSharing, loggedEvent, logOf, openTab } from '../support/journeys/watching';

/** The system's save dialog answers with `path`. */
async function saveTo(console: ConsoleApp, path: string): Promise<void> {
  await console.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

async function endSession(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'End session' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
  await expect(page.getByRole('heading', { name: 'Session ended' })).toBeVisible();
}

test('a session is wrapped up, found again by what was noted, read, exported and deleted', async ({
  console,
  simulatedPhone: phone,
}) => {
  const { page, dataFolder } = console;
  await representativeWrites(page, 'Which lamp is red on the router?');
  await customerWrites(phone.page, 'The one named INTERNET, next to the grey cable.');
  await expect(page.getByRole('log').getByText('next to the grey cable')).toBeVisible();
  await allowSharing(page, phone.page);
  await openTab(phone.page, 'Camera');
  await expect(page.getByText('Live: camera')).toBeVisible();
  await page.getByRole('button', { name: 'Snapshot' }).click();
  const { hash } = (await loggedEvent(page, 'snapshot-saved')).blob as { hash: string };
  const { sessionId } = await logOf(page);
  await endSession(page);

  const rail = page.getByRole('navigation', { name: 'Sessions' });
  await expect(rail.getByText('Notes to write')).toBeVisible();
  await page.getByRole('button', { name: 'Follow up' }).click();
  await expect(page.getByRole('button', { name: 'Follow up' })).toHaveAttribute('aria-pressed', 'true');
  await page
    .getByRole('textbox', { name: 'Notes' })
    .fill('Zyxel firmware is from 2019; call back on Tuesday.');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(rail.getByText('Notes to write')).toBeHidden();
  expect((await loggedEvent(page, 'notes-written')).text).toContain('Zyxel');
  await expect(page.getByRole('region', { name: 'Captured' }).getByText(/^Snapshot, /)).toBeVisible();

  await page.getByRole('button', { name: 'History', exact: true }).click();
  const list = page.getByRole('list', { name: 'Sessions' });
  await expect(list.getByRole('button')).toHaveCount(1);
  const search = page.getByRole('textbox', { name: 'Search messages, names and notes' });
  await search.fill('nothing like this');
  await expect(page.getByText('No session matches.')).toBeVisible();
  await search.fill('zyxel firm');
  const row = list.getByRole('button', { name: /Maria Lindqvist/ });
  await expect(row).toContainText('Follow up');
  await expect(row.locator('mark').first()).toHaveText(/zyxel/i);
  await row.click();
  await expect(page.getByRole('heading', { name: 'Session ended' })).toBeVisible();
  await expect(page.getByRole('log').getByText('Notes written').last()).toBeVisible();

  const transcript = join(dataFolder, 'transcript.json');
  await saveTo(console, transcript);
  await page.getByRole('button', { name: 'Export transcript' }).click();
  await page.getByRole('menuitem', { name: /JSON/ }).click();
  await expect(page.getByText('Saved as transcript.json')).toBeVisible();
  expect(readFileSync(transcript, 'utf8')).toContain('next to the grey cable');

  const kept = join(dataFolder, 'sessions', sessionId, hash);
  expect(existsSync(kept)).toBe(true);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('No session matches.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all sessions' }).click();
  await expect(page.getByText('No sessions yet. Each session')).toBeVisible();
  await expect(rail.getByText('Maria Lindqvist')).toBeHidden();
  expect(existsSync(kept)).toBe(false);
});

test('system information is asked for, read twice, searched and saved', async ({
  console,
  simulatedPhone: phone,
}) => {
  const { page, dataFolder } = console;
  await page.getByRole('tab', { name: 'System Information' }).click();
  await page.getByRole('button', { name: 'Ask for system information' }).click();
  await expect(page.getByText(/^Asked Maria, 0:/)).toBeVisible();
  await phone.page.getByRole('button', { name: 'Allow' }).click();
  const panel = page.getByRole('region', { name: 'System information' });
  await expect(panel.getByText('System and browser')).toBeVisible();
  const first = await loggedEvent(page, 'system-information-reported');

  await phone.page.setViewportSize({ width: 844, height: 390 });
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect
    .poll(async () => (await loggedEvent(page, 'system-information-reported')).seq)
    .toBeGreaterThan(first.seq);
  await page.getByText(/^Changed \d+$/).click();
  await expect(panel.getByText(/^was /).first()).toBeVisible();
  await page.getByText(/^Unavailable \d+$/).click();
  await expect(panel.getByText('Not available on this device').first()).toBeVisible();
  await page.getByText(/^All \d+$/).click();
  await page.getByRole('textbox', { name: 'Find a value' }).fill('language');
  await expect(panel.getByText('Language and time')).toBeVisible();
  await expect(panel.getByText('System and browser')).toBeHidden();

  await saveTo(console, join(dataFolder, 'phone.csv'));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: /CSV/ }).click();
  await expect(page.getByText('Saved as phone.csv')).toBeVisible();
  expect(readFileSync(join(dataFolder, 'phone.csv'), 'utf8')).toContain('Section,Item,Value,Unit,Source');
});

test('an entry of the log is found, gone to and copied, and a filter shows a part of it', async ({
  console,
  simulatedPhone: phone,
}) => {
  const { page, app } = console;
  for (const text of ['Open Settings first.', 'Then Mail.', 'Then Accounts.']) {
    await representativeWrites(page, text);
    await expect(phone.page.getByText(text)).toBeVisible();
  }
  const log = page.getByRole('log');
  await page.keyboard.press('Control+f');
  const field = page.getByRole('textbox', { name: /^Find in the session log/ });
  await field.fill('THEN');
  await expect(page.getByText('2 of 2')).toBeVisible();
  await field.press('Enter');
  await expect(page.getByText('1 of 2')).toBeVisible();
  await field.press('Escape');
  await expect(field).toBeHidden();

  await log.getByText('Then Mail.').click();
  await log.press('Shift+ArrowDown');
  await expect(page.getByText('2 entries chosen')).toBeVisible();
  await log.press('Control+c');
  await expect(page.getByText('2 entries chosen, copied')).toBeVisible();
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(
    /^\d\d:\d\d:\d\d Dana, you: Then Mail\.\n\d\d:\d\d:\d\d Dana, you: Then Accounts\.$/,
  );

  await page.getByText('Messages', { exact: true }).click();
  await expect(log.getByText(/^Session started/)).toBeHidden();
  await page.getByText('Files', { exact: true }).click();
  await expect(log.getByText('No files yet')).toBeVisible();
});
