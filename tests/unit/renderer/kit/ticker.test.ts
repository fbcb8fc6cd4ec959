import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Ticker } from '../../../../renderer/kit/ticker';

describe('Ticker', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1000 });
  });
  afterEach(() => vi.useRealTimers());

  it('ticks for everybody with one timer, and only while somebody looks', () => {
    const ticker = new Ticker(1000);
    const [first, second] = [vi.fn(), vi.fn()];
    expect(vi.getTimerCount()).toBe(0);
    const stopFirst = ticker.subscribe(first);
    const stopSecond = ticker.subscribe(second);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(2000);
    expect(first).toHaveBeenCalledTimes(2);
    expect(second).toHaveBeenCalledTimes(2);
    expect(ticker.now()).toBe(3000);
    stopFirst();
    stopSecond();
    expect(vi.getTimerCount()).toBe(0);
  });
});
