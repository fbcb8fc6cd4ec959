import type { Page } from '@playwright/test';
import type { ConsoleApp } from '../support/console/console-app';
import { test as base, expect } from '../support/fixtures/fixtures';
import { playPhone, videoWire } from '../support/journeys/watching';
import { startTurnServer, type TurnServer } from '../support/wire/turn-server';

/** Both ends go through a TURN server only. */
const test = base.extend<{ readonly turn: TurnServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from the pattern.
  turn: async ({}, use) => {
    const turn = await startTurnServer();
    await use(turn);
    await turn.close();
  },
  ownConsole: async ({ turn }, use) => {
    await use({ settings: { iceServers: [turn.iceServer], relayOnly: true } });
  },
});

// Every test begins with a live camera.
test.beforeEach(({ camera: _camera }) => undefined);

const decoded = async (console: ConsoleApp): Promise<number> =>
  (await videoWire(console.page, 'inbound-rtp')).frames;

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

test('with relays only, video goes through the TURN server at both ends, and says so [V10]', async ({
  console,
  camera: phone,
}) => {
  expect(await candidatesInUse(phone.page)).toEqual(['relay', 'relay']);
  expect(await candidatesInUse(console.page)).toEqual(['relay', 'relay']);
  await expect(console.page.getByText('Relayed').first()).toBeVisible();
});

test('frames sent that do not arrive are called a stall, and the picture goes on when they do [V9]', async ({
  turn,
  console,
}) => {
  const { page } = console;
  const stalled = page.getByText(/^No new picture for \d+ s\. This is the last one\./);
  turn.hold(true);
  const held = Date.now();
  await expect(stalled).toBeVisible();
  test.info().annotations.push({ type: 'stalled after', description: `${Date.now() - held} ms` });
  turn.hold(false);
  await expect(stalled).toBeHidden();
  const before = await decoded(console);
  await expect.poll(() => decoded(console)).toBeGreaterThan(before + 3);
});

test('a picture that stands still sends no frames, and is no stall', async ({ console, camera: phone }) => {
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
  await expect.poll(() => decoded(console)).toBeGreaterThan(last);
});
