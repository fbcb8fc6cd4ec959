import { killConsole, newDataFolder } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import { freePort } from '../support/free-port';
import {
  customerWrites,
  joinAndAccept,
  representativeWrites,
  sessionEvents,
} from '../support/journeys/journey';

test('closing the console with an open session asks first, and “Keep open” keeps it open', async ({
  console,
  phone,
}) => {
  const asked = await console.app.evaluate(async ({ BrowserWindow, dialog }) => {
    const questions: string[] = [];
    dialog.showMessageBox = (_window: unknown, options?: { message: string }) => {
      questions.push(options?.message ?? '');
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
    for (const window of BrowserWindow.getAllWindows()) window.close();
    await new Promise((resolve) => setImmediate(resolve));
    return questions;
  });
  expect(asked).toEqual(['The session with Maria Lindqvist is still open.']);
  await customerWrites(phone.page, 'still here');
  await expect(console.page.getByRole('log').getByText('still here')).toBeVisible();
});

test('a real console killed with SIGKILL again and again has every entry that either side had seen', async ({
  launch,
  browser,
}) => {
  // A port of its own, so that the phone finds the console again where it was.
  const dataFolder = await newDataFolder({ port: await freePort() });
  let console = await launch({ dataFolder });
  /** Entries as the phone was sent them, by `seq`. */
  const onPhone = new Map<number, string>();
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist', async ({ page }) => {
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        const message = JSON.parse(payload.toString()) as { events?: { seq: number; commandId: string }[] };
        for (const { seq, commandId } of message.events ?? []) onPhone.set(seq, commandId);
      }),
    );
  });
  const kills = 4;
  for (let kill = 1; kill <= kills; kill += 1) {
    await representativeWrites(console.page, `from the console ${kill}`);
    await customerWrites(phone.page, `from the phone ${kill}`);
    await expect(console.page.getByRole('log').getByText(`from the phone ${kill}`)).toBeVisible();
    const shown = (await sessionEvents(console.page)).map(({ seq, commandId }) => [seq, commandId] as const);
    await killConsole(console);
    // Typed while there is no console: it is sent once there is one again.
    await customerWrites(phone.page, `while it was gone ${kill}`);
    console = await launch({ dataFolder });
    const { page } = console;
    await page
      .getByRole('button', { name: /Maria Lindqvist/ })
      .first()
      .click();
    await expect(page.getByRole('log').getByText(`while it was gone ${kill}`)).toBeVisible();
    const log = new Map((await sessionEvents(page)).map(({ seq, commandId }) => [seq, commandId]));
    for (const [seq, commandId] of [...shown, ...onPhone]) expect(log.get(seq)).toBe(commandId);
  }
  const texts = (await sessionEvents(console.page)).flatMap(({ text }) => text ?? []);
  expect(new Set(texts).size).toBe(kills * 3);
  expect(texts).toHaveLength(kills * 3);
  const counts = `${kills} kills of a real console, ${onPhone.size} entries on the phone, 0 lost`;
  process.stdout.write(`${counts}\n`);
  test.info().annotations.push({ type: 'kill test', description: counts });
});
