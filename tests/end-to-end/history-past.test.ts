import { join } from 'node:path';
import { openDatabase } from '../../main/history/database';
import { expect, test } from '../support/fixtures/fixtures';
import { writePast } from '../support/past-logs';

const dayMs = 86_400_000;

test.use({
  ownConsole: {
    prepare: (dataFolder) => {
      const { database } = openDatabase(join(dataFolder, 'sightline.sqlite'));
      const now = Date.now();
      writePast(database, [
        {
          sessionId: 'session-old',
          customer: 'Tomás Ferreira',
          representative: 'Astrid Holm',
          joinedAt: now - 40 * dayMs,
          entries: [
            ['customer', { kind: 'chat-message-sent', text: 'Photos stopped backing up after the update.' }],
            ['representative', { kind: 'notes-written', text: 'Storage was full.' }],
            ['representative', { kind: 'outcome-set', outcome: 'solved' }],
          ],
        },
        {
          sessionId: 'session-new',
          customer: 'Aiko Tanaka',
          representative: 'Dana Whitfield',
          joinedAt: now - 3 * dayMs,
        },
      ]).close();
    },
  },
});

test('an old session is found by its representative and its day, and is only read', async ({ console }) => {
  const { page } = console;
  await page.getByRole('button', { name: 'History', exact: true }).click();
  const list = page.getByRole('list', { name: 'Sessions' });
  await expect(list.getByRole('button')).toHaveCount(2);
  await expect(list.getByRole('button').first()).toContainText('Aiko Tanaka');

  await page.getByLabel('From').fill(new Date(Date.now() - 10 * dayMs).toISOString().slice(0, 10));
  await expect(list.getByRole('button')).toHaveCount(1);
  await page.getByLabel('From').fill('');
  await expect(list.getByRole('button')).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Representative' }).click();
  await page.getByRole('option', { name: 'Astrid Holm' }).click();
  await expect(list.getByRole('button')).toHaveCount(1);

  await list.getByRole('button', { name: /Tomás Ferreira/ }).click();
  await expect(page.getByText('A past session, read only')).toBeVisible();
  await expect(page.getByRole('log').getByText('Photos stopped backing up')).toBeVisible();
  await expect(page.getByText('Storage was full.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Not solved' })).toHaveCount(0);

  await page.getByRole('main').getByRole('button', { name: 'History' }).click();
  await expect(list.getByRole('button')).toHaveCount(1);
});
