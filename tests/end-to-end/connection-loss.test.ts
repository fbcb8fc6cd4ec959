import { expect, test } from '../support/fixtures/fixtures';
import { freePort } from '../support/free-port';
import {
  customerWrites,
  joinAndAccept,
  representativeWrites,
  sessionEvents,
  shareCamera,
} from '../support/journeys/journey';
import { receivedVideo } from '../support/phone/watch-media';

test('a phone without WebSocket joins, chats and shares over the event stream [C3] [C4]', async ({
  console,
  browser,
}) => {
  const { page } = console;
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist', async ({ context }) => {
    await context.addInitScript(() => {
      window.WebSocket = new Proxy(window.WebSocket, {
        construct: (target, [address]: [string]) =>
          Reflect.construct(target, [address.replace('/session', '/no-such-path')]) as WebSocket,
      });
    });
  });
  await representativeWrites(page, 'Hello over the stream');
  await expect(phone.page.getByText('Hello over the stream')).toBeVisible();
  await customerWrites(phone.page, 'Hello by post');
  await expect(page.getByRole('log').getByText('Hello by post')).toBeVisible();
  await shareCamera(page, phone.page);
  await expect.poll(async () => (await receivedVideo(page)).frames).toBeGreaterThan(5);
});

test('a network that is away for a while loses and doubles nothing [C8] [S3] [S6]', async ({
  console,
  browser,
}) => {
  const { page } = console;
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist');
  await customerWrites(phone.page, 'before');
  await expect(page.getByRole('log').getByText('before')).toBeVisible();

  // The socket is closed under the page, and no new one opens until the network is back.
  await phone.context.setOffline(true);
  await phone.page.evaluate(() => {
    const { watched } = window as unknown as { watched: { sockets: WebSocket[] } };
    for (const socket of watched.sockets) socket.close();
  });
  await expect(phone.page.getByText('Reconnecting… Your messages are kept.')).toBeVisible();
  await customerWrites(phone.page, 'typed offline, first');
  await customerWrites(phone.page, 'typed offline, second');
  await expect(phone.page.getByText('waiting to send').first()).toBeVisible();
  await expect(page.getByText(/Reconnecting/).first()).toBeVisible();
  await representativeWrites(page, 'said meanwhile');
  await phone.context.setOffline(false);

  await expect(phone.page.getByText('said meanwhile')).toBeVisible();
  await expect(page.getByRole('log').getByText('typed offline, second')).toBeVisible();
  await expect(phone.page.getByText('waiting to send')).toHaveCount(0);
  const texts = (await sessionEvents(page)).flatMap(({ text }) => (text === undefined ? [] : [text]));
  expect(texts).toEqual(['before', 'said meanwhile', 'typed offline, first', 'typed offline, second']);
});

test('a reloaded page is back in its session with the whole log [S6]', async ({ console, browser }) => {
  const { page } = console;
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist');
  await representativeWrites(page, 'Hello Maria');
  await customerWrites(phone.page, 'Hello Dana');
  await expect(page.getByRole('log').getByText('Hello Dana')).toBeVisible();
  await phone.page.reload();
  await expect(phone.page.getByText('Hello Maria')).toBeVisible();
  await expect(phone.page.getByText('Hello Dana')).toBeVisible();
  await customerWrites(phone.page, 'after the reload');
  await expect(page.getByRole('log').getByText('after the reload')).toBeVisible();
});

test('a console that is started again has its session, and the phone and its video come back by themselves [V3]', async ({
  browser,
  launch,
}) => {
  const console = await launch({ settings: { port: await freePort() } });
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist');
  await customerWrites(phone.page, 'before the restart');
  await shareCamera(console.page, phone.page);
  const { dataFolder } = console;
  await console.close({ keepData: true });
  await expect(phone.page.getByText(/Reconnecting/).first()).toBeVisible();

  const { page } = await launch({ dataFolder });
  await page
    .getByRole('button', { name: /Maria Lindqvist/ })
    .first()
    .click();
  await expect(page.getByRole('log').getByText('before the restart')).toBeVisible();
  await expect(page.getByText('Live: camera')).toBeVisible();
  await expect(page.locator('video')).toBeVisible();
  const time = (): Promise<number> =>
    page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
  const before = await time();
  await expect.poll(time).toBeGreaterThan(before);
});
