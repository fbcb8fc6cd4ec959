import { createServer, type Server } from 'node:http';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { type ConsoleApp, launchConsole } from '../support/console/console-app';
import { allowSharing, joinSimulated, logOf, openTab, videoWire } from '../support/journeys/watching';
import { launchPhoneBrowser, type Phone } from '../support/phone/phone';
import { watchMedia } from '../support/phone/watch-media';

let console: ConsoleApp;
let browser: Browser;
let phone: Phone;
let broadcaster: Page;
let elsewhere: Server;

test.beforeEach(async () => {
  [console, browser] = await Promise.all([launchConsole(), launchPhoneBrowser()]);
  await console.page.evaluate(watchMedia);
  phone = await joinSimulated(console, browser, 'Maria Lindqvist');
  await allowSharing(console.page, phone.page);
  await openTab(phone.page, 'Screen');
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  broadcaster = await context.newPage();
  // A page of another origin: what the site answers it may read by the headers for that alone.
  elsewhere = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Broadcaster</title>');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const address = elsewhere.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await broadcaster.goto(`http://127.0.0.1:${address.port}/`);
});

test.afterEach(async () => {
  await browser.close();
  await console.close();
  elsewhere.close();
});

/** The address and the token that the guide on the phone shows. */
async function openBroadcast(): Promise<{ address: string; token: string }> {
  await phone.page.getByRole('button', { name: 'Show me how' }).click();
  const address = await phone.page.getByRole('textbox', { name: 'Address' }).inputValue();
  const token = await phone.page.getByRole('textbox', { name: 'Token' }).inputValue();
  expect(address).toMatch(/^https:\/\/localhost:\d+\/whip\/[\w-]{22}$/);
  return { address, token };
}

interface Posted {
  readonly status: number;
  readonly location: string | null;
}

/** Sends a moving picture and a tone by WHIP, with nothing but the browser's own peer connection and fetch. */
function broadcast(address: string, token: string, codec: string): Promise<Posted> {
  return broadcaster.evaluate(
    async ({ address, token, codec }) => {
      const canvas = document.createElement('canvas');
      canvas.width = 320;
      canvas.height = 240;
      const painter = canvas.getContext('2d');
      let frame = 0;
      setInterval(() => {
        frame += 1;
        if (painter === null) return;
        painter.fillStyle = `hsl(${frame * 7} 80% 50%)`;
        painter.fillRect(0, 0, 320, 240);
      }, 66);
      const audio = new AudioContext();
      const tone = audio.createOscillator();
      const out = audio.createMediaStreamDestination();
      tone.connect(out);
      tone.start();
      const connection = new RTCPeerConnection();
      const [picture] = canvas.captureStream(15).getVideoTracks();
      const [sound] = out.stream.getAudioTracks();
      if (picture === undefined || sound === undefined) throw new Error('nothing to send');
      const video = connection.addTransceiver(picture, { direction: 'sendonly' });
      connection.addTransceiver(sound, { direction: 'sendonly' });
      const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
      video.setCodecPreferences(codecs.filter(({ mimeType }) => mimeType === codec));
      await connection.setLocalDescription(await connection.createOffer());
      await new Promise<void>((resolve) => {
        const look = () => {
          if (connection.iceGatheringState === 'complete') resolve();
        };
        connection.addEventListener('icegatheringstatechange', look);
        look();
      });
      const answer = await fetch(address, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/sdp' },
        body: connection.localDescription?.sdp ?? '',
      });
      const location = answer.headers.get('Location');
      if (answer.status === 201) {
        await connection.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
      }
      (window as unknown as { connection: RTCPeerConnection }).connection = connection;
      return { status: answer.status, location };
    },
    { address, token, codec },
  );
}

/** What the broadcaster's connection has sent of sound and video, and whether the console takes each. */
const connectionState = () =>
  broadcaster.evaluate(() => {
    const { connection } = window as unknown as { connection: RTCPeerConnection };
    return {
      state: connection.connectionState,
      directions: connection.getTransceivers().map(({ currentDirection }) => currentDirection),
    };
  });

for (const codec of ['video/VP8', 'video/VP9', 'video/H264']) {
  test(`a broadcaster that is no part of Sightline shows the screen in ${codec} [W1] [W2] [W3]`, async () => {
    const { page } = console;
    const canSend = await broadcaster.evaluate(
      (name) => RTCRtpSender.getCapabilities('video')?.codecs.some(({ mimeType }) => mimeType === name),
      codec,
    );
    test.skip(canSend !== true, `this browser cannot send ${codec}`);
    const { address, token } = await openBroadcast();
    const posted = await broadcast(address, token, codec);
    expect(posted.status).toBe(201);
    await expect(page.getByText('Live: screen')).toBeVisible();
    await expect.poll(async () => (await videoWire(page, 'inbound-rtp')).frames).toBeGreaterThan(5);
    expect((await connectionState()).directions).toEqual(['sendonly', 'sendonly']);
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

test('a wrong token, a second broadcaster and a tab left are answered as they should be [W1] [W2] [W4]', async () => {
  const { page } = console;
  const { address, token } = await openBroadcast();
  expect((await broadcast(address, 'not-the-token', 'video/VP8')).status).toBe(401);
  expect((await broadcast(address, token, 'video/VP8')).status).toBe(201);
  await expect(page.getByText('Live: screen')).toBeVisible();
  expect((await broadcast(address, token, 'video/VP8')).status).toBe(409);

  // The chat is no other source: what is broadcast goes on there.
  await openTab(phone.page, 'Chat');
  await expect(page.getByText('Live: screen')).toBeVisible();
  await openTab(phone.page, 'Camera');
  await expect(page.getByText('Live: screen')).toBeHidden();
  expect((await broadcast(address, token, 'video/VP8')).status).toBe(404);
});
