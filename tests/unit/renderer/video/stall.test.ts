import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HealthWatch } from '../../../../renderer/video/health-watch';
import type { Reception } from '../../../../renderer/video/video-receiver';

/** A phone that sends `fps` frames a second, and a road that may break. */
function start() {
  let sent = 0;
  let decoded = 0;
  let fps = 20;
  let isBroken = false;
  let reception: Reception = { kind: 'connected', peerId: 'peer-one', stream: null };
  const frames = new Set<(total: number) => void>();
  const listeners = new Set<() => void>();
  const sending = setInterval(() => {
    sent += fps / 20;
    if (!isBroken) decoded += fps / 20;
  }, 50);
  const telling = setInterval(() => {
    for (const listener of frames) listener(Math.floor(sent));
  }, 1000);
  const statistics = vi.fn(async () => [
    { type: 'inbound-rtp', kind: 'video', framesDecoded: Math.floor(decoded) },
  ]);
  const watch = new HealthWatch({
    statistics,
    reception: () => reception,
    onFramesSent: (listener) => {
      frames.add(listener);
      return () => frames.delete(listener);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    readClock: () => Date.now(),
  });
  return {
    watch,
    statistics,
    sendOne: () => {
      sent += 1;
      if (!isBroken) decoded += 1;
    },
    setFps: (value: number) => {
      fps = value;
    },
    setBroken: (value: boolean) => {
      isBroken = value;
    },
    replace: (next: Reception) => {
      reception = next;
      for (const listener of listeners) listener();
    },
    /** The page is closed: nothing more is sent, and nothing is said of it. */
    goAway: () => {
      clearInterval(sending);
      clearInterval(telling);
    },
    close: () => {
      clearInterval(sending);
      clearInterval(telling);
    },
  };
}

describe('stall detection', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
  });
  afterEach(() => vi.useRealTimers());

  it('says nothing while pictures flow', async () => {
    const { watch, close } = start();
    const changed = vi.fn();
    const stop = watch.watch(changed);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(watch.health()).toEqual({ stalledSince: null });
    expect(changed).not.toHaveBeenCalled();
    stop();
    close();
  });

  it.each([0, 100, 350, 420, 610, 850, 990])(
    'notices within two seconds that frames sent do not arrive, %i ms after a count',
    async (offset) => {
      const { watch, setBroken, close } = start();
      const stop = watch.watch(() => undefined);
      await vi.advanceTimersByTimeAsync(5000 + offset);
      setBroken(true);
      const brokenAt = Date.now();
      await vi.advanceTimersByTimeAsync(2000);
      const { stalledSince } = watch.health();
      expect(stalledSince).not.toBeNull();
      expect(Math.abs((stalledSince ?? 0) - brokenAt)).toBeLessThanOrEqual(1000);
      stop();
      close();
    },
  );

  it.each([0, 130, 480, 770, 990])(
    'notices within three seconds that the page is gone, %i ms after its last word',
    async (offset) => {
      const { watch, goAway, close } = start();
      const stop = watch.watch(() => undefined);
      await vi.advanceTimersByTimeAsync(5000 + offset);
      goAway();
      const goneAt = Date.now();
      await vi.advanceTimersByTimeAsync(3000);
      const { stalledSince } = watch.health();
      expect(stalledSince).not.toBeNull();
      // Counted from the last picture, not from when that was noticed.
      expect(Math.abs((stalledSince ?? 0) - goneAt)).toBeLessThanOrEqual(600);
      stop();
      close();
    },
  );

  it('takes a still screen as healthy, however long, and each single frame of it', async () => {
    const { watch, setFps, sendOne, close } = start();
    const changed = vi.fn();
    const stop = watch.watch(changed);
    await vi.advanceTimersByTimeAsync(3300);
    setFps(0);
    for (let times = 0; times < 20; times += 1) {
      await vi.advanceTimersByTimeAsync(2730);
      sendOne();
    }
    expect(changed).not.toHaveBeenCalled();
    stop();
    close();
  });

  it('notices that the one frame of a still screen was lost', async () => {
    const { watch, setFps, setBroken, sendOne, close } = start();
    const stop = watch.watch(() => undefined);
    await vi.advanceTimersByTimeAsync(3000);
    setFps(0);
    await vi.advanceTimersByTimeAsync(5000);
    setBroken(true);
    sendOne();
    await vi.advanceTimersByTimeAsync(2000);
    expect(watch.health().stalledSince).not.toBeNull();
    stop();
    close();
  });

  it('is healthy again with the next picture, and with a new connection', async () => {
    const { watch, setBroken, replace, close } = start();
    const stop = watch.watch(() => undefined);
    await vi.advanceTimersByTimeAsync(3000);
    setBroken(true);
    await vi.advanceTimersByTimeAsync(4000);
    expect(watch.health().stalledSince).not.toBeNull();
    setBroken(false);
    await vi.advanceTimersByTimeAsync(1100);
    expect(watch.health().stalledSince).toBeNull();
    await vi.advanceTimersByTimeAsync(5000);
    expect(watch.health().stalledSince).toBeNull();

    setBroken(true);
    await vi.advanceTimersByTimeAsync(3000);
    expect(watch.health().stalledSince).not.toBeNull();
    replace({ kind: 'connecting', peerId: 'peer-two', stream: null });
    expect(watch.health().stalledSince).toBeNull();
    stop();
    close();
  });

  it('costs nothing while nobody looks', async () => {
    const { watch, statistics, close } = start();
    await vi.advanceTimersByTimeAsync(5000);
    expect(statistics).not.toHaveBeenCalled();
    const stop = watch.watch(() => undefined);
    await vi.advanceTimersByTimeAsync(3000);
    stop();
    statistics.mockClear();
    close();
    await vi.advanceTimersByTimeAsync(5000);
    expect(statistics).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
