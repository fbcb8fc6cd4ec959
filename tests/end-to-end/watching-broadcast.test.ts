import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures/fixtures';
import { logOf, openTab, videoWire } from '../support/journeys/watching';
import { broadcast, openBroadcast } from '../support/phone/broadcaster';

test.beforeEach(async ({ sharingPhone }) => openTab(sharingPhone.page, 'Screen'));

/** What the broadcaster's connection has sent of sound and video, and whether the console takes each. */
const connectionState = (broadcaster: Page) =>
  broadcaster.evaluate(() => {
    const { connection } = window as unknown as { connection: RTCPeerConnection };
    return {
      state: connection.connectionState,
      directions: connection.getTransceivers().map(({ currentDirection }) => currentDirection),
    };
  });

for (const codec of ['video/VP8', 'video/VP9', 'video/H264']) {
  test(`a broadcaster that is no part of Sightline shows the screen in ${codec} [W1] [W2] [W3]`, async ({
    console,
    sharingPhone: phone,
    broadcaster,
  }) => {
    const { page } = console;
    const canSend = await broadcaster.evaluate(
      (name) => RTCRtpSender.getCapabilities('video')?.codecs.some(({ mimeType }) => mimeType === name),
      codec,
    );
    test.skip(canSend !== true, `this browser cannot send ${codec}`);
    const { address, token } = await openBroadcast(phone.page);
    const posted = await broadcast(broadcaster, { address, token }, codec);
    expect(posted.status).toBe(201);
    await expect(page.getByText('Live: screen')).toBeVisible();
    await expect.poll(async () => (await videoWire(page, 'inbound-rtp')).frames).toBeGreaterThan(5);
    expect((await connectionState(broadcaster)).directions).toEqual(['sendonly', 'sendonly']);
    await expect(page.getByText(codec.replace('video/', '')).first()).toBeVisible();
    const isSilent = await page.evaluate(() =>
      [...document.querySelectorAll('video')].every(
        ({ muted, srcObject }) => muted || (srcObject as MediaStream).getAudioTracks().length === 0,
      ),
    );
    expect(isSilent).toBe(true);
    const started = (await logOf(page)).events.find(({ kind }) => kind === 'source-started');
    expect(started).toMatchObject({ by: 'customer', source: 'screen', method: 'broadcast' });

    const ended = await broadcaster.evaluate(
      async ([url, bearer]) => {
        const answer = await fetch(url ?? '', {
          method: 'DELETE',
          headers: { Authorization: `Bearer ${bearer}` },
        });
        return answer.status;
      },
      [new URL(posted.location ?? '', address).href, token],
    );
    expect(ended).toBe(200);
    await expect(page.getByText('Live: screen')).toBeHidden();
    expect((await logOf(page)).events.at(-1)).toMatchObject({ kind: 'source-stopped', source: 'screen' });
  });
}

test('a wrong token, a second broadcaster and a tab left are answered as they should be [W1] [W2] [W4]', async ({
  console,
  sharingPhone: phone,
  broadcaster,
}) => {
  const { page } = console;
  const { address, token } = await openBroadcast(phone.page);
  expect((await broadcast(broadcaster, { address, token: 'not-the-token' }, 'video/VP8')).status).toBe(401);
  expect((await broadcast(broadcaster, { address, token }, 'video/VP8')).status).toBe(201);
  await expect(page.getByText('Live: screen')).toBeVisible();
  expect((await broadcast(broadcaster, { address, token }, 'video/VP8')).status).toBe(409);

  // The chat is no other source: what is broadcast goes on there.
  await openTab(phone.page, 'Chat');
  await expect(page.getByText('Live: screen')).toBeVisible();
  await openTab(phone.page, 'Camera');
  await expect(page.getByText('Live: screen')).toBeHidden();
  expect((await broadcast(broadcaster, { address, token }, 'video/VP8')).status).toBe(404);
});
