import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { type ConsoleApp, siteAddress } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import { drag, takeTool } from '../support/journeys/annotating';
import { openFileTransfer } from '../support/journeys/files';
import { customerWrites, generateSessionKey, join, representativeWrites } from '../support/journeys/journey';
import { openPhone, type Phone } from '../support/phone/phone';

// Wrong keys are typed, which makes a site slow to answer whoever comes next.
test.use({ ownConsole: {} });

const accept = (console: ConsoleApp, name: string): Promise<void> =>
  console.page.getByRole('button', { name: `Accept ${name}` }).click();

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page of the customer client is accessible, ${colorScheme}`, async ({ console, browser }) => {
    const { page } = console;
    const phone = await openPhone(browser, await siteAddress(page), { colorScheme, reducedMotion: 'reduce' });
    const customer = phone.page;
    await expect(customer.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
    await expectAccessible(customer, 'join, empty');
    await customer.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(customer.getByText('Please type all nine digits')).toBeVisible();
    await expectAccessible(customer, 'join, key missing');
    await join(customer, '000000000', 'Maria Lindqvist', 'Mail stopped working.');
    await expect(customer.getByText('This session key does not work.')).toBeVisible();
    await expectAccessible(customer, 'join, refused');

    await declineOne(console, phone);
    await expectAccessible(customer, 'declined');
    await customer.getByRole('button', { name: 'Start again' }).click();

    await join(customer, await generateSessionKey(page), 'Maria Lindqvist');
    await expect(customer.getByRole('heading', { name: 'You are next' })).toBeVisible();
    await expectAccessible(customer, 'waiting');
    await customer.getByRole('button', { name: 'Leave' }).click();
    await expect(customer.getByRole('dialog')).toBeVisible();
    await expectAccessible(customer, 'leave the queue');
    await customer.getByRole('button', { name: 'Keep waiting' }).click();
    await accept(console, 'Maria Lindqvist');
    await expect(customer.getByText('Nothing is written yet.')).toBeVisible();
    await expectAccessible(customer, 'chat, empty');
    await representativeWrites(page, 'See https://example.com/help please');
    await customerWrites(customer, 'I see it');
    await expect(customer.getByText(/, seen$/)).toBeVisible();
    await expectAccessible(customer, 'chat');
    await customer.getByRole('button', { name: 'https://example.com/help' }).click();
    await expectAccessible(customer, 'open an address');
    await customer.getByRole('button', { name: 'Stay here' }).click();

    await page.getByRole('button', { name: 'Ask to share' }).click();
    await expect(customer.getByRole('button', { name: 'Allow' })).toBeVisible();
    await expectAccessible(customer, 'asked');
    await customer.getByRole('button', { name: 'Allow' }).click();
    await expect(customer.getByRole('button', { name: 'Show the camera' })).toBeVisible();
    await expectAccessible(customer, 'choose');
    await customer.getByRole('button', { name: 'Show the camera' }).click();
    await expect(customer.getByText('Your camera is shared')).toBeVisible();
    await expectAccessible(customer, 'camera, live');
    await expect(page.getByText('Live: camera')).toBeVisible();
    await takeTool(page, 'Arrow');
    await drag(page, [
      [0.6, 0.5],
      [0.4, 0.3],
    ]);
    await expect(
      customer.getByRole('img', { name: 'Frozen picture with one annotation by Dana' }),
    ).toBeVisible();
    await expectAccessible(customer, 'frozen');
    await customer.getByRole('button', { name: 'Hide the frozen picture' }).click();
    await expectAccessible(customer, 'frozen, put aside');
    await page.getByRole('button', { name: 'Clear and resume' }).click();
    await expect(customer.getByText('Your camera is shared')).toBeVisible();
    await customer.getByRole('button', { name: 'Stop', exact: true }).click();
    await expectAccessible(customer, 'stop sharing');
    await customer.getByRole('button', { name: 'Stop sharing' }).click();
    await expect(customer.getByText('Your camera is off')).toBeVisible();
    await expectAccessible(customer, 'camera, off');
    await customer.getByRole('button', { name: 'Chat' }).click();
    await page.getByRole('tab', { name: 'System Information' }).click();
    await page.getByRole('button', { name: 'Ask for system information' }).click();
    const question = customer.getByRole('dialog', { name: 'Dana Whitfield asks for details of your phone' });
    await expect(question).toBeVisible();
    await expectAccessible(customer, 'system information, asked');
    await question.getByRole('button', { name: 'Allow' }).click();
    await expect(customer.getByText(/System information was sent/)).toBeVisible();
    await openFileTransfer(page);
    await page.getByRole('button', { name: 'Ask for file access' }).click();
    const files = customer.getByRole('dialog', { name: 'Dana Whitfield asks to exchange files' });
    await expect(files).toBeVisible();
    await expectAccessible(customer, 'files, asked');
    await files.getByRole('button', { name: 'Allow', exact: true }).click();
    await expect(files).toBeHidden();
    await customer.getByRole('button', { name: 'What Dana Whitfield may do' }).click();
    const list = customer.getByRole('dialog', { name: 'What Dana Whitfield may do' });
    await expect(list.getByRole('button', { name: 'Stop: Read details of your phone' })).toBeVisible();
    await expectAccessible(customer, 'permissions');
    await list.getByRole('button', { name: 'Done' }).click();
    await expect(list).toBeHidden();
    await customer.getByRole('button', { name: 'End the session' }).click();
    await expectAccessible(customer, 'end the session');
    await customer.getByRole('button', { name: 'End session' }).click();
    await expect(customer.getByRole('alert')).toContainText('Nothing is shared.');
    await expectAccessible(customer, 'ended');
  });
}

/** A customer is waiting and is declined with a reason. */
async function declineOne(console: ConsoleApp, phone: Phone): Promise<void> {
  const { page } = console;
  await join(phone.page, await generateSessionKey(page), 'Maria Lindqvist');
  await expect(phone.page.getByRole('heading', { name: 'You are next' })).toBeVisible();
  await page.getByRole('button', { name: 'Decline Maria Lindqvist' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('We close at 17:00 today.');
  await dialog.getByRole('button', { name: /Decline/ }).click();
  await expect(phone.page.getByText('We close at 17:00 today.')).toBeVisible();
}

test('a customer joins, chats, allows and ends by keyboard alone', async ({ console, browser }) => {
  const { page } = console;
  const sessionKey = await generateSessionKey(page);
  const { page: customer } = await openPhone(browser, await siteAddress(page), { hasTouch: false });
  const { keyboard } = customer;
  await expect(customer.getByRole('button', { name: 'Connect', exact: true })).toBeEnabled();
  await keyboard.press('Tab');
  await expect(customer.getByRole('textbox', { name: 'Session key, first three digits' })).toBeFocused();
  await keyboard.type(sessionKey);
  await expect(customer.getByRole('textbox', { name: 'Session key, third three digits' })).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.type('Maria Lindqvist');
  await keyboard.press('Enter');
  await expect(customer.getByRole('heading', { name: 'You are next' })).toBeFocused();
  await accept(console, 'Maria Lindqvist');

  const field = customer.getByRole('textbox', { name: 'Write to Dana' });
  await expect(field).toBeVisible();
  await tabTo(customer, 'Write to Dana');
  await keyboard.type('Hello');
  await keyboard.press('Enter');
  await expect(page.getByRole('log').getByText('Hello')).toBeVisible();

  await keyboard.type('and then ');
  await page.getByRole('button', { name: 'Ask to share' }).click();
  const request = customer.getByRole('dialog', {
    name: 'Dana Whitfield would like to see your camera, screen or a photo',
  });
  await expect(request).toBeVisible();
  // Somebody who is still typing answers nothing by it.
  await keyboard.type('more words ');
  await keyboard.press('Enter');
  await keyboard.press('Escape');
  await expect(request).toBeVisible();
  await keyboard.press('Tab');
  await expect(customer.getByRole('button', { name: 'Allow' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(customer.getByRole('dialog', { name: 'What would you like to show?' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(customer.getByRole('dialog')).toHaveCount(0);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('and then ');

  await tabTo(customer, 'Camera');
  await keyboard.press('Enter');
  await expect(customer.getByText('Your camera is shared')).toBeVisible();
  await tabTo(customer, 'Chat');
  await keyboard.press('Enter');
  await expect(field).toHaveValue('and then ');
  // The camera goes on under the chat, and the red bar says so there too.
  await expect(customer.getByText('Your camera is shared')).toBeVisible();

  await tabTo(customer, 'End the session');
  await keyboard.press('Enter');
  await expect(customer.getByRole('dialog', { name: 'End the session?' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(customer.getByRole('button', { name: 'End the session' })).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(customer.getByRole('heading', { name: 'The session has ended' })).toBeFocused();
});

/** Presses Tab until the control of that name has the focus; fails when it is never reached. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let count = 0; count < 20; count += 1) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (focused === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`"${name}" cannot be reached by keyboard`);
}
