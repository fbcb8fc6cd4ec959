import { expect, test } from '../support/fixtures/fixtures';
import {
  customerWrites,
  joinAndAccept,
  representativeWrites,
  sessionEvents,
  shareCamera,
} from '../support/journeys/journey';
import { receivedVideo } from '../support/phone/watch-media';

/** From now on, while `window.isDark`, sockets that are open neither send nor hear, though nobody closes them. */
function makeSocketsDarken(): void {
  const isDark = (): boolean => (window as unknown as { isDark?: boolean }).isDark === true;
  const Real = window.WebSocket;
  window.WebSocket = new Proxy(Real, {
    construct: (target, args, newTarget) => {
      const socket = Reflect.construct(target, args, newTarget) as WebSocket;
      const send = socket.send.bind(socket);
      socket.send = (data) => {
        if (!isDark()) send(data);
      };
      for (const kind of ['message', 'close', 'error']) {
        socket.addEventListener(kind, (event) => {
          if (isDark()) event.stopImmediatePropagation();
        });
      }
      return socket;
    },
  });
}

test('a network that goes dark is noticed by heartbeats on both sides, and all comes back by itself [C7] [C8] [V3]', async ({
  console,
  browser,
}) => {
  const { page } = console;
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist', async ({ context }) => {
    await context.addInitScript(makeSocketsDarken);
  });
  await shareCamera(page, phone.page);
  await expect.poll(async () => (await receivedVideo(page)).frames).toBeGreaterThan(5);

  const dark = Date.now();
  await phone.context.setOffline(true);
  await phone.page.evaluate(() => {
    (window as unknown as { isDark: boolean }).isDark = true;
  });
  const note = (type: string, since: number): void => {
    test.info().annotations.push({ type, description: `${Date.now() - since} ms` });
  };
  await Promise.all([
    expect(phone.page.getByText('Reconnecting… Your messages are kept.'))
      .toBeVisible()
      .then(() => note('the phone says so after', dark)),
    expect
      .poll(async () => (await sessionEvents(page)).map(({ kind }) => kind), {
        intervals: [100],
      })
      .toContain('customer-connection-lost')
      .then(() => note('the console says so after', dark)),
  ]);
  await phone.page.getByRole('button', { name: 'Chat' }).click();
  await customerWrites(phone.page, 'typed in the dark');
  await representativeWrites(page, 'said in the dark');
  // The words change once the outage has lasted long enough to do something about it.
  await expect(phone.page.getByText(/No connection\. Check Wi-Fi/)).toBeVisible();
  note('the network was away for', dark);

  const back = Date.now();
  await phone.page.evaluate(() => {
    (window as unknown as { isDark: boolean }).isDark = false;
  });
  await phone.context.setOffline(false);
  await expect(page.getByRole('log').getByText('typed in the dark')).toBeVisible();
  note('resumed after', back);
  await expect(phone.page.getByText('said in the dark')).toBeVisible();
  await expect(page.getByText('Live: camera')).toBeVisible();
  const before = (await receivedVideo(page)).frames;
  await expect.poll(async () => (await receivedVideo(page)).frames).toBeGreaterThan(before + 5);

  const events = await sessionEvents(page);
  const texts = events.flatMap(({ text }) => (text === undefined ? [] : [text]));
  expect(texts).toEqual(['said in the dark', 'typed in the dark']);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  const presence = events.map(({ kind }) => kind).filter((kind) => /connection-lost|reconnected/.test(kind));
  expect(presence).toEqual(['customer-connection-lost', 'customer-reconnected']);
});
