import { join } from 'node:path';
import { openDatabase } from '../../main/history/database';
import type { Author, EventBody } from '../../shared/session/session-event';
import type { ConsoleApp } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import { type PastSession, writePast } from '../support/past-logs';

const lengths = { short: 100, long: 100_000 } as const;

/** A session that ended a moment ago, with that many entries, mostly chat. */
function session(sessionId: string, customer: string, entries: number, now: number): PastSession {
  const said = Array.from({ length: entries - 3 }, (_, at): readonly [Author, EventBody] => [
    at % 2 === 0 ? 'representative' : 'customer',
    { kind: 'chat-message-sent', text: `Message ${at + 1} of ${customer}` },
  ]);
  return { sessionId, customer, joinedAt: now - entries * 1000, entries: said };
}

test.use({
  ownConsole: {
    prepare: (dataFolder) => {
      const { database } = openDatabase(join(dataFolder, 'sightline.sqlite'));
      // A hundred thousand flushes to disk are not what is looked at here.
      database.exec('PRAGMA synchronous = OFF');
      const now = Date.now();
      writePast(database, [
        session('session-short', 'Sven Short', lengths.short, now),
        session('session-long', 'Lena Long', lengths.long, now),
      ]).close();
    },
  },
});

/** How long from the press on a session in the rail until its newest message stands on the screen, in milliseconds. */
function opening(console: ConsoleApp, name: string, newest: string): Promise<number> {
  return console.page.evaluate(
    async ({ name, newest }) => {
      const rows = [...document.querySelectorAll<HTMLElement>('nav[aria-label="Sessions"] button')];
      const row = rows.find(({ textContent }) => textContent.includes(name));
      const begun = performance.now();
      row?.click();
      const stands = () => document.querySelector('[role="log"]')?.textContent.includes(newest) === true;
      while (!stands()) await new Promise(requestAnimationFrame);
      return performance.now() - begun;
    },
    { name, newest },
  );
}

test('a log of 100,000 entries opens at its newest, is found in and scrolled, with few rows in the document', async ({
  console,
}) => {
  const { page } = console;
  await expect(page.getByRole('navigation', { name: 'Sessions' }).getByText('Lena Long')).toBeVisible();
  const short = await opening(console, 'Sven Short', `Message ${lengths.short - 3} of Sven Short`);
  const long = await opening(console, 'Lena Long', `Message ${lengths.long - 3} of Lena Long`);
  const log = page.getByRole('log');
  const rowsShown = () => log.locator('[data-index]').count();
  expect(await rowsShown()).toBeLessThan(80);

  await page.keyboard.press('Control+f');
  const field = page.getByRole('textbox', { name: /^Find in the session log/ });
  await field.fill('message 4321 of');
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible();
  await expect(log.getByText('Message 4321 of Lena Long')).toBeVisible();
  expect(await rowsShown()).toBeLessThan(80);
  await field.press('Escape');
  await log.focus();
  await log.press('Home');
  await expect(log.getByText('Message 1 of Lena Long')).toBeVisible();
  const heap = await page.evaluate(
    () => (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0,
  );
  test.info().annotations.push({
    type: 'measured',
    description: `opened: 100 entries ${Math.round(short)} ms, 100,000 entries ${Math.round(long)} ms; heap ${Math.round(heap / 1e6)} MB`,
  });
});
