import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { flowReportedEveryMs, watchFlow } from '../../../../renderer/video/flow-watch';
import type { Reception } from '../../../../renderer/video/video-receiver';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('tells of pictures as long as they come in, and of nothing else', () => {
  let reception: Reception = { kind: 'idle' };
  const report = vi.fn();
  const stop = watchFlow({ reception: () => reception }, report);
  vi.advanceTimersByTime(flowReportedEveryMs * 3);
  expect(report).not.toHaveBeenCalled();
  reception = { kind: 'connected', peerId: 'peer-0001', stream: null };
  vi.advanceTimersByTime(flowReportedEveryMs * 3);
  expect(report).toHaveBeenCalledTimes(3);
  reception = { kind: 'failed', peerId: 'peer-0001', stream: null, at: 1 };
  vi.advanceTimersByTime(flowReportedEveryMs * 3);
  expect(report).toHaveBeenCalledTimes(3);
  stop();
  expect(vi.getTimerCount()).toBe(0);
});
