import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ScreenController } from '../../../../customer/screen/screen-controller';
import type { SessionClient } from '../../../../customer/session/session-client';
import type { VideoSender } from '../../../../customer/video/video-sender';

class FakeTrack extends EventTarget {
  stopped = false;
  stop(): void {
    this.stopped = true;
  }
}

function parts(pane: object, answer: (track: FakeTrack) => Promise<object>) {
  const happened: string[] = [];
  const track = new FakeTrack();
  const stream = { getVideoTracks: () => [track], getTracks: () => [track] };
  vi.stubGlobal('navigator', { mediaDevices: { getDisplayMedia: () => answer(track).then(() => stream) } });
  vi.stubGlobal('window', globalThis);
  const client = {
    getState: () => ({ kind: 'in-session', state: { phase: 'active', pane } }),
    command: ({ kind }: { kind: string }) => happened.push(kind),
  };
  const sender = { show: () => happened.push('show'), hide: async () => void happened.push('hide') };
  const screen = new ScreenController(client as unknown as SessionClient, sender as unknown as VideoSender);
  return { screen, happened, track };
}
const chosen = async (): Promise<object> => ({});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('counts 3, 2, 1 and shows nothing before; unasked, starting allows sharing', async () => {
  const { screen, happened } = parts({ kind: 'not-requested' }, chosen);
  await screen.start();
  for (const left of [3, 2, 1]) {
    expect(screen.getState()).toMatchObject({ kind: 'counting', left });
    expect(happened).toEqual([]);
    vi.advanceTimersByTime(1_000);
  }
  expect(screen.getState().kind).toBe('on');
  expect(happened).toEqual(['allow-sharing', 'start-source', 'show']);
});

test('called off during the count, nothing was shared and the capture ends', async () => {
  const { screen, happened, track } = parts({ kind: 'allowed' }, chosen);
  await screen.start();
  vi.advanceTimersByTime(1_500);
  screen.stop(false);
  vi.advanceTimersByTime(5_000);
  expect(happened).toEqual([]);
  expect(track.stopped).toBe(true);
  expect(screen.getState()).toEqual({ kind: 'off' });
});

test("the browser's own stop button stops it here and in the log", async () => {
  const { screen, happened, track } = parts({ kind: 'allowed' }, chosen);
  await screen.start();
  vi.advanceTimersByTime(3_000);
  track.dispatchEvent(new Event('ended'));
  expect(happened).toEqual(['start-source', 'show', 'hide', 'stop-source']);
});

test('a choice called off is said here and is no news in the log', async () => {
  const refusal = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  const { screen, happened } = parts({ kind: 'allowed' }, refusal);
  await screen.start();
  expect(screen.getState()).toEqual({ kind: 'failed', failure: 'permission-denied' });
  expect(happened).toEqual([]);
});
