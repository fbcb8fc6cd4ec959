import { join } from 'node:path';
import { openDatabase } from '../../main/history/database';
import { expectAccessible } from '../support/accessibility';
import { expect, test } from '../support/fixtures/fixtures';
import { joinAndAccept, representativeWrites } from '../support/journeys/journey';
import { writePast } from '../support/past-logs';

test.use({
  ownConsole: {
    prepare: (dataFolder) => {
      const { database } = openDatabase(join(dataFolder, 'sightline.sqlite'));
      writePast(database, [
        {
          sessionId: 'session-old',
          customer: 'Tomás Ferreira',
          representative: 'Astrid Holm',
          joinedAt: Date.now() - 40 * 86_400_000,
          entries: [
            ['customer', { kind: 'chat-message-sent', text: 'Photos stopped backing up after the update.' }],
            ['representative', { kind: 'notes-written', text: 'Storage was full.' }],
            ['representative', { kind: 'outcome-set', outcome: 'solved' }],
          ],
        },
      ]).close();
    },
  },
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`notes, system information, wrap-up and history are accessible, ${colorScheme}`, async ({
    console,
    browser,
  }) => {
    const { page, app } = console;
    await app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, colorScheme);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const phone = await joinAndAccept(console, browser, 'Maria Lindqvist');
    await representativeWrites(page, 'Which lamp is red on the router?');
    await page.getByRole('button', { name: 'Notes', exact: true }).click();
    const notes = page.getByRole('textbox', { name: 'Notes' });
    await expect(notes).toBeVisible();
    await expectAccessible(page, 'notes');
    await notes.fill('The lamp is red.');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await notes.press('Escape');
    await expect(notes).toBeHidden();

    await page.getByRole('tab', { name: 'System Information' }).click();
    await expectAccessible(page, 'system information, not asked');
    await page.getByRole('button', { name: 'Ask for system information' }).click();
    await phone.page.getByRole('button', { name: 'Allow', exact: true }).click();
    await expect(page.getByRole('region', { name: 'System information' })).toContainText(
      'System and browser',
    );
    await expectAccessible(page, 'system information');

    await page.getByRole('button', { name: 'End session' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
    await page.getByRole('tab', { name: 'Summary' }).click();
    await expect(page.getByRole('heading', { name: 'Session ended' })).toBeVisible();
    // What was noted during the session is gone on with.
    await expect(notes).toHaveValue('The lamp is red.');
    await expect(page.getByRole('log').getByText('Notes written')).toHaveCount(1);
    await expect(phone.page.getByText('Notes written')).toHaveCount(0);
    await expectAccessible(page, 'wrap-up');

    await page.getByRole('button', { name: 'History', exact: true }).click();
    const list = page.getByRole('list', { name: 'Sessions' });
    await expect(list.getByRole('button')).toHaveCount(2);
    await expectAccessible(page, 'history');
    await page.getByRole('textbox', { name: 'Search messages, names and notes' }).fill('backing');
    await expect(list.getByRole('button')).toHaveCount(1);
    await expectAccessible(page, 'history, found');
    await list.getByRole('button', { name: /Tomás Ferreira/ }).click();
    await expect(page.getByText('A past session, read only')).toBeVisible();
    await expectAccessible(page, 'past session');
  });
}
