import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FrameGate } from '../../../../../customer/video/worker/frame-gate';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function gate(framesPerSecond: number) {
  const passed: number[] = [];
  const closed: number[] = [];
  const made = new FrameGate<{ at: number; close: () => void }>(framesPerSecond, ({ at }) => passed.push(at));
  const offer = (at: number) => made.offer({ at, close: () => closed.push(at) }, at * 1_000);
  return { made, offer, passed, closed };
}

test('lets no more frames through than the rate, and closes the others', () => {
  const { offer, passed, closed } = gate(12);
  for (let frame = 0; frame < 300; frame += 1) {
    offer(frame * (1_000 / 30));
    vi.advanceTimersByTime(1_000 / 30);
  }
  expect(passed.length).toBeGreaterThanOrEqual(115);
  expect(passed.length).toBeLessThanOrEqual(122);
  expect(passed.length + closed.length).toBeGreaterThanOrEqual(299);
});

test('brings the last frame before a pause, so that a screen that stands still is up to date', () => {
  const { offer, passed } = gate(8);
  offer(0);
  offer(20);
  offer(40);
  expect(passed).toEqual([0]);
  vi.advanceTimersByTime(125);
  expect(passed).toEqual([0, 40]);
});

test('lets go of what it holds', () => {
  const { made, offer, passed, closed } = gate(8);
  offer(0);
  offer(20);
  made.close();
  vi.advanceTimersByTime(1_000);
  expect(passed).toEqual([0]);
  expect(closed).toEqual([20]);
});

test('takes a clock that jumps back as a new beginning', () => {
  const { offer, passed } = gate(10);
  offer(60_000);
  offer(5);
  expect(passed).toEqual([60_000, 5]);
});
