import { type Browser, expect, type Page, test } from '@playwright/test';
import { type ConsoleApp, launchConsole } from '../support/console/console-app';
import { allowSharing, joinSimulated, openTab, playPhone, videoWire } from '../support/journeys/watching';
import { launchPhoneBrowser, type Phone } from '../support/phone/phone';
import { watchMedia } from '../support/phone/watch-media';
import { startTurnServer, type TurnServer } from '../support/wire/turn-server';

let turn: TurnServer;
let console: ConsoleApp;
let browser: Browser;
let phone: Phone;

test.beforeEach(async () => {
  turn = await startTurnServer();
  const settings = { iceServers: [turn.iceServer], relayOnly: true };
  [console, browser] = await Promise.all([launchConsole({ settings }), launchPhoneBrowser()]);
  await console.page.evaluate(watchMedia);
  phone = await joinSimulated(console, browser, 'Maria Lindqvist');
  await allowSharing(console.page, phone.page);
  await openTab(phone.page, 'Camera');
  await expect(console.page.getByText('Live: camera')).toBeVisible();
  await expect.poll(decoded).toBeGreaterThan(3);
});

test.afterEach(async () => {
  await browser.close();
  await console.close();
  await turn.close();
});

const decoded = async (): Promise<number> => (await videoWire(console.page, 'inbound-rtp')).frames;

/** The types of the candidates of each end that the pages' connections use. */
function candidatesInUse(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { connections } = (window as unknown as { watched: { connections: RTCPeerConnection[] } }).watched;
    const types: string[] = [];
    for (const connection of connections) {
      const report = await connection.getStats();
      for (const pair of report.values() as Iterable<Record<string, unknown>>) {
        if (pair.type !== 'candidate-pair' || pair.nominated !== true || pair.state !== 'succeeded') continue;
        for (const id of [pair.localCandidateId, pair.remoteCandidateId]) {
          types.push((report.get(String(id)) as { candidateType: string }).candidateType);
        }
      }
    }
    return types;
  });
}

test('with relays only, video goes through the TURN server at both ends, and says so [V10]', async () => {
  expect(await candidatesInUse(phone.page)).toEqual(['relay', 'relay']);
  expect(await candidatesInUse(console.page)).toEqual(['relay', 'relay']);
  await expect(console.page.getByText('Relayed').first()).toBeVisible();
});

test('frames sent that do not arrive are called a stall, and the picture goes on when they do [V9]', async () => {
  const { page } = console;
  const stalled = page.getByText(/^No new picture for \d+ s\. This is the last one\./);
  turn.hold(true);
  const held = Date.now();
  await expect(stalled).toBeVisible();
  test.info().annotations.push({ type: 'stalled after', description: `${Date.now() - held} ms` });
  turn.hold(false);
  await expect(stalled).toBeHidden();
  const before = await decoded();
  await expect.poll(decoded).toBeGreaterThan(before + 3);
});

test('a picture that stands still sends no frames, and is no stall', async () => {
  const { page } = console;
  await playPhone(phone.page, { freeze: true });
  const sent = async () => (await videoWire(phone.page, 'outbound-rtp')).frames;
  let last = -1;
  await expect
    .poll(
      async () => {
        const before = last;
        last = await sent();
        return last === before;
      },
      { intervals: [1_000] },
    )
    .toBe(true);
  await expect(page.getByText('Live: camera')).toBeVisible();
  await expect(page.getByText(/^No new picture for/)).toBeHidden();
  await playPhone(phone.page, { freeze: false });
  await expect.poll(decoded).toBeGreaterThan(last);
});
