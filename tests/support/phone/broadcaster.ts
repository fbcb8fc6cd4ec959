import { createServer } from 'node:http';
import { type Browser, expect, type Page } from '@playwright/test';

/** Opens a page of another origin, which may read of the site only what its headers let everybody read. */
export async function openBroadcaster(browser: Browser): Promise<{ broadcaster: Page; close: () => void }> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const broadcaster = await context.newPage();
  const elsewhere = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Broadcaster</title>');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const address = elsewhere.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await broadcaster.goto(`http://127.0.0.1:${address.port}/`);
  return { broadcaster, close: () => elsewhere.close() };
}

/** Opens the guide on the phone and reads the address and the token that it shows. */
export async function openBroadcast(phone: Page): Promise<{ address: string; token: string }> {
  await phone.getByRole('button', { name: 'Show me how' }).click();
  const address = await phone.getByRole('textbox', { name: 'Address' }).inputValue();
  const token = await phone.getByRole('textbox', { name: 'Token' }).inputValue();
  expect(address).toMatch(/^https:\/\/localhost:\d+\/whip\/[\w-]{22}$/);
  return { address, token };
}

/** What the site answered to a broadcaster. */
export interface Posted {
  readonly status: number;
  readonly location: string | null;
}

/** Sends a moving picture and a tone by WHIP, with nothing but the browser's own peer connection and fetch. */
export function broadcast(
  broadcaster: Page,
  { address, token }: { readonly address: string; readonly token: string },
  codec: string,
): Promise<Posted> {
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
