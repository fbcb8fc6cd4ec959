import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Tickers } from '../../../../customer/practice/ticker';

/** A worker that ticks as the ticker's own script does, or is refused as a policy refuses it. */
class FakeWorker {
  static refused = false;
  static live = new Set<FakeWorker>();
  onmessage: (() => void) | undefined;
  onerror: (() => void) | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    FakeWorker.live.add(this);
    if (FakeWorker.refused) queueMicrotask(() => this.onerror?.());
  }
  postMessage(milliseconds: number) {
    if (FakeWorker.refused) return;
    clearInterval(this.timer);
    this.timer = setInterval(() => this.onmessage?.(), milliseconds);
  }
  terminate() {
    clearInterval(this.timer);
    FakeWorker.live.delete(this);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', FakeWorker);
  FakeWorker.refused = false;
  FakeWorker.live.clear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ['in a worker', false],
  ['on the page where a worker is refused', true],
])('ticks %s, and leaves no timer once stopped', async (_, refused) => {
  FakeWorker.refused = refused;
  const tick = vi.fn();
  const tickers = new Tickers();
  const ticker = tickers.start(40, tick);
  expect(tickers.running).toBe(1);
  await vi.advanceTimersByTimeAsync(400);
  expect(tick).toHaveBeenCalledTimes(10);
  ticker.setInterval(100);
  await vi.advanceTimersByTimeAsync(400);
  expect(tick).toHaveBeenCalledTimes(14);
  ticker.stop();
  ticker.stop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(tick).toHaveBeenCalledTimes(14);
  expect(tickers.running).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  expect(FakeWorker.live.size).toBe(0);
});

test('does one of the ticks that queued up while the page was busy', () => {
  const tick = vi.fn();
  const tickers = new Tickers();
  const ticker = tickers.start(40, tick);
  const [worker] = FakeWorker.live;
  for (let queued = 0; queued < 5; queued++) worker?.onmessage?.();
  expect(tick).toHaveBeenCalledTimes(1);
  ticker.stop();
});
